// The input is a path to lead back to.
#include "return_to.hpp"

#include "login.hpp"
#include "require.hpp"
#include "target.hpp"
#include "url.hpp"

namespace fuzz {
namespace {

std::vector<call> calls(std::string_view input) {
  return {{"return_to", {}, {login::copy(input)}}, login::begin(login::copy(input))};
}

void check(std::string_view input, const std::vector<outcome>&) {
  const auto accepted = tailchat::accept_return_to(input);
  const auto decoded = tailchat::decode_percent(accepted.substr(0, accepted.find_first_of("?#")));
  require(decoded && decoded->starts_with('/') && !decoded->starts_with("//") &&
              !decoded->starts_with("/\\"),
          "return_to is a path when it is decoded too");
  if (accepted == "/") return;
  const auto same = tailchat::decode_percent(accepted);
  const auto asked = tailchat::decode_percent(input);
  require(same && (!asked || *same == *asked), "return_to means what was asked for");
}

}  // namespace

const target return_to{"return_to", calls, check};

}  // namespace fuzz
