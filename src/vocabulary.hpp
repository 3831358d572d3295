// The names, codes and bounds of vocabulary.def as C++ constants.
#pragma once

#include <cstdint>
#include <string_view>

#include "words.hpp"

namespace tailchat {

/// Why an operation failed. The value is the number that crosses the wasm boundary.
enum class error_code : std::uint8_t {
  none = 0,
#define ERROR(code, status, meaning, source) code,
#include "vocabulary.def"
};

/// The servers' words for errors.
namespace server_error {
#define AUTHORIZATION_ERROR(code, status, meaning, source) #code " "
inline constexpr auto authorization = words{
#include "vocabulary.def"
};
#define TOKEN_ERROR(code, status, meaning, source) #code " "
inline constexpr auto token = words{
#include "vocabulary.def"
};
}  // namespace server_error

/// The code of a word. The codes follow the order of the words, from `first` on. The code for any
/// other word comes after them.
template <std::size_t size>
constexpr error_code code_of(const words<size>& known, error_code first,
                             std::string_view word) noexcept {
  return static_cast<error_code>(static_cast<std::size_t>(first) + known.find(word));
}
static_assert(code_of(server_error::authorization, error_code::access_denied, "another") ==
              error_code::authorization_error);
static_assert(code_of(server_error::token, error_code::invalid_grant, "another") ==
              error_code::token_error);

namespace parameter {
#define PARAMETER(name, source) inline constexpr std::string_view name = #name;
#include "vocabulary.def"

#define PARAMETER(name, source) #name " "
inline constexpr auto names = words{
#include "vocabulary.def"
};
}  // namespace parameter

namespace claim {
#define CLAIM(name, source) inline constexpr std::string_view name = #name;
#include "vocabulary.def"
}  // namespace claim

namespace limit {
#define LIMIT(name, value, unit, meaning) inline constexpr std::uint32_t name = value;
#include "vocabulary.def"
}  // namespace limit

}  // namespace tailchat
