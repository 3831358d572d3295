// A table of words without pointers, which would take more room in a module than the words.
#pragma once

#include <cstddef>
#include <string_view>

namespace tailchat {

/// Concatenated words, each preceded by its length.
template <std::size_t size>
class words {
 public:
  /// @param text the words, each followed by a space
  consteval words(const char (&text)[size]) noexcept {
    std::size_t start = 0;
    for (std::size_t i = 0; i + 1 < size; ++i) {
      if (text[i] != ' ') {
        bytes_[i + 1] = text[i];
        continue;
      }
      bytes_[start] = static_cast<char>(i - start);
      start = i + 1;
    }
  }

  /// The index of a word, or the number of words if the word is unknown.
  [[nodiscard]] constexpr std::size_t find(std::string_view word) const noexcept {
    std::size_t place = 0;
    for (const char* at = bytes_; *at != 0; at += 1 + *at) {
      if (word == std::string_view{at + 1, static_cast<std::size_t>(*at)}) break;
      ++place;
    }
    return place;
  }

  /// The number of words.
  [[nodiscard]] consteval std::size_t count() const noexcept {
    std::size_t number = 0;
    for (const char* at = bytes_; *at != 0; at += 1 + *at) ++number;
    return number;
  }

 private:
  char bytes_[size]{};  ///< a length of 0 ends the list
};

}  // namespace tailchat
