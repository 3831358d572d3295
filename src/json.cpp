#include "json.hpp"

#include <nlohmann/json.hpp>

#include "text.hpp"
#include "vocabulary.hpp"

namespace tailchat::json {

/// Receives nlohmann's SAX events; false ends the parse.
class reader {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  object take() noexcept { return std::move(out_); }

  bool null() { return value(object::type::null); }
  bool boolean(bool) { return value(object::type::other); }
  bool number_integer(number_integer_t number) { return numeric(static_cast<double>(number)); }
  bool number_unsigned(number_unsigned_t number) { return numeric(static_cast<double>(number)); }
  bool number_float(number_float_t, const string_t& text) {
    const auto number = exact_decimal(text);
    return number && numeric(*number);
  }
  bool string(string_t& text) {
    if (in_top_array()) {
      if (!count()) return false;
      current().strings.push_back(std::move(text));
      return true;
    }
    if (!value(object::type::string)) return false;
    if (levels_.size() == 1) current().strings.push_back(std::move(text));
    return true;
  }
  bool binary(binary_t&) { return false; }

  bool start_object(std::size_t) { return open(true); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(false); }
  bool end_array() { return close(); }

  bool key(string_t& name) {
    for (std::size_t i = levels_.back().first_key; i < keys_.size(); ++i)
      if (std::string_view{keys_[i]} == name) return false;
    if (!count()) return false;
    if (levels_.size() == 1) out_.members_.push_back({name});
    keys_.push_back(std::move(name));
    return true;
  }

  template <class Exception>
  bool parse_error(std::size_t, const std::string&, const Exception&) {
    return false;
  }

 private:
  struct level {
    bool is_object;
    std::size_t first_key;
    std::uint32_t members = 0;
  };

  object::member& current() noexcept { return out_.members_.back(); }

  /// Directly in an array that is itself a member of the object.
  bool in_top_array() const noexcept { return levels_.size() == 2 && !levels_.back().is_object; }

  bool count() noexcept { return ++levels_.back().members <= limit::json_members; }

  /// Notes a scalar, which has no place outside of the object.
  bool value(object::type type) noexcept {
    if (levels_.empty()) return false;
    if (!levels_.back().is_object && !count()) return false;
    if (levels_.size() == 1) current().kind = type;
    if (in_top_array()) current().kind = object::type::other;
    return true;
  }

  bool numeric(double number) noexcept {
    if (!value(object::type::number)) return false;
    if (levels_.size() == 1) current().number = number;
    return true;
  }

  bool open(bool is_object) noexcept {
    if (levels_.size() >= limit::json_depth) return false;
    if (levels_.empty()) {
      if (!is_object) return false;
    } else if (!value(is_object ? object::type::other : object::type::strings)) {
      return false;
    }
    levels_.push_back({is_object, keys_.size()});
    return true;
  }

  bool close() noexcept {
    keys_.resize(levels_.back().first_key);
    levels_.pop_back();
    return true;
  }

  object out_;
  std::vector<level> levels_;
  std::vector<std::string> keys_;
};

bool object::has(std::string_view name) const noexcept { return find(name) != nullptr; }

bool object::is_null(std::string_view name) const noexcept {
  const auto* found = find(name);
  return found != nullptr && found->kind == type::null;
}

const std::string* object::string(std::string_view name) const noexcept {
  const auto* found = find(name);
  return found != nullptr && found->kind == type::string ? &found->strings.front() : nullptr;
}

const double* object::number(std::string_view name) const noexcept {
  const auto* found = find(name);
  return found != nullptr && found->kind == type::number ? &found->number : nullptr;
}

const std::vector<std::string>* object::strings(std::string_view name) const noexcept {
  const auto* found = find(name);
  const bool fits =
      found != nullptr && (found->kind == type::string || found->kind == type::strings);
  return fits ? &found->strings : nullptr;
}

const object::member* object::find(std::string_view name) const noexcept {
  for (const auto& candidate : members_)
    if (candidate.name == name) return &candidate;
  return nullptr;
}

std::optional<object> parse_object(std::string_view text) noexcept {
  // nlohmann would skip a byte order mark. RFC 8259 section 8.1
  if (text.starts_with('\xef')) return std::nullopt;
  reader handler;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &handler)) return std::nullopt;
  return handler.take();
}

}  // namespace tailchat::json
