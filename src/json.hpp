// JSON objects from a server: one bounded parse, then typed reads. nlohmann is behind it.
//
// Refused: a byte order mark, invalid UTF-8, anything behind the object, a key twice in one object
// (at any depth), nesting over limit::json_depth, an object or array with over
// limit::json_members members, a number with a fraction or an exponent, or beyond 64 bits, that is
// not exact (see exact_decimal). An integer within is rounded, as JSON.parse does.
// @see RFC 8259
#pragma once

#include <forward_list>
#include <optional>
#include <string>
#include <string_view>

namespace tailchat::json {

/// The members of a JSON object. Values of nested objects are not kept. The readers give null where
/// the member is absent or has another type.
class object {
 public:
  [[nodiscard]] bool has(std::string_view name) const noexcept;
  [[nodiscard]] bool is_null(std::string_view name) const noexcept;
  [[nodiscard]] const std::string* string(std::string_view name) const noexcept;
  [[nodiscard]] const double* number(std::string_view name) const noexcept;
  /// A string, or that of an array with nothing but one string.
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

  std::forward_list<member> members_;  ///< the last one first
};

/// The object that the text is, or nothing.
[[nodiscard]] std::optional<object> parse_object(std::string_view text) noexcept;

}  // namespace tailchat::json
