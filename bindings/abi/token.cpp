// The operations of the server's side.
#include "../../src/token.hpp"

#include <charconv>

#include "../../src/id_token.hpp"
#include "../../src/userinfo.hpp"
#include "frame.hpp"

namespace {

using namespace tailchat;
using namespace tailchat::abi;

int number(error_code code) noexcept { return static_cast<int>(code); }

std::string text(std::size_t index) noexcept { return std::string{argument(index)}; }

void put_optional(std::size_t index, const std::optional<std::string>& value) noexcept {
  if (value) put_result(index, *value);
}

/// A lifetime in whole seconds; what no clock reaches is left out.
std::optional<std::string> seconds(std::optional<double> value) noexcept {
  if (!value || *value >= 1e15) return std::nullopt;
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<long long>(*value));
  return std::string{digits, end.ptr};
}

}  // namespace

extern "C" {

// arguments: url, the transaction's state, nonce, code_verifier, redirect_uri, return_to, issuer
// and client_id, the configured issuer and client_id
// results: the token request without client_secret, nonce, issuer, client_id, return_to;
// for issuer_mismatch the issuer that came
int callback(double created_at, double now) noexcept {
  const struct callback input {
    .url = argument(0),
    .transaction = {.state = text(1),
                    .nonce = text(2),
                    .code_verifier = text(3),
                    .redirect_uri = text(4),
                    .return_to = text(5),
                    .issuer = text(6),
                    .client_id = text(7),
                    .created_at = created_at},
    .issuer = argument(8), .client_id = argument(9), .now = now
  };
  const auto checked = read_authorization_response(input);
  if (!checked) {
    if (checked.error() == error_code::issuer_mismatch) put_result(0, received_issuer(input.url));
    return number(checked.error());
  }
  put_result(0, make_token_request(*checked));
  put_result(1, checked->transaction().nonce);
  put_result(2, checked->transaction().issuer);
  put_result(3, checked->transaction().client_id);
  put_result(4, checked->transaction().return_to);
  return 0;
}

// arguments: content_type, body, issuer, client_id, nonce
// results: access_token, id_token, sub, expires_in, scope, refresh_token;
// for id_token_iss_mismatch the issuer that came
int token(int status, double now) noexcept {
  const http_response response{.status = status, .content_type = argument(0), .body = argument(1)};
  const auto tokens = read_token_response(response, {.issuer = argument(2),
                                                     .client_id = argument(3),
                                                     .nonce = argument(4),
                                                     .now = now});
  if (!tokens) {
    if (tokens.error() == error_code::id_token_iss_mismatch)
      put_result(0, received_id_token_issuer(response));
    return number(tokens.error());
  }
  put_result(0, tokens->access_token());
  put_result(1, tokens->id_token());
  put_result(2, tokens->sub());
  put_optional(3, seconds(tokens->expires_in()));
  put_optional(4, tokens->scope());
  put_optional(5, tokens->refresh_token());
  return 0;
}

// arguments: content_type, body, the expected sub, api_url
// results: sub, nickname, discriminator, avatar
int userinfo(int status) noexcept {
  const http_response response{.status = status, .content_type = argument(0), .body = argument(1)};
  const auto user = read_userinfo_response(response, argument(2), argument(3));
  if (!user) return number(user.error());
  put_result(0, user->sub);
  put_optional(1, user->nickname);
  put_optional(2, user->discriminator);
  put_optional(3, user->avatar);
  return 0;
}

}  // extern "C"
