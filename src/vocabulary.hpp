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

namespace parameter {
#define PARAMETER(name, reserved, source) inline constexpr std::string_view name = #name;
#include "vocabulary.def"

/// The parameters that an application may not set through the extra parameters.
#define RESERVED_true(name) #name " "
#define RESERVED_false(name)
#define PARAMETER(name, reserved, source) RESERVED_##reserved(name)
inline constexpr auto reserved_names = words{
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
