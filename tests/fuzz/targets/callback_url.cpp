// The input is the URL that the browser came back to; the same text is a code that makes the round
// trip through a URL, a form, and the extra parameters of a request.
#include "login.hpp"
#include "require.hpp"
#include "target.hpp"
#include "text.hpp"
#include "url.hpp"
#include "vocabulary.hpp"

namespace fuzz {
namespace {

using namespace tailchat;

std::string url_with_code(std::string_view code) {
  auto url = std::string{login::redirect_uri} + '?';
  append_parameter(url, parameter::code, code);
  append_parameter(url, parameter::state, login::state);
  append_parameter(url, parameter::iss, login::api_url);
  return url;
}

/// Longer ones are refused by their size alone; one byte over is enough to see that.
bool is_worth_a_round_trip(std::string_view code) { return code.size() <= limit::code_bytes + 1; }

std::vector<call> calls(std::string_view input) {
  std::vector<call> out = {login::callback(input)};
  if (!is_worth_a_round_trip(input)) return out;
  out.push_back(login::callback(url_with_code(input)));
  out.push_back(login::begin({}, login::copy(input)));
  return out;
}

bool operator==(const parameters& a, const parameters& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].name != b[i].name || a[i].value != b[i].value) return false;
  return true;
}

void require_code_round_trip(std::string_view code, const outcome& outcome) {
  const bool is_code =
      !code.empty() && code.size() <= limit::code_bytes && is_printable_ascii(code);
  require(outcome.code == (is_code ? 0 : static_cast<int>(error_code::code_invalid)),
          "a code is accepted when it is printable and short enough");
  if (!is_code) return;
  const auto form = decode_form(*outcome.results[0]);
  require(form && form->at(1).value == code, "the code that was put in comes out");
}

void check(std::string_view input, const std::vector<outcome>& outcomes) {
  if (is_worth_a_round_trip(input)) require_code_round_trip(input, outcomes[1]);
  const auto read = decode_form(input);
  if (!read) return;
  std::string written;
  for (const auto& [name, value] : *read) append_parameter(written, name, value);
  const auto again = decode_form(written);
  require(again && *again == *read, "a form that is written again reads the same");
  const auto decoded = decode_percent(input);
  require(decoded.has_value(), "percent-decoding judges escapes as the form reader does");
}

}  // namespace

const target callback_url{"callback_url", calls, check};

}  // namespace fuzz
