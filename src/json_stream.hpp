// A tokenizer for JSON text that arrives in pieces. It continues where the last piece ended, and
// needs the same memory for a text of any size. It keeps only the beginning of a string or key that
// continues in the next piece.
//
// The grammar is RFC 8259's, and the outermost value must be an object. Strings are not decoded:
// the handler gets them as written, or their first limit::group_name_bytes. The tokenizer does not
// check for valid UTF-8 or paired surrogates, because strangers may have written strings into these
// texts that nobody needs.
// @see RFC 8259
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "vocabulary.hpp"

namespace tailchat {

/// A string or a key without its quotes, as written.
struct json_text {
  std::string_view raw;
  bool whole;    ///< false: this is the beginning of a longer one
  bool escaped;  ///< it has a backslash, so it must be decoded
};

/// The handler has `bool open(bool is_array)`, `bool close()`, `bool key(json_text)`,
/// `bool string(json_text)` and `bool word(char first)` for numbers, true, false and null. Each
/// returns whether to continue.
class json_stream {
 public:
  /// Whether the text is valid so far, and the handler wants to continue. After false, the caller
  /// must not pass another piece.
  template <class Handler>
  [[nodiscard]] bool feed(std::string_view piece, Handler& handler) noexcept {
    begin_ = at_ = piece.data();
    end_ = piece.data() + piece.size();
    while (at_ != end_)
      if (!(in_string_ ? read_string(handler) : in_word_ ? read_word() : read_sign(handler)))
        return false;
    before_ += piece.size();
    begin_ = at_ = end_ = nullptr;
    return true;
  }

  /// Whether the text is complete.
  [[nodiscard]] bool is_complete() const noexcept { return next_ == next::nothing; }

  /// The number of bytes read. During a call of the handler, it includes the token of that call.
  [[nodiscard]] std::uint32_t offset() const noexcept {
    return static_cast<std::uint32_t>(before_ + static_cast<std::size_t>(at_ - begin_));
  }

 private:
  enum class next : std::uint8_t {
    value,
    value_or_end,
    key,
    key_or_end,
    colon,
    comma_or_end,
    nothing
  };
  enum class number : std::uint8_t {
    none,
    sign,
    zero,
    digits,
    point,
    fraction,
    exponent,
    exponent_sign,
    exponent_digits
  };

