// Stands in for Boost.URL: percent-encoding. RFC 3986 section 2.1
#pragma once

#include <cstddef>

#include "rfc/unreserved_chars.hpp"
#include "url_view.hpp"

namespace boost::urls {

inline std::size_t encoded_size(string_view text, const char_set& plain) {
  auto size = text.size();
  for (char c : text)
    if (!plain(c)) size += 2;
  return size;
}

/// The room is what encoded_size() says.
inline void encode(char* out, std::size_t, string_view text, const char_set& plain) {
  constexpr auto digits = "0123456789ABCDEF";
  for (char c : text) {
    if (plain(c)) {
      *out++ = c;
      continue;
    }
    *out++ = '%';
    *out++ = digits[(c >> 4) & 15];
    *out++ = digits[c & 15];
  }
}

}  // namespace boost::urls
