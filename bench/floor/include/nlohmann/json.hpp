// Stands in for nlohmann: what src/json_lexer.hpp and src/json.cpp ask of it, and a parser of
// RFC 8259 behind that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../hex.hpp"

#define NLOHMANN_JSON_VERSION_MAJOR 3
#define NLOHMANN_JSON_VERSION_MINOR 11
#define NLOHMANN_JSON_VERSION_PATCH 2

namespace nlohmann {
namespace detail {

template <class Iterator>
struct iterator_input_adapter {
  Iterator at;
  Iterator end;

  /// The next byte, or -1 at the end.
  int get_character() { return at == end ? -1 : static_cast<unsigned char>(*at++); }
};

/// Reads one token at a time into token_buffer. json_lexer.hpp defines the functions without body.
template <class Json, class Bytes>
class lexer {
 public:
  using char_int_type = int;

  explicit lexer(Bytes bytes) : ia(bytes) {}

  /// The first character that is no white space. RFC 8259 section 2
  char_int_type skip_space() {
    do get();
    while (current == ' ' || current == '\t' || current == '\n' || current == '\r');
    return current;
  }

  bool scan_literal(std::string_view rest) {
    for (char c : rest)
      if (get() != c) return false;
    return true;
  }

  /// Section 6; the first character has been read.
  bool scan_number() {
    reset();
    if (current == '-') keep();
    if (current == '0')
      keep();
    else if (!keep_digits())
      return false;
    if (current == '.') {
      keep();
      if (!keep_digits()) return false;
    }
    if (current == 'e' || current == 'E') {
      keep();
      if (current == '+' || current == '-') keep();
      if (!keep_digits()) return false;
    }
    unget();
    return true;
  }

  /// Section 7; the quotation mark has been read.
  bool scan_string() {
    reset();
    for (;;) {
      get();
      if (current == '"') return true;
      if (current < 0x20) return false;
      if (current == '\\' ? !scan_escape() : !scan_character()) return false;
    }
  }

  std::string token_buffer;

 private:
  void reset() noexcept;
  char_int_type get();
  void unget();
  std::string get_token_string() const;

  void keep() {
    token_buffer += static_cast<char>(current);
    get();
  }

  bool keep_digits() {
    if (current < '0' || current > '9') return false;
    do keep();
    while (current >= '0' && current <= '9');
    return true;
  }

  /// RFC 3629 section 4
  bool scan_character() {
    std::uint32_t code = current;
    if (code < 0x80) return append(code);
    if (code < 0xc2 || code > 0xf4) return false;
    const int more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3;
    code &= 0x3f >> more;
    for (int left = more; left > 0; --left) {
      if ((get() & 0xc0) != 0x80) return false;
      code = code << 6 | (current & 0x3f);
    }
    return code >= (more == 3 ? 0x10000u : more == 2 ? 0x800u : 0x80u) && append(code);
  }

  bool scan_escape() {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    if (get() != 'u') {
      for (std::size_t i = 0; i < names.size(); ++i)
        if (current == names[i]) return append(values[i]);
      return false;
    }
    auto code = scan_code_unit();
    if (code >> 10 == 0xd800 >> 10) {
      if (get() != '\\' || get() != 'u') return false;
      const auto low = scan_code_unit();
      if (low >> 10 != 0xdc00 >> 10) return false;
      code = 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff));
    }
    return append(code);
  }

  /// Four hexadecimal digits; more than 0x10ffff where one of them is none.
  std::uint32_t scan_code_unit() {
    std::uint32_t code = 0;
    for (int left = 4; left > 0; --left) {
      const int value = hex_value(get());
      if (value < 0) return UINT32_MAX;
      code = code << 4 | value;
    }
    return code;
  }

  /// Appends in UTF-8, unless it is a surrogate or beyond Unicode.
  bool append(std::uint32_t code) {
    if (code > 0x10ffff || code >> 11 == 0xd800 >> 11) return false;
    int shift = code < 0x80 ? 0 : code < 0x800 ? 6 : code < 0x10000 ? 12 : 18;
    auto mark = shift == 0 ? 0 : 0xf80u >> shift / 6;
    for (; shift > 0; shift -= 6, mark = 0x80)
      token_buffer += static_cast<char>(mark | (code >> shift & 0x3f));
    token_buffer += static_cast<char>(mark | (mark == 0 ? code : code & 0x3f));
    return true;
  }

  bool next_unget = false;
  char_int_type current = -1;
  Bytes ia;
};

/// Gives the events of one JSON text; an event's false ends it.
template <class Json, class Bytes>
class parser {
 public:
  enum class token_type {};

  explicit parser(Bytes bytes) : tokens(bytes) {}

  template <class Sax>
  bool parse(Sax& sax) {
    return parse_value(tokens.skip_space(), sax) && tokens.skip_space() == -1;
  }

 private:
  std::string exception_message(token_type, const std::string&);

  template <class Sax>
  bool parse_value(int first, Sax& sax) {
    switch (first) {
      case '{':
        return sax.start_object(0) && parse_members('}', sax) && sax.end_object();
      case '[':
        return sax.start_array(0) && parse_members(']', sax) && sax.end_array();
      case '"':
        return tokens.scan_string() && sax.string(tokens.token_buffer);
      case 't':
        return tokens.scan_literal("rue") && sax.boolean(true);
      case 'f':
        return tokens.scan_literal("alse") && sax.boolean(false);
      case 'n':
        return tokens.scan_literal("ull") && sax.null();
      default:
        return tokens.scan_number() && sax.number_float(0, tokens.token_buffer);
    }
  }

  /// What an object or array holds, up to the character that closes it.
  template <class Sax>
  bool parse_members(int close, Sax& sax) {
    int next = tokens.skip_space();
    if (next == close) return true;
    for (;; next = tokens.skip_space()) {
      if (close == '}') {
        if (next != '"' || !tokens.scan_string() || !sax.key(tokens.token_buffer)) return false;
        if (tokens.skip_space() != ':') return false;
        next = tokens.skip_space();
      }
      if (!parse_value(next, sax)) return false;
      next = tokens.skip_space();
      if (next == close) return true;
      if (next != ',') return false;
    }
  }

  lexer<Json, Bytes> tokens;
};

}  // namespace detail

template <template <class...> class Map, template <class...> class Array, class String,
          class Boolean, class Integer, class Unsigned, class Float,
          template <class> class Allocator, template <class, class> class Serializer>
struct basic_json {
  using number_integer_t = Integer;
  using number_unsigned_t = Unsigned;
  using number_float_t = Float;
  using string_t = String;
  using binary_t = Array<std::uint8_t>;

  template <class Sax>
  static bool sax_parse(const char* begin, const char* end, Sax* sax) {
    using bytes = detail::iterator_input_adapter<const char*>;
    return detail::parser<basic_json, bytes>(bytes{begin, end}).parse(*sax);
  }
};

}  // namespace nlohmann
