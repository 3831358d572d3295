// Character sets, base64url and comparison, for all readers of the core.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tailchat {

/// Whether every character is one of %x20-7E, VSCHAR.
/// @see RFC 6749 appendix A
[[nodiscard]] bool is_printable_ascii(std::string_view text) noexcept;

/// Whether every character is one of %x21-7E: VSCHAR without the space.
[[nodiscard]] bool is_visible_ascii(std::string_view text) noexcept;

/// Whether no character is a control character: U+0000 to U+001F, U+007F to U+009F.
[[nodiscard]] bool has_no_control(std::string_view text) noexcept;

/// Compares two texts, ignoring the case of ASCII letters.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

/// Compares secrets. The time depends only on the lengths.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

/// base64url without padding.
/// @see RFC 4648 section 5, RFC 7515 section 2
[[nodiscard]] std::string base64url_encode(std::string_view bytes) noexcept;

/// Whether the text is a canonical encoding: only this alphabet, no padding, and unused bits are
/// zero.
[[nodiscard]] bool is_base64url(std::string_view text) noexcept;

/// The bytes, or nothing if the text is not a canonical encoding.
[[nodiscard]] std::optional<std::string> base64url_decode(std::string_view text) noexcept;

/// The double nearest to a JSON number, or nothing if one multiplication or division cannot compute
/// it exactly: if its digits exceed 2^53, or its power of ten exceeds 22. Times and lifetimes are
/// far below. A number above is refused, never rounded.
/// @see RFC 8259 section 6
[[nodiscard]] std::optional<double> exact_decimal(std::string_view number) noexcept;

}  // namespace tailchat
