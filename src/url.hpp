// Addresses and the application/x-www-form-urlencoded codec. The only file with Boost.URL behind
// it.
//
// An address is accepted only where Boost.URL (RFC 3986) and browsers (WHATWG URL) read the same:
// the host is plain lower- or upper-case letters, digits, "-", "." and "_", or an IPv6 literal;
// the port is 1 to 65535 without leading zeros; the path has no dot segments and no backslashes.
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

/// What an address may have beyond scheme, host, port and path.
enum class address_kind { base, with_query, with_query_and_fragment };

/// Where an address may be plain http: on exactly localhost, 127.0.0.1 and [::1]; in a private
/// network as well; anywhere, which is for a log alone.
enum class plain_http { loopback, lan, anywhere };

/// Whether the text is an absolute https address without userinfo, or one of plain http where that
/// is accepted.
///
/// What is in a private network is told by the text alone, since a name may resolve to another
/// address at each use: 10/8, 172.16/12, 192.168/16, 100.64/10, 169.254/16, fc00::/7 and fe80::/10,
/// names of one label, and names under local, lan, internal and home.arpa, in lower-case letters
/// and without a dot at the end.
/// @see RFC 1918, RFC 3927, RFC 4193, RFC 4291 2.5.6, RFC 6598, RFC 6762, RFC 8375
[[nodiscard]] bool is_address(std::string_view text, address_kind kind,
                              plain_http http = plain_http::loopback) noexcept;

/// The text where it is an address, of http or https anywhere and within its limit; else nothing.
[[nodiscard]] std::string loggable_address(const std::string* text) noexcept;

/// Whether a path has a segment "." or "..", with the dots escaped or not: browsers remove such.
[[nodiscard]] bool has_dot_segment(std::string_view path) noexcept;

/// The address of a path below an API address, whether or not that ends with a slash.
[[nodiscard]] std::string endpoint(std::string_view api_url, std::string_view path) noexcept;

/// The query parameters of an absolute http(s) URL, or nothing where it is malformed.
[[nodiscard]] std::optional<parameters> query_parameters(std::string_view url) noexcept;

/// The parameters of a form or query text, or nothing where an escape is malformed.
[[nodiscard]] std::optional<parameters> decode_form(std::string_view text) noexcept;

/// Whether the text begins with "%" and two hexadecimal digits.
[[nodiscard]] bool begins_with_escape(std::string_view text) noexcept;

/// Appends the text, everything but unreserved characters escaped. RFC 3986 section 2.3
void append_escaped(std::string& out, std::string_view text) noexcept;

/// Appends name=value to a form or query, everything but unreserved characters escaped.
void append_parameter(std::string& form, std::string_view name, std::string_view value) noexcept;

/// The text with its percent-escapes decoded once ("+" stays), or nothing where one is malformed.
[[nodiscard]] std::optional<std::string> decode_percent(std::string_view text) noexcept;

}  // namespace tailchat
