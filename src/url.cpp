#include "url.hpp"

#include <boost/system/error_code.hpp>

// Boost calls these where it would throw; nothing that the core calls can come here. The last is
// for result::value(), which prefers it to the library's own: that makes an exception and its text
// first.
namespace boost {
void throw_exception(const std::exception&) { __builtin_trap(); }
void throw_exception(const std::exception&, const source_location&) { __builtin_trap(); }
namespace system {
[[noreturn]] inline void throw_exception_from_error(error_code&, const source_location&) {
  __builtin_trap();
}
}  // namespace system
}  // namespace boost

// The library's own sources: header-only in Boost 1.81 (CMakeLists.txt checks the version). Its two
// error.ipp, left out here, are error categories with their texts; ours are below.
#define BOOST_URL_IMPL_ERROR_IPP
#define BOOST_URL_GRAMMAR_IMPL_ERROR_IPP
#include <boost/url/src.hpp>
//
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>

#include "text.hpp"

namespace boost {
// The parser compares its errors with each other and nobody reads them: numbers are enough, as long
// as those of the two enumerations differ.
namespace urls {
error_code make_error_code(error e) {
  return {0x100 + static_cast<int>(e), system::generic_category()};
}
namespace grammar {
error_code make_error_code(error e) noexcept {
  return {static_cast<int>(e), system::generic_category()};
}
}  // namespace grammar
}  // namespace urls
}  // namespace boost

namespace tailchat {
namespace {

namespace urls = boost::urls;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Demands http:// or https:// before Boost.URL parses: 1.81 asserts on some other beginnings.
///
/// 1.81 reads 127.0.0.1.example as an address with a path behind it. With a label in front such a
/// host is read as the name that it is, and the view is of `renamed`.
std::optional<urls::url_view> parse_web_url(std::string_view text, std::string& renamed) noexcept {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return std::nullopt;
  const auto host = text.find('/') + 2;
  if (host < text.size() && is_digit(text[host])) {
    const auto end = text.find_first_not_of("0123456789.", host);
    if (end != text.npos && std::string_view{":/?#"}.find(text[end]) == text.npos) {
      renamed += text.substr(0, host);
      renamed += "n.";
      renamed += text.substr(host);
      text = renamed;
    }
  }
  const auto parsed = urls::parse_uri({text.data(), text.size()});
  if (!parsed) return std::nullopt;
  // 1.81 reads "https://h:1x" as the path "x" behind a port. RFC 3986 section 3.3
  const auto path = parsed->encoded_path();
  if (!path.empty() && path.front() != '/') return std::nullopt;
  return *parsed;
}

std::string_view view(urls::string_view text) noexcept { return {text.data(), text.size()}; }

constexpr bool is_host_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_';
}

/// A name whose last label is a number is an IPv4 address to a browser ("127.1", "0x7f.1"), in
/// forms that RFC 3986 does not know.
bool is_number_to_browsers(std::string_view host) noexcept {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto label = host.substr(host.rfind('.') + 1);
  if (label.empty()) return true;
  if (label.size() >= 2 && label[0] == '0' && (label[1] == 'x' || label[1] == 'X')) return true;
  for (char c : label)
    if (!is_digit(c)) return false;
  return true;
}

bool is_plain_host(const urls::url_view& url) noexcept {
  const auto host = view(url.encoded_host());
  if (url.host_type() == urls::host_type::ipv4 || url.host_type() == urls::host_type::ipv6)
    return true;
  if (url.host_type() != urls::host_type::name || host.empty()) return false;
  for (char c : host)
    if (!is_host_character(c)) return false;
  return !is_number_to_browsers(host);
}

bool is_plain_port(const urls::url_view& url) noexcept {
  if (!url.has_port()) return true;
  return url.port_number() != 0 && view(url.port())[0] != '0';
}

bool is_localhost(std::string_view host) noexcept {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
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

void append_escaped(std::string& form, std::string_view text) noexcept {
  const urls::string_view plain{text.data(), text.size()};
  const auto size = urls::encoded_size(plain, urls::unreserved_chars);
  if (size == text.size()) {
    form += text;
    return;
  }
  const auto end = form.size();
  form.resize(end + size);
  urls::encode(form.data() + end, size, plain, urls::unreserved_chars);
}

}  // namespace

bool is_address(std::string_view text, address_kind kind) noexcept {
  std::string renamed;
  const auto url = parse_web_url(text, renamed);
  if (!url || url->has_userinfo() || !is_plain_host(*url) || !is_plain_port(*url)) return false;
  if (kind == address_kind::base && url->has_query()) return false;
  if (kind != address_kind::with_query_and_fragment && url->has_fragment()) return false;
  const bool secure = text.starts_with("https://");
  if (!secure && !is_localhost(view(url->encoded_host()))) return false;
  return !has_dot_segment(view(url->encoded_path()));
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
  std::string renamed;
  const auto parsed = parse_web_url(url, renamed);
  if (!parsed) return std::nullopt;
  auto query = view(parsed->encoded_resource());
  query = query.substr(0, query.find('#'));
  const auto begin = query.find('?');
  return decode_form(begin == std::string_view::npos ? std::string_view{}
                                                     : query.substr(begin + 1));
}

// Boost.URL 1.81's own query ranges read past the end of some inputs, so we split by ourselves.
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
