#include "json.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "text.hpp"
#include "vocabulary.hpp"

namespace tailchat::json {

/// Receives nlohmann's SAX events. Returning false ends the parse.
///
/// One list has the members of all open objects, the last member first. The members of a nested
/// object are removed when it closes. Inside an array, the first of the list is the member that
/// holds the array.
class reader {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  object take() noexcept { return std::move(out_); }

  bool null() { return scalar(object::type::null); }
  bool boolean(bool) { return scalar(object::type::other); }
  bool number_integer(number_integer_t number) { return numeric(static_cast<double>(number)); }
  bool number_unsigned(number_unsigned_t number) { return numeric(static_cast<double>(number)); }
  bool number_float(number_float_t, const string_t& text) {
    const auto number = exact_decimal(text);
    return number && numeric(*number);
  }
  bool string(string_t& text) {
    if (!scalar(object::type::string)) return false;
    last().text = std::move(text);
    return true;
  }
  bool binary(binary_t&) { return false; }

  bool start_object(std::size_t) { return open(true); }
  bool end_object() {
    // The outermost object's members are the result.
    if (--depth_ > 0)
      for (auto left = levels_[depth_].entries; left > 0; --left) out_.members_.pop_front();
    return true;
  }
  bool start_array(std::size_t) { return open(false); }
  bool end_array() {
    --depth_;
    return true;
  }

  bool key(string_t& name) {
    auto other = out_.members_.begin();
    for (auto left = innermost().entries; left > 0; --left, ++other)
      if (other->name == name) return false;
    out_.members_.push_front({std::move(name)});
    return count();
  }

  template <class Exception>
  bool parse_error(std::size_t, const std::string&, const Exception&) {
    return false;
  }

 private:
  struct nesting {
    bool is_array;
    std::uint32_t entries;
  };

  nesting& innermost() noexcept { return levels_[depth_ - 1]; }
  object::member& last() noexcept { return out_.members_.front(); }
  bool count() noexcept { return ++innermost().entries <= limit::json_members; }

  /// Records the type of a member's value, or of the next entry if the value is an array.
  bool note(object::type type) noexcept {
    auto& kind = last().kind;
    if (!innermost().is_array) {
      kind = type;
      return true;
    }
    const bool sole = kind == object::type::empty_array && type == object::type::string;
    kind = sole ? object::type::array_of_string : object::type::other;
    return count();
  }

  /// Like note(). A scalar outside of all objects is refused.
  bool scalar(object::type type) noexcept { return depth_ > 0 && note(type); }

  bool numeric(double number) noexcept {
    if (!scalar(object::type::number)) return false;
    last().number = number;
    return true;
  }

  bool open(bool is_object) noexcept {
    if (depth_ == limit::json_depth) return false;
    if (depth_ == 0 && !is_object) return false;
    if (depth_ > 0 && !note(is_object ? object::type::other : object::type::empty_array))
      return false;
    levels_[depth_++] = {!is_object, 0};
    return true;
  }

  object out_;
  std::array<nesting, limit::json_depth> levels_;
  std::size_t depth_ = 0;
};

bool object::has(std::string_view name) const noexcept { return find(name) != nullptr; }

bool object::is_null(std::string_view name) const noexcept {
  const auto* found = find(name);
  return found != nullptr && found->kind == type::null;
}

const std::string* object::string(std::string_view name) const noexcept {
  const auto* found = find(name);
  return found != nullptr && found->kind == type::string ? &found->text : nullptr;
}

const double* object::number(std::string_view name) const noexcept {
  const auto* found = find(name);
  return found != nullptr && found->kind == type::number ? &found->number : nullptr;
}

const std::string* object::sole_string(std::string_view name) const noexcept {
  const auto* found = find(name);
  const bool fits =
      found != nullptr && (found->kind == type::string || found->kind == type::array_of_string);
  return fits ? &found->text : nullptr;
}

const object::member* object::find(std::string_view name) const noexcept {
  for (const auto& candidate : members_)
    if (candidate.name == name) return &candidate;
  return nullptr;
}

std::optional<object> parse_object(std::string_view text) noexcept {
  // nlohmann would skip a byte order mark at the start. RFC 8259 section 8.1
  if (text.starts_with('\xef')) return std::nullopt;
  // nlohmann would take a NUL for the end of the text and ignore the rest.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  reader handler;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &handler)) return std::nullopt;
  return handler.take();
}

}  // namespace tailchat::json
