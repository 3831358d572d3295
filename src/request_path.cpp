#include "request_path.hpp"

#include <cstdint>

#include "vocabulary.hpp"

namespace tailchat {
namespace {

constexpr std::size_t escape_size = 3;

constexpr bool is_between(char c, char low, char high) { return c >= low && c <= high; }

constexpr bool is_letter_or_digit(char c) {
  return is_between(c, '0', '9') || is_between(c, 'A', 'Z') || is_between(c, 'a', 'z');
}

/// The number of a hexadecimal digit, or -1.
constexpr int hex_digit(char c) {
  if (is_between(c, '0', '9')) return c - '0';
  if (is_between(c, 'A', 'F')) return c - 'A' + 10;
  return is_between(c, 'a', 'f') ? c - 'a' + 10 : -1;
}

/// The byte of the two hexadecimal digits at the beginning of the text, or -1.
constexpr int hex_byte(std::string_view text) {
  if (text.size() < 2) return -1;
  const int high = hex_digit(text[0]), low = hex_digit(text[1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Whether the character has no special meaning for any reader.
constexpr bool is_plain(char c) {
  return is_between(c, '!', '~') && c != '\\' && c != '#' && c != '?';
}

/// Whether the escape means the same to readers that decode it and to readers that do not.
constexpr bool may_be_escaped(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= ' ' && byte != 0x7f && c != '/' && c != '\\' && c != '.' && !is_letter_or_digit(c);
}

/// Whether the segment is a dot segment. Some programs first remove a ";" and the text after it.
bool is_dot_segment(std::string_view segment) noexcept {
  segment = segment.substr(0, segment.find(';'));
  return segment == "." || segment == "..";
}

bool has_sound_segments(std::string_view path) noexcept {
  if (!path.starts_with('/')) return false;
  for (;;) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    if (is_dot_segment(path.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    if (end == 0) return false;
    path.remove_prefix(end);
  }
}

/// The number of bytes after the first byte of a character beyond ASCII, or -1 if it begins none.
constexpr int bytes_after(std::uint8_t first) {
  if (first >= 0xc2 && first <= 0xdf) return 1;
  if (first >= 0xe0 && first <= 0xef) return 2;
  return first >= 0xf0 && first <= 0xf4 ? 3 : -1;
}

/// The lowest and the highest second byte. RFC 3629 section 4, without U+0080 to U+009F.
constexpr bool may_be_second(std::uint8_t first, std::uint8_t second) {
  const std::uint8_t low = first == 0xe0 || first == 0xc2 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const std::uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high;
}

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto first = static_cast<std::uint8_t>(text[0]);
    text.remove_prefix(1);
    if (first < 0x80) continue;
    const int more = bytes_after(first);
    if (more < 0 || text.size() < static_cast<std::size_t>(more)) return false;
    if (!may_be_second(first, static_cast<std::uint8_t>(text[0]))) return false;
    for (int i = 1; i < more; ++i)
      if ((static_cast<std::uint8_t>(text[i]) & 0xc0) != 0x80) return false;
    text.remove_prefix(static_cast<std::size_t>(more));
  }
  return true;
}

}  // namespace

std::optional<std::string> read_request_path(std::string_view path) noexcept {
  if (path.size() > limit::request_path_bytes) return std::nullopt;
  std::string decoded;
  while (!path.empty()) {
    char c = path[0];
    if (c != '%') {
      if (!is_plain(c)) return std::nullopt;
      path.remove_prefix(1);
    } else {
      const int byte = hex_byte(path.substr(1));
      c = static_cast<char>(byte);
      if (byte < 0 || !may_be_escaped(c)) return std::nullopt;
      path.remove_prefix(escape_size);
      if (c == '%' && hex_byte(path) >= 0) return std::nullopt;
    }
    decoded += c;
  }
  if (!has_sound_segments(decoded) || !is_utf8(decoded)) return std::nullopt;
  return decoded;
}

}  // namespace tailchat
