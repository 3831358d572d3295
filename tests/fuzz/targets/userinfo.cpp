// The input is the body of a userinfo endpoint's answer, and the avatar in a good answer.
#include <nlohmann/json.hpp>

#include "login.hpp"
#include "require.hpp"
#include "target.hpp"
#include "vocabulary.hpp"

namespace fuzz {
namespace {

constexpr std::string_view api_url = "https://chat.example/api/";

call answer(std::string_view body) {
  using login::copy;
  return {"userinfo", {200}, {copy(login::json), copy(body), copy(login::sub), copy(api_url)}};
}

std::string with_avatar(std::string_view avatar) {
  const nlohmann::json body = {{"sub", login::sub}, {"nickname", "Alice"}, {"avatar", avatar}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<call> calls(std::string_view input) {
  return {answer(input), answer(with_avatar(input))};
}

void check(std::string_view input, const std::vector<outcome>& outcomes) {
  if (with_avatar(input).size() > tailchat::limit::response_bytes) return;
  const auto& outcome = outcomes[1];
  require(outcome.code == 0, "no avatar makes the answer fail");
  const auto& avatar = outcome.results[3];
  if (!avatar) return;
  const bool is_own = input.starts_with("{BACKEND}") || input.starts_with("%7BBACKEND%7D");
  require(is_own ? avatar->starts_with(api_url) : *avatar == input,
          "an avatar is the address given, or below the API address");
}

}  // namespace

const target userinfo{"userinfo", calls, check};

}  // namespace fuzz
