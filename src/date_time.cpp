#include "date_time.hpp"

#include <array>

namespace tailchat {
namespace {

constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ";

/// The decimal number of the given length at this position.
std::uint64_t number_at(std::string_view text, std::size_t place, std::size_t digits) noexcept {
  std::uint64_t number = 0;
  for (const char c : text.substr(place, digits))
    number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

bool has_form(std::string_view text) noexcept {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
  return true;
}

constexpr bool is_leap(std::uint64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr std::uint64_t days_in(std::uint64_t year, std::uint64_t month) {
  constexpr std::array<std::uint8_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1U : 0U);
}

/// The days from 1970 to the year's first day, in the Gregorian calendar.
constexpr std::uint64_t days_before(std::uint64_t year) {
  const auto since_1 = [](std::uint64_t y) { return 365 * y + y / 4 - y / 100 + y / 400; };
  return since_1(year - 1) - since_1(1969);
}

}  // namespace

std::uint32_t read_date_time(std::string_view text) noexcept {
  if (!has_form(text)) return 0;
  const auto year = number_at(text, 0, 4), month = number_at(text, 5, 2),
             day = number_at(text, 8, 2);
  const auto hour = number_at(text, 11, 2), minute = number_at(text, 14, 2);
  const auto second = number_at(text, 17, 2), millisecond = number_at(text, 20, 3);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return 0;
  if (hour > 23 || minute > 59 || second > 59) return 0;
  auto days = days_before(year) + day - 1;
  for (std::uint64_t m = 1; m < month; ++m) days += days_in(year, m);
  const auto seconds = ((days * 24 + hour) * 60 + minute) * 60 + second + (millisecond > 0 ? 1 : 0);
  return seconds > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(seconds);
}

}  // namespace tailchat
