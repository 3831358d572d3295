// JSON objects from a server: one limited parse by nlohmann, then typed reads.
//
// Refused: a byte order mark, invalid UTF-8, text after the object, a repeated key in one object
// (at any depth), nesting over limit::json_depth, and an object or array with more than
// limit::json_members members. A number with a fraction or an exponent, or beyond 64 bits, is
// refused if it is not exact (see exact_decimal). Other integers are rounded, as by JSON.parse.
// @see RFC 8259
#pragma once

#include <forward_list>
#include <optional>
#include <string>
#include <string_view>

namespace tailchat::json {

/// The members of a JSON object. Values of nested objects are not kept. The readers return null if
/// the member is absent or has another type.
class object {
 public:
  [[nodiscard]] bool has(std::string_view name) const noexcept;
  [[nodiscard]] bool is_null(std::string_view name) const noexcept;
  [[nodiscard]] const std::string* string(std::string_view name) const noexcept;
  [[nodiscard]] const double* number(std::string_view name) const noexcept;
  /// A string, or the only entry of an array if that is a string.
  [[nodiscard]] const std::string* sole_string(std::string_view name) const noexcept;

 private:
  friend class reader;
  enum class type { null, number, string, empty_array, array_of_string, other };
  struct member {
    std::string name;
    type kind = type::other;
    double number = 0;
    std::string text{};
  };

  [[nodiscard]] const member* find(std::string_view name) const noexcept;

  std::forward_list<member> members_;  ///< the last member first
};

/// Parses the text. Returns nothing if it is not an acceptable object.
[[nodiscard]] std::optional<object> parse_object(std::string_view text) noexcept;

}  // namespace tailchat::json
