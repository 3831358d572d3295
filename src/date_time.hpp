// A time in the format of JavaScript: "2026-11-26T22:15:23.003Z".
// @see RFC 3339 5.6
#pragma once

#include <cstdint>
#include <string_view>

namespace tailchat {

/// The time in seconds since 1970, rounded up. A time after 2106 becomes the last second of 32
/// bits. The result is 0 for a time before 1970, and for a text in another format.
[[nodiscard]] std::uint32_t read_date_time(std::string_view text) noexcept;

}  // namespace tailchat
