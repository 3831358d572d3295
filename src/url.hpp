// Addresses and the application/x-www-form-urlencoded codec. Only url.cpp uses Boost.URL.
//
// An address is accepted only if Boost.URL (RFC 3986) and browsers (WHATWG URL) read it the same
// way: the host has only ASCII letters, digits, "-", "." and "_", or is an IPv6 literal; the port
// is 1 to 65535 without leading zeros; the path has no dot segments and no backslashes.
// @see RFC 3986 sections 3 and 5.2.4, RFC 6749 appendix B
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"

namespace tailchat {

/// A name and a value, decoded.
struct name_value {
  std::string name;
  std::string value;
};

using parameters = std::vector<name_value>;

/// The optional parts of an address, after scheme, host, port and path.
enum class address_kind { base, with_query, with_query_and_fragment };

/// The places where an address may be plain http: on localhost, 127.0.0.1 and [::1]; in a private
/// network too; anywhere, which serves only logs.
enum class plain_http { loopback, lan, anywhere };

/// Whether the text is an absolute https address without userinfo, or a plain http address in an
/// accepted place.
///
/// Only the text decides whether an address is in a private network, because a name may resolve to
/// another address at each use. Private are 10/8, 172.16/12, 192.168/16, 100.64/10, 169.254/16,
/// fc00::/7 and fe80::/10, names of one label, and names under local, lan, internal and home.arpa,
/// in lower-case letters and without a dot at the end.
/// @see RFC 1918, RFC 3927, RFC 4193, RFC 4291 2.5.6, RFC 6598, RFC 6762, RFC 8375
[[nodiscard]] bool is_address(std::string_view text, address_kind kind,
                              plain_http http = plain_http::loopback) noexcept;

/// The text if it is an http or https address within its limit, or nothing.
[[nodiscard]] std::string loggable_address(const std::string* text) noexcept;

/// Whether a path has a segment "." or "..", escaped or not. Browsers remove these segments.
[[nodiscard]] bool has_dot_segment(std::string_view path) noexcept;

/// The address of a path below an API address, which may end with a slash.
[[nodiscard]] std::string endpoint(std::string_view api_url, std::string_view path) noexcept;

/// The query parameters of an absolute http(s) URL, or nothing if it is malformed.
[[nodiscard]] std::optional<parameters> query_parameters(std::string_view url) noexcept;

/// The parameters of a form or query text, or nothing if an escape is malformed.
[[nodiscard]] std::optional<parameters> decode_form(std::string_view text) noexcept;

/// Whether the text begins with "%" and two hexadecimal digits.
[[nodiscard]] bool begins_with_escape(std::string_view text) noexcept;

/// Appends the text and escapes all but unreserved characters. RFC 3986 section 2.3
void append_escaped(std::string& out, std::string_view text) noexcept;

/// Appends name=value to a form or query, and escapes all but unreserved characters.
void append_parameter(std::string& form, std::string_view name, std::string_view value) noexcept;

/// Decodes percent-escapes once ("+" stays). Returns nothing if an escape is malformed.
[[nodiscard]] std::optional<std::string> decode_percent(std::string_view text) noexcept;

}  // namespace tailchat
