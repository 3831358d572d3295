// Where a login may lead back to: a path on our own origin.
//
// The judged string is the one that goes into the Location header, byte for byte: visible ASCII, at
// most limit::return_to_bytes. A space, '"', a byte beyond ASCII, a "\" in query or fragment and a
// "%" that begins no escape become escapes, as in a browser or of the same meaning. (A '"' would
// also take two bytes in a transaction.) All else stays as it is.
//
// Refused are control characters (in a path also as escapes), a "\" in the path, and what a browser
// or a reader that decodes the path once could take for another place: "//" at its beginning, a dot
// segment, an escaped "/" or "\" in its first segment. To a browser "\" is a "/", so it is one
// here.
// @see RFC 9700 section 4.11, RFC 3986 section 5.2.4, WHATWG URL section 4.4
#pragma once

#include <string>
#include <string_view>

namespace tailchat {

/// The text where it is acceptable, with what needs it escaped; else "/".
[[nodiscard]] std::string accept_return_to(std::string_view text) noexcept;

}  // namespace tailchat