  static constexpr bool is_space(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
  static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  static constexpr bool is_hex(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  [[nodiscard]] bool in_array() const noexcept {
    return (arrays_[(depth_ - 1) / 64] >> ((depth_ - 1) % 64) & 1) != 0;
  }
  void value_ends() noexcept { next_ = depth_ == 0 ? next::nothing : next::comma_or_end; }

  template <class Handler>
  bool read_sign(Handler& handler) noexcept {
    const char c = *at_++;
    if (is_space(c)) return true;
    switch (next_) {
      case next::value_or_end:
        if (c == ']') return close(handler);
        [[fallthrough]];
      case next::value:
        return begin_value(c, handler);
      case next::key_or_end:
        if (c == '}') return close(handler);
        [[fallthrough]];
      case next::key:
        begin_string();
        return c == '"';
      case next::colon:
        next_ = next::value;
        return c == ':';
      case next::comma_or_end:
        if (c == (in_array() ? ']' : '}')) return close(handler);
        next_ = in_array() ? next::value : next::key;
        return c == ',';
      case next::nothing:
        break;
    }
    return false;
  }

  template <class Handler>
  bool begin_value(char c, Handler& handler) noexcept {
    if (c == '{' || (c == '[' && depth_ > 0)) return open(c == '[', handler);
    if (depth_ == 0) return false;
    if (c == '"') {
      begin_string();
      return true;
    }
    in_word_ = true;
    number_ = c == '-' ? number::sign : c == '0' ? number::zero : number::digits;
    if (!is_digit(c) && c != '-') {
      number_ = number::none;
      rest_ = c == 't' ? "rue" : c == 'f' ? "alse" : c == 'n' ? "ull" : nullptr;
      if (rest_ == nullptr) return false;
    }
    return handler.word(c);
  }

  template <class Handler>
  bool open(bool is_array, Handler& handler) noexcept {
    if (depth_ == limit::stream_depth) return false;
    const auto bit = std::uint64_t{1} << (depth_ % 64);
    auto& bits = arrays_[depth_ / 64];
    bits = is_array ? bits | bit : bits & ~bit;
    ++depth_;
    next_ = is_array ? next::value_or_end : next::key_or_end;
    return handler.open(is_array);
  }

  template <class Handler>
  bool close(Handler& handler) noexcept {
    --depth_;
    value_ends();
    return handler.close();
  }

  void begin_string() noexcept {
    in_string_ = true;
    escaped_ = false;
    escape_ = 0;
    kept_ = 0;
    whole_ = true;
  }

  /// Reads up to the end of the string or of the piece.
  template <class Handler>
  bool read_string(Handler& handler) noexcept {
    const char* const start = at_;
    for (; at_ != end_; ++at_) {
      const char c = *at_;
      if (escape_ != 0) {
        if (!read_escape(c)) return false;
      } else if (c == '"') {
        return end_string(start, handler);
      } else if (c == '\\') {
        escaped_ = true;
        escape_ = 1;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        return false;
      }
    }
    keep({start, static_cast<std::size_t>(at_ - start)});
    return true;
  }

  template <class Handler>
  bool end_string(const char* start, Handler& handler) noexcept {
    std::string_view raw{start, static_cast<std::size_t>(at_++ - start)};
    if (kept_ > 0 || !whole_) {
      keep(raw);
      raw = {text_.data(), kept_};
    } else if (raw.size() > text_.size()) {
      raw = raw.substr(0, text_.size());
      whole_ = false;
    }
    in_string_ = false;
    const json_text text{raw, whole_, escaped_};
    if (next_ == next::key || next_ == next::key_or_end) {
      next_ = next::colon;
      return handler.key(text);
    }
    value_ends();
    return handler.string(text);
  }

  void keep(std::string_view part) noexcept {
    const auto fitting = part.substr(0, text_.size() - kept_);
    kept_ += fitting.copy(text_.data() + kept_, fitting.size());
    whole_ = whole_ && fitting.size() == part.size();
  }

  /// `escape_` is 1 after the backslash, then 1 plus the number of missing hexadecimal digits.
  bool read_escape(char c) noexcept {
    if (escape_ > 1) {
      escape_ = escape_ == 2 ? 0 : escape_ - 1;
      return is_hex(c);
    }
    escape_ = c == 'u' ? 5 : 0;
    return c == 'u' || std::string_view{"\"\\/bfnrt"}.find(c) != std::string_view::npos;
  }

  /// Reads the next character of a number, true, false or null. The character that ends a number is
  /// not part of it.
  bool read_word() noexcept {
    if (number_ != number::none) return read_number();
    if (*at_++ != *rest_++) return false;
    if (*rest_ == 0) end_word();
    return true;
  }

  void end_word() noexcept {
    in_word_ = false;
    value_ends();
  }

  bool read_number() noexcept {
    const char c = *at_;
    const auto after = after_number(c);
    if (after != number::none) {
      number_ = after;
      ++at_;
      return true;
    }
    end_word();
    return number_ == number::zero || number_ == number::digits || number_ == number::fraction ||
           number_ == number::exponent_digits;
  }

  [[nodiscard]] number after_number(char c) const noexcept {
    const bool exponent = c == 'e' || c == 'E';
    switch (number_) {
      case number::sign:
        return c == '0' ? number::zero : is_digit(c) ? number::digits : number::none;
      case number::digits:
        if (is_digit(c)) return number::digits;
        [[fallthrough]];
      case number::zero:
        return c == '.' ? number::point : exponent ? number::exponent : number::none;
      case number::fraction:
        if (exponent) return number::exponent;
        [[fallthrough]];
      case number::point:
        return is_digit(c) ? number::fraction : number::none;
      case number::exponent:
        if (c == '+' || c == '-') return number::exponent_sign;
        [[fallthrough]];
      case number::exponent_sign:
      case number::exponent_digits:
        return is_digit(c) ? number::exponent_digits : number::none;
      case number::none:
        break;
    }
    return number::none;
  }

  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::size_t before_ = 0;
  std::size_t depth_ = 0;
  std::array<std::uint64_t, limit::stream_depth / 64> arrays_{};
  next next_ = next::value;
  bool in_string_ = false;
  bool in_word_ = false;
  number number_ = number::none;
  const char* rest_ = nullptr;  ///< the rest of true, false or null
  std::uint8_t escape_ = 0;
  bool escaped_ = false;
  bool whole_ = true;
  std::size_t kept_ = 0;
  std::array<char, limit::group_name_bytes> text_{};
};

}  // namespace tailchat
