// The boundary to the host: plain functions over one frame of argument and result slots.
//
// The host writes its texts into memory that `allocate` gives, names them in frame.arguments
// (absent = null), calls one operation, copies frame.results out, and calls `wipe`. slots.hpp says
// which text stands in which slot. An operation gives the number of its error_code, 0 for success.
// Nothing outlives `wipe`.
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

/// The text of an argument, empty where it is absent.
[[nodiscard, gnu::noinline]] std::string_view argument(std::size_t index) noexcept;

/// The text of an argument, or nothing.
[[nodiscard, gnu::noinline]] std::optional<std::string_view> optional_argument(
    std::size_t index) noexcept;

/// How the host says where plain http is accepted: 1 in a private network as well, else 0.
[[nodiscard]] inline plain_http plain_http_of(int private_http) noexcept {
  return private_http == 1 ? plain_http::lan : plain_http::loopback;
}

/// Keeps a copy of the text until `wipe` and names it in a result slot.
[[gnu::noinline]] void put_result(std::size_t index, std::string_view text) noexcept;

}  // namespace tailchat::abi

extern "C" {
/// Memory for the host's texts and the results. Traps where there is none.
char* allocate(std::size_t size) noexcept;

/// Forgets, as zeros, all that the last operation left in memory.
void wipe() noexcept;
}
