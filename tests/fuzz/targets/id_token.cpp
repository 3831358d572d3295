// The input is a JOSE header, a line end, and claims, which are made into a JWS; or, without a line
// end, the JWS itself.
#include "id_token.hpp"

#include <nlohmann/json.hpp>

#include "login.hpp"
#include "require.hpp"
#include "target.hpp"
#include "text.hpp"
#include "token.hpp"

namespace fuzz {
namespace {

using namespace tailchat;

constexpr token_expectations expectations{.issuer = login::api_url,
                                          .client_id = login::client_id,
                                          .nonce = login::nonce,
                                          .now = login::now};

std::string jws(std::string_view input) {
  const auto end = input.find('\n');
  if (end == std::string_view::npos) return std::string{input};
  return base64url_encode(input.substr(0, end)) + '.' + base64url_encode(input.substr(end + 1)) +
         ".c2ln";
}

/// A token endpoint's answer around the token. What is not UTF-8 is replaced: JSON cannot say it.
std::string answer(std::string_view id_token) {
  const nlohmann::json body = {{"access_token", login::access_token},
                               {"token_type", "Bearer"},
                               {"expires_in", 3600},
                               {"id_token", id_token}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<call> calls(std::string_view input) { return {login::token(200, answer(jws(input)))}; }

void require_base64url_round_trip(std::string_view input) {
  const auto encoded = base64url_encode(input);
  require(base64url_decode(encoded) == std::string{input}, "what is encoded decodes");
  require(!base64url_decode(encoded + '='), "padding is refused");
  if (const auto bytes = base64url_decode(input))
    require(base64url_encode(*bytes) == input, "what decodes has one spelling");
}

void check(std::string_view input, const std::vector<outcome>& outcomes) {
  require_base64url_round_trip(input);
  const auto token = jws(input);
  const auto direct = check_id_token(token, login::access_token, expectations);
  if (token.size() > limit::token_bytes) return;
  const auto& outcome = outcomes[0];
  require(outcome.code == static_cast<int>(direct.error()), "an answer has its id_token's error");
  if (direct) require(outcome.results[2] == *direct, "an answer has its id_token's sub");
}

}  // namespace

const target id_token{"id_token", calls, check};

}  // namespace fuzz
