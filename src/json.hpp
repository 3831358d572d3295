// JSON objects from a server: one bounded parse, then typed reads. The only file with nlohmann
// behind it.
//
// Refused: a byte order mark, invalid UTF-8, anything behind the object, a key twice in one object
// (at any depth), nesting over limit::json_depth, an object or array with over
// limit::json_members members, a number that is not exact (see exact_decimal).
// @see RFC 8259
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tailchat::json {

/// The members of a JSON object. Values of nested objects are not kept. The readers give null where
/// the member is absent or has another type.
class object {
 public:
  [[nodiscard]] bool has(std::string_view name) const noexcept;
  [[nodiscard]] bool is_null(std::string_view name) const noexcept;
  [[nodiscard]] const std::string* string(std::string_view name) const noexcept;
  [[nodiscard]] const double* number(std::string_view name) const noexcept;
  /// A string, or an array of strings, as a list.
  [[nodiscard]] const std::vector<std::string>* strings(std::string_view name) const noexcept;

 private:
  friend class reader;
  enum class type { null, number, string, strings, other };
  struct member {
    std::string name;
    type kind = type::other;
    double number = 0;
    std::vector<std::string> strings{};
  };

  [[nodiscard]] const member* find(std::string_view name) const noexcept;

  std::vector<member> members_;
};

/// The object that the text is, or nothing.
[[nodiscard]] std::optional<object> parse_object(std::string_view text) noexcept;

}  // namespace tailchat::json
