// The path of a request as rules compare it: with its escapes decoded, once.
//
// A proxy, a gate and the program behind them each read the path for themselves. Where they may
// read it differently, a rule for one place would decide about another. So such a path is refused:
// one with an escaped "/", "\", ".", letter, digit or control character, an escape within an
// escape, a malformed escape, a "\", "#" or "?", a byte that is not visible ASCII, escapes that are
// no UTF-8, an empty segment that is not the last, and a segment "." or "..", with a parameter
// (";x") or not.
// @see RFC 3986 sections 3.3, 5.2.4 and 6.2.2, RFC 3629 section 3, WHATWG URL section 4.4
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tailchat {

/// The decoded path, or nothing where it may be read differently. Its segments are those of the
/// text.
[[nodiscard]] std::optional<std::string> read_request_path(std::string_view path) noexcept;

}  // namespace tailchat
