// Copies a text into a heap block of exactly its size, so that AddressSanitizer detects a reader
// that goes one byte too far.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

class exact {
 public:
  explicit exact(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::memcpy(bytes_.get(), text.data(), text.size());
  }
  operator std::string_view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};
