// A table of words without pointers: in a module those take more room than the words.
#pragma once

#include <cstddef>
#include <string_view>

namespace tailchat {

/// Words one behind the other, each after its length.
template <std::size_t size>
class words {
 public:
  /// @param text each word with one space behind it
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

  /// The place of a word among them, or their number where it is none of them.
  [[nodiscard]] constexpr std::size_t find(std::string_view word) const noexcept {
    std::size_t place = 0;
    for (const char* at = bytes_; *at != 0; at += 1 + *at) {
      if (word == std::string_view{at + 1, static_cast<std::size_t>(*at)}) break;
      ++place;
    }
    return place;
  }

  /// How many they are.
  [[nodiscard]] consteval std::size_t count() const noexcept {
    std::size_t number = 0;
    for (const char* at = bytes_; *at != 0; at += 1 + *at) ++number;
    return number;
  }

 private:
  char bytes_[size]{};  ///< a length of 0 ends them
};

}  // namespace tailchat
