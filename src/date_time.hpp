// A time as JavaScript writes it: "2026-11-26T22:15:23.003Z".
// @see RFC 3339 5.6
#pragma once

#include <cstdint>
#include <string_view>

namespace tailchat {

/// The time in seconds since 1970, rounded up; one after 2106 is the last second that can be said.
/// 0 where it is before 1970, or the text no such time.
[[nodiscard]] std::uint32_t read_date_time(std::string_view text) noexcept;

}  // namespace tailchat
