#include "text.hpp"

#include <array>
#include <cstdint>

namespace tailchat {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t not_in_alphabet = 0xff;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  for (auto& value : values) value = not_in_alphabet;
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}

constexpr auto values = make_values();

constexpr bool all_between(std::string_view text, unsigned char low, unsigned char high) {
  for (unsigned char c : text)
    if (c < low || c > high) return false;
  return true;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a JSON number as an integer, and its power of ten.
struct scaled {
  std::uint64_t digits = 0;
  int exponent = 0;
  bool exact = true;

  void append(char digit) noexcept {
    digits = digits * 10 + static_cast<std::uint64_t>(digit - '0');
    if (digits > (std::uint64_t{1} << 53)) {
      exact = false;
      digits = 0;  // already refused; this prevents an overflow
    }
  }
};

}  // namespace

bool is_printable_ascii(std::string_view text) noexcept { return all_between(text, 0x20, 0x7e); }

bool is_visible_ascii(std::string_view text) noexcept { return all_between(text, 0x21, 0x7e); }

bool has_no_control(std::string_view text) noexcept {
  unsigned char previous = 0;
  for (unsigned char c : text) {
    if (c < 0x20 || c == 0x7f || (previous == 0xc2 && c < 0xa0)) return false;
    previous = c;
  }
  return true;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  // volatile prevents the compiler from leaving the loop at the first difference.
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  return difference == 0;
}

std::string base64url_encode(std::string_view bytes) noexcept {
  std::string out((bytes.size() * 4 + 2) / 3, '\0');
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  char* to = out.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, from += 3) {
    const std::uint32_t group = std::uint32_t{from[0]} << 16 | from[1] << 8 | from[2];
    for (int shift = 18; shift >= 0; shift -= 6) *to++ = alphabet[(group >> shift) & 63];
  }
  if (left > 0) {
    const std::uint32_t group =
        std::uint32_t{from[0]} << 16 | (left == 2 ? std::uint32_t{from[1]} << 8 : 0);
    for (int shift = 18; to != out.data() + out.size(); shift -= 6)
      *to++ = alphabet[(group >> shift) & 63];
  }
  return out;
}

bool is_base64url(std::string_view text) noexcept {
  for (unsigned char c : text)
    if (values[c] == not_in_alphabet) return false;
  const auto rest = text.size() % 4;
  if (rest == 0) return true;
  const auto unused_bits = rest == 2 ? 15u : 3u;
  return rest != 1 && (values[static_cast<unsigned char>(text.back())] & unused_bits) == 0;
}

std::optional<std::string> base64url_decode(std::string_view text) noexcept {
  if (!is_base64url(text)) return std::nullopt;
  std::string out(text.size() * 3 / 4, '\0');
  std::uint32_t buffer = 0;
  int bits = 0;
  std::size_t at = 0;
  for (unsigned char c : text) {
    buffer = (buffer << 6) | values[c];
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = static_cast<char>((buffer >> bits) & 0xff);
  }
  return out;
}

std::optional<double> exact_decimal(std::string_view number) noexcept {
  std::size_t at = 0;
  const bool negative = !number.empty() && number[0] == '-';
  if (negative) ++at;

  scaled value;
  for (; at < number.size() && is_digit(number[at]); ++at) value.append(number[at]);
  if (at < number.size() && number[at] == '.') {
    for (++at; at < number.size() && is_digit(number[at]); ++at) {
      value.append(number[at]);
      if (--value.exponent < -22) return std::nullopt;
    }
  }
  if (at < number.size() && (number[at] == 'e' || number[at] == 'E')) {
    ++at;
    const bool minus = at < number.size() && number[at] == '-';
    if (at < number.size() && (number[at] == '-' || number[at] == '+')) ++at;
    int exponent = 0;
    for (; at < number.size() && is_digit(number[at]); ++at) {
      exponent = exponent * 10 + (number[at] - '0');
      if (exponent > 44) return std::nullopt;
    }
    value.exponent += minus ? -exponent : exponent;
  }
  if (!value.exact || at != number.size() || value.exponent < -22 || value.exponent > 22)
    return std::nullopt;

  // Both factors are exact doubles, so this one operation rounds once.
  double power = 1;
  for (int i = value.exponent < 0 ? -value.exponent : value.exponent; i > 0; --i) power *= 10;
  const auto digits = static_cast<double>(value.digits);
  const double magnitude = value.exponent < 0 ? digits / power : digits * power;
  return negative ? -magnitude : magnitude;
}

}  // namespace tailchat
