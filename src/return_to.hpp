// The address that a login leads back to: a path on our own origin.
//
// The checked string goes into the Location header unchanged. It is visible ASCII, and has at most
// limit::return_to_bytes. Escaped are a space, '"', a byte beyond ASCII, a "\" in query or
// fragment, and a "%" that does not begin an escape. A browser would escape them the same way, or
// the escape has the same meaning. (A '"' would also take two bytes in a transaction.) Everything
// else stays unchanged.
//
// Refused are control characters (in a path also as escapes), a "\" in the path, and paths that a
// browser, or a reader that decodes the path once, could take for another place: "//" at the
// beginning, a dot segment, and an escaped "/" or "\" in the first segment. A browser reads "\" as
// "/", so this code does too.
// @see RFC 9700 section 4.11, RFC 3986 section 5.2.4, WHATWG URL section 4.4
#pragma once

#include <string>
#include <string_view>

namespace tailchat {

/// The text with unsafe characters escaped if it is acceptable, or "/".
[[nodiscard]] std::string accept_return_to(std::string_view text) noexcept;

}  // namespace tailchat
