// The path of a request for comparison with rules: its escapes are decoded once.
//
// A proxy, a gate and the program behind them each read the path themselves. If they read it
// differently, a rule for one place would decide about another. This code therefore refuses a path
// with an escaped "/", "\", ".", letter, digit or control character, an escape within an escape, a
// malformed escape, a "\", "#" or "?", a byte that is not visible ASCII, escapes that are not
// UTF-8, an empty segment before the last, or a segment "." or "..", with or without a parameter
// (";x").
// @see RFC 3986 sections 3.3, 5.2.4 and 6.2.2, RFC 3629 section 3, WHATWG URL section 4.4
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tailchat {

/// The decoded path, or nothing if two readers may read it differently. Decoding does not change
/// the number of its segments.
[[nodiscard]] std::optional<std::string> read_request_path(std::string_view path) noexcept;

}  // namespace tailchat
