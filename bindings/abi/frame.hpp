// The boundary to the host: plain functions over one frame of argument and result slots.
//
// The host gets memory from `allocate`, writes its texts there, and enters them in frame.arguments
// (null if absent). It calls one operation, copies frame.results, and calls `wipe`. slots.hpp says
// which slot holds which text. An operation returns the number of its error_code, or 0 for success.
// `wipe` erases everything.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "../../src/url.hpp"
#include "slots.hpp"

namespace tailchat::abi {

struct slot {
  const char* data;
  std::size_t size;
};

struct call_frame {
  slot arguments[slots::most_arguments];
  slot results[slots::most_results];
};

/// The one frame.
extern call_frame shared_frame;

[[nodiscard]] constexpr int number(error_code code) noexcept { return static_cast<int>(code); }

/// The text of an argument, or an empty text if it is absent.
[[nodiscard, gnu::noinline]] std::string_view argument(std::size_t index) noexcept;

/// The text of an argument, or nothing.
[[nodiscard, gnu::noinline]] std::optional<std::string_view> optional_argument(
    std::size_t index) noexcept;

/// Converts the host's number: 1 accepts plain http also in a private network, 0 does not.
[[nodiscard]] inline plain_http plain_http_of(int private_http) noexcept {
  return private_http == 1 ? plain_http::lan : plain_http::loopback;
}

/// Keeps a copy of the text until `wipe`, and enters it in a result slot.
[[gnu::noinline]] void put_result(std::size_t index, std::string_view text) noexcept;

}  // namespace tailchat::abi

extern "C" {
/// Allocates memory for the host's texts and the results. Traps if there is not enough.
char* allocate(std::size_t size) noexcept;

/// Overwrites everything that the last operation left in memory with zeros.
void wipe() noexcept;
}
