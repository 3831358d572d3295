// Stands in for Boost.URL: sets of ASCII characters.
#pragma once

#include <cstdint>
#include <string_view>

namespace boost::urls {

class char_set {
 public:
  constexpr char_set(const char* members) {
    for (char c : std::string_view{members}) words_[c >> 5] |= std::uint32_t{1} << (c & 31);
  }

  constexpr bool operator()(char c) const {
    return (c & 0x80) == 0 && (words_[c >> 5] >> (c & 31) & 1) != 0;
  }

  constexpr char_set operator+(const char_set& other) const {
    auto sum = *this;
    for (int i = 0; i < 4; ++i) sum.words_[i] |= other.words_[i];
    return sum;
  }

 private:
  std::uint32_t words_[4] = {};
};

/// RFC 3986 section 2.3
inline constexpr char_set unreserved_chars{
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"};

}  // namespace boost::urls
