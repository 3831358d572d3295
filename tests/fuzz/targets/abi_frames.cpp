// The input is one call. Its first line has the operation and its numbers, each further line one
// argument, by its first character:
//   =text       the rest as it is
//   %text       the rest with its percent-escapes decoded
//   *count text the text that many times (bounded, over every limit of the core)
//   ~text       the text in base64url, to write a JWS by hand
//   -           absent, as any other line
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "host.hpp"
#include "target.hpp"
#include "text.hpp"
#include "url.hpp"

namespace fuzz {
namespace {

constexpr std::size_t huge_bytes = 100'000;

/// Cuts off what stands before the separator.
std::string_view cut(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const auto first = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return first;
}

text repeated(std::string_view line) {
  const auto digits = cut(line, ' ');
  std::size_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  std::string out;
  while (count-- > 0 && !line.empty() && out.size() + line.size() <= huge_bytes) out += line;
  return out;
}

text read_argument(std::string_view line) {
  if (line.empty()) return std::nullopt;
  const auto rest = line.substr(1);
  switch (line[0]) {
    case '=':
      return std::string{rest};
    case '%':
      return tailchat::decode_percent(rest);
    case '*':
      return repeated(rest);
    case '~':
      return tailchat::base64url_encode(rest);
    default:
      return std::nullopt;
  }
}

double read_number(std::string_view text) {
  return std::strtod(std::string{text}.c_str(), nullptr);
}

/// As a host would pass it: a whole number of 32 bits.
double whole(double number) {
  return std::isfinite(number) ? std::trunc(std::clamp(number, -2147483648.0, 2147483647.0)) : 0;
}

std::vector<double> read_numbers(std::string_view operation, std::string_view line) {
  double numbers[3];
  for (auto& number : numbers) number = read_number(cut(line, ' '));
  const auto& [first, second, third] = numbers;
  if (operation == "configure") return {whole(first)};
  if (operation == "callback") return {first, second, third};
  if (operation == "token") return {whole(first), second, third};
  if (operation == "userinfo") return {whole(first), whole(second)};
  return {};
}

std::vector<call> calls(std::string_view input) {
  auto line = cut(input, '\n');
  const auto name = cut(line, ' ');
  for (std::string_view operation :
       {"configure", "begin", "return_to", "callback", "token", "userinfo"}) {
    if (name != operation) continue;
    call call{operation, read_numbers(operation, line)};
    while (!input.empty() && call.arguments.size() < tailchat::abi::slots::most_arguments)
      call.arguments.push_back(read_argument(cut(input, '\n')));
    return {call};
  }
  return {};
}

}  // namespace

const target abi_frames{"abi_frames", calls};

}  // namespace fuzz
