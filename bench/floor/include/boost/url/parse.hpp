// Stands in for Boost.URL: a parser of RFC 3986, appendix A.
#pragma once

#include <optional>

#include "pct_string_view.hpp"

namespace boost::urls {

namespace sets {
inline constexpr char_set digits{"0123456789"};
inline constexpr char_set hex_digits = digits + "abcdefABCDEF";
inline constexpr char_set letters{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"};
inline constexpr char_set scheme = letters + digits + "+-.";
inline constexpr char_set reg_name = unreserved_chars + "!$&'()*+,;=";
inline constexpr char_set userinfo = reg_name + ":";
inline constexpr char_set path = userinfo + "@/";
inline constexpr char_set query = path + "?";
}  // namespace sets

inline bool is_all(string_view text, const char_set& allowed) {
  for (char c : text)
    if (!allowed(c)) return false;
  return true;
}

inline bool is_all_or_escaped(string_view text, const char_set& allowed) {
  while (!text.empty()) {
    const bool escape = is_escape(text);
    if (!escape && !allowed(text[0])) return false;
    text.remove_prefix(escape ? 3 : 1);
  }
  return true;
}

/// The text before a delimiter, which goes with it; all of it and no delimiter otherwise.
inline string_view cut(string_view& text, char delimiter, bool& found) {
  const auto at = text.find(delimiter);
  const auto head = text.substr(0, at);
  found = at != string_view::npos;
  text.remove_prefix(found ? at + 1 : text.size());
  return head;
}

inline bool is_ipv4(string_view text) {
  bool more = true;
  for (int left = 4; left > 0; --left) {
    if (!more) return false;
    const auto octet = cut(text, '.', more);
    if (octet.empty() || octet.size() > 3 || !is_all(octet, sets::digits)) return false;
    if (octet[0] == '0' && octet.size() > 1) return false;
    if (octet.size() == 3 && octet > "255") return false;
  }
  return !more;
}

inline bool is_ipv6(string_view text) {
  int groups = 0;
  bool elided = text.starts_with("::");
  if (elided) text.remove_prefix(2);
  while (!text.empty()) {
    bool more;
    const auto group = cut(text, ':', more);
    if (!more && is_ipv4(group)) {
      groups += 2;
      break;
    }
    if (group.empty() || group.size() > 4 || !is_all(group, sets::hex_digits)) return false;
    ++groups;
    if (!more) break;
    if (text.empty()) return false;
    if (text[0] != ':') continue;
    if (elided) return false;
    elided = true;
    text.remove_prefix(1);
  }
  return elided ? groups < 8 : groups == 8;
}

inline bool is_ipvfuture(string_view text) {
  bool dot;
  const auto version = cut(text, '.', dot);
  return dot && version.size() > 1 && (version[0] | 0x20) == 'v' &&
         is_all(version.substr(1), sets::hex_digits) && !text.empty() &&
         is_all(text, sets::userinfo);
}

/// Takes a URI apart from its outer delimiters to the inner ones.
class uri_parser {
 public:
  std::optional<url_view> parse(string_view text) {
    bool found;
    const auto scheme = cut(text, ':', found);
    if (!found || scheme.empty() || !sets::letters(scheme[0]) || !is_all(scheme, sets::scheme))
      return std::nullopt;
    if (text.starts_with("//")) {
      text.remove_prefix(2);
      const auto authority = text.substr(0, text.find_first_of("/?#"));
      text.remove_prefix(authority.size());
      if (!parse_authority(authority)) return std::nullopt;
    }
    url_.resource_ = text;
    auto rest = cut(text, '#', url_.has_fragment_);
    url_.path_ = cut(rest, '?', url_.has_query_);
    if (!is_all_or_escaped(url_.path_, sets::path) || !is_all_or_escaped(rest, sets::query) ||
        !is_all_or_escaped(text, sets::query))
      return std::nullopt;
    return url_;
  }

 private:
  bool parse_authority(string_view text) {
    const auto at = text.find('@');
    if (at != string_view::npos) {
      url_.has_userinfo_ = true;
      if (!is_all_or_escaped(text.substr(0, at), sets::userinfo)) return false;
      text.remove_prefix(at + 1);
    }
    // An IP literal has colons of its own.
    const auto bracket = text.find(']');
    const auto colon = text.find(':', bracket == string_view::npos ? 0 : bracket);
    url_.host_ = text.substr(0, colon);
    if (colon != string_view::npos) {
      url_.has_port_ = true;
      url_.port_ = text.substr(colon + 1);
    }
    return is_all(url_.port_, sets::digits) && parse_host(url_.host_);
  }

  bool parse_host(string_view host) {
    if (host.starts_with('[')) {
      if (!host.ends_with(']')) return false;
      host = host.substr(1, host.size() - 2);
      url_.host_type_ = is_ipv6(host) ? host_type::ipv6 : host_type::ipvfuture;
      return url_.host_type_ == host_type::ipv6 || is_ipvfuture(host);
    }
    url_.host_type_ = is_ipv4(host) ? host_type::ipv4 : host_type::name;
    return is_all_or_escaped(host, sets::reg_name);
  }

  url_view url_;
};

inline std::optional<url_view> parse_uri(string_view text) { return uri_parser{}.parse(text); }

}  // namespace boost::urls
