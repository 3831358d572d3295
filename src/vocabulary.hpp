// The names, codes and bounds of vocabulary.def as C++ constants.
#pragma once

#include <cstdint>
#include <string_view>

namespace tailchat {

/// Why an operation failed. The value is the number that crosses the wasm boundary.
enum class error_code : std::uint8_t {
  none = 0,
#define ERROR(code, status, meaning, source) code,
#include "vocabulary.def"
};

namespace parameter {
#define PARAMETER(name, reserved, source) inline constexpr std::string_view name = #name;
#include "vocabulary.def"

/// The parameters that an application may not set through the extra parameters.
inline constexpr std::string_view reserved_names[] = {
#define PARAMETER(name, reserved, source) reserved ? std::string_view{#name} : std::string_view{},
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
