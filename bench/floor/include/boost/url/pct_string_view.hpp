// Stands in for Boost.URL: percent-encoded text, checked and decoded. RFC 3986 section 2.1
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>

#include "../../hex.hpp"
#include "rfc/unreserved_chars.hpp"
#include "url_view.hpp"

namespace boost::urls {

/// Whether a text begins with an escape.
constexpr bool is_escape(string_view text) {
  return text.size() >= 3 && text[0] == '%' && hex_value(text[1]) >= 0 && hex_value(text[2]) >= 0;
}

struct encoding_opts {
  bool space_as_plus = false;
};

struct pct_string_view {
  string_view text;

  std::size_t decoded_size() const {
    std::size_t escapes = 0;
    for (char c : text) escapes += c == '%';
    return text.size() - 2 * escapes;
  }
};

inline std::optional<pct_string_view> make_pct_string_view(string_view text) {
  for (auto at = text.find('%'); at != string_view::npos; at = text.find('%', at + 3))
    if (!is_escape(text.substr(at))) return std::nullopt;
  return pct_string_view{text};
}

class decode_view {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    iterator(const char* at, bool plus_is_space) : at_(at), plus_is_space_(plus_is_space) {}

    char operator*() const {
      if (*at_ == '%') return static_cast<char>(hex_value(at_[1]) << 4 | hex_value(at_[2]));
      return *at_ == '+' && plus_is_space_ ? ' ' : *at_;
    }
    iterator& operator++() {
      at_ += *at_ == '%' ? 3 : 1;
      return *this;
    }
    bool operator==(const iterator& other) const { return at_ == other.at_; }

   private:
    const char* at_;
    bool plus_is_space_;
  };

  decode_view(pct_string_view escaped, encoding_opts options)
      : text_(escaped.text), options_(options) {}

  iterator begin() const { return {text_.data(), options_.space_as_plus}; }
  iterator end() const { return {text_.data() + text_.size(), options_.space_as_plus}; }

 private:
  string_view text_;
  encoding_opts options_;
};

}  // namespace boost::urls
