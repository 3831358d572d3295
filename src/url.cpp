#include "url.hpp"

#include <boost/system/error_code.hpp>

// Without exceptions, Boost requires these functions and calls them instead of throwing. No
// function that the core calls reaches them. result::value() looks up the last one by the type of
// its error, which keeps an exception and its text out of the module.
namespace boost {
void throw_exception(const std::exception&) { __builtin_trap(); }
void throw_exception(const std::exception&, const source_location&) { __builtin_trap(); }
namespace system {
[[noreturn]] inline void throw_exception_from_error(error_code&, const source_location&) {
  __builtin_trap();
}
}  // namespace system
}  // namespace boost

// The library's own sources. Its headers include them until Boost 1.82 (CMake checks that).
#include <boost/url/src.hpp>
//
#include <boost/url/encode.hpp>
#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/pchars.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "text.hpp"

namespace tailchat {
namespace {

namespace urls = boost::urls;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// An absolute http(s) address: scheme "://" host [ ":" port ] path-abempty [ "?" query ]
/// [ "#" fragment ]. RFC 3986 section 3
struct web_url {
  std::string_view host;
  std::string_view path;
  std::optional<std::string_view> query;
  bool has_fragment;
};

/// Whether the text consists of escapes, pchar and the additional characters. RFC 3986 section 3.3
bool is_made_of_pchars(std::string_view text, std::string_view others) noexcept {
  for (char c : text)
    if (c != '%' && !urls::pchars(c) && others.find(c) == std::string_view::npos) return false;
  return urls::make_pct_string_view({text.data(), text.size()}).has_value();
}

constexpr bool is_host_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_';
}

/// A browser reads a name whose last label is a number as an IPv4 address ("127.1", "0x7f.1"), in
/// forms that RFC 3986 does not have.
bool is_number_to_browsers(std::string_view host) noexcept {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto label = host.substr(host.rfind('.') + 1);
  if (label.empty()) return true;
  if (label.size() >= 2 && label[0] == '0' && (label[1] == 'x' || label[1] == 'X')) return true;
  for (char c : label)
    if (!is_digit(c)) return false;
  return true;
}

auto parse_ipv4(std::string_view host) noexcept {
  return urls::parse_ipv4_address({host.data(), host.size()});
}

/// @param host in brackets
auto parse_ipv6(std::string_view host) noexcept {
  return urls::parse_ipv6_address({host.data() + 1, host.size() - 2});
}

bool is_plain_host(std::string_view host) noexcept {
  if (host.starts_with('[')) return host.ends_with(']') && parse_ipv6(host);
  if (parse_ipv4(host)) return true;
  for (char c : host)
    if (!is_host_character(c)) return false;
  return !host.empty() && !is_number_to_browsers(host);
}

/// From 1 to 65535, without leading zeros.
bool is_plain_port(std::string_view port) noexcept {
  if (port.empty() || port[0] == '0' || port.size() > 5) return false;
  unsigned number = 0;
  for (char c : port) {
    if (!is_digit(c)) return false;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number <= 65535;
}

/// Refuses userinfo, which no address of a login has. RFC 9110 section 4.2.4. @return the host
std::optional<std::string_view> parse_authority(std::string_view text) noexcept {
  const auto bracket = text.find(']');
  const auto colon = text.find(':', bracket == text.npos ? 0 : bracket);
  const auto host = text.substr(0, colon);
  if (!is_plain_host(host)) return std::nullopt;
  if (colon != text.npos && !is_plain_port(text.substr(colon + 1))) return std::nullopt;
  return host;
}

std::optional<web_url> parse_web_url(std::string_view text) noexcept {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return std::nullopt;
  text.remove_prefix(text.find('/') + 2);
  const auto host_end = std::min(text.find_first_of("/?#"), text.size());
  const auto host = parse_authority(text.substr(0, host_end));
  text.remove_prefix(host_end);
  if (!host) return std::nullopt;

  web_url url{*host, {}, {}, false};
  const auto fragment = text.find('#');
  if (fragment != text.npos) {
    url.has_fragment = true;
    if (!is_made_of_pchars(text.substr(fragment + 1), "/?")) return std::nullopt;
    text = text.substr(0, fragment);
  }
  const auto query = text.find('?');
  url.path = text.substr(0, query);
  if (query != text.npos) url.query = text.substr(query + 1);
  if (!is_made_of_pchars(url.path, "/") || !is_made_of_pchars(url.query.value_or(""), "/?"))
    return std::nullopt;
  return url;
}

bool is_localhost(std::string_view host) noexcept {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool is_private_name(std::string_view host) noexcept {
  for (std::string_view zone : {".local", ".lan", ".internal", ".home.arpa"})
    if (host.size() > zone.size() && host.ends_with(zone)) return true;
  return host.find('.') == host.npos;
}

/// An IPv4 address inside an IPv6 address does not count. @param host one that is_plain_host
bool is_private(std::string_view host) noexcept {
  if (host.starts_with('[')) {
    const auto bytes = parse_ipv6(host)->to_bytes();
    return (bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80);
  }
  const auto ipv4 = parse_ipv4(host);
  if (!ipv4) return is_private_name(host);
  const auto address = ipv4->to_uint();
  return address >> 24 == 10 || address >> 20 == 0xac1 || address >> 16 == 0xc0a8 ||
         address >> 22 == (100 << 2 | 1) || address >> 16 == 0xa9fe;
}

bool is_dot_segment(std::string_view segment) noexcept {
  for (int dots = 0; dots < 2; ++dots) {
    if (segment.starts_with('.'))
      segment.remove_prefix(1);
    else if (equal_ignoring_case(segment.substr(0, 3), "%2e"))
      segment.remove_prefix(3);
    else
      return false;
    if (segment.empty()) return true;
  }
  return false;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) noexcept {
  if (text.find_first_of("%+") == std::string_view::npos) return std::string{text};
  const auto escaped = urls::make_pct_string_view({text.data(), text.size()});
  if (!escaped) return std::nullopt;
  urls::encoding_opts options;
  options.space_as_plus = plus_is_space;
  std::string out(escaped->decoded_size(), '\0');
  const urls::decode_view decoded{*escaped, options};
  std::copy(decoded.begin(), decoded.end(), out.begin());
  return out;
}

}  // namespace

bool begins_with_escape(std::string_view text) noexcept {
  const auto escape = text.substr(0, 3);
  return escape.starts_with('%') && urls::make_pct_string_view({escape.data(), escape.size()});
}

void append_escaped(std::string& out, std::string_view text) noexcept {
  const urls::string_view plain{text.data(), text.size()};
  const auto size = urls::encoded_size(plain, urls::unreserved_chars);
  if (size == text.size()) {
    out += text;
    return;
  }
  const auto end = out.size();
  out.resize(end + size);
  urls::encode(out.data() + end, size, plain, urls::unreserved_chars);
}

bool is_address(std::string_view text, address_kind kind, plain_http http) noexcept {
  const auto url = parse_web_url(text);
  if (!url) return false;
  if (kind == address_kind::base && url->query) return false;
  if (kind != address_kind::with_query_and_fragment && url->has_fragment) return false;
  if (text[4] == ':' && http != plain_http::anywhere && !is_localhost(url->host) &&
      (http == plain_http::loopback || !is_private(url->host)))
    return false;
  return !has_dot_segment(url->path);
}

std::string loggable_address(const std::string* text) noexcept {
  if (text == nullptr || text->size() > limit::url_bytes ||
      !is_address(*text, address_kind::base, plain_http::anywhere))
    return {};
  return *text;
}

bool has_dot_segment(std::string_view path) noexcept {
  while (!path.empty()) {
    const auto end = path.find('/');
    if (is_dot_segment(path.substr(0, end))) return true;
    if (end == std::string_view::npos) break;
    path.remove_prefix(end + 1);
  }
  return false;
}

std::string endpoint(std::string_view api_url, std::string_view path) noexcept {
  if (api_url.ends_with('/')) api_url.remove_suffix(1);
  std::string out;
  out.reserve(api_url.size() + path.size());
  out += api_url;
  out += path;
  return out;
}

std::optional<parameters> query_parameters(std::string_view url) noexcept {
  const auto parsed = parse_web_url(url);
  if (!parsed) return std::nullopt;
  return decode_form(parsed->query.value_or(""));
}

// The query ranges of Boost.URL 1.81 read past the end of some inputs, so this code splits the
// query.
std::optional<parameters> decode_form(std::string_view text) noexcept {
  parameters out;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), true);
    auto value = decode(
        equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    out.push_back({std::move(*name), std::move(*value)});
  }
  return out;
}

void append_parameter(std::string& form, std::string_view name, std::string_view value) noexcept {
  if (!form.empty() && form.back() != '?') form += '&';
  append_escaped(form, name);
  form += '=';
  append_escaped(form, value);
}

std::optional<std::string> decode_percent(std::string_view text) noexcept {
  return decode(text, false);
}

}  // namespace tailchat
