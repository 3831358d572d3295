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

void put_optional(std::size_t index, const std::string* text) noexcept {
  if (text != nullptr) put_result(index, *text);
}

/// A lifetime in whole seconds. One beyond 32 bits means "for ever" and is left out.
void put_seconds(std::size_t index, const double* value) noexcept {
  if (value == nullptr || *value >= 4294967296.0) return;
  char digits[10];
  const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<unsigned>(*value));
  put_result(index, {digits, static_cast<std::size_t>(end.ptr - digits)});
}

}  // namespace

extern "C" {

// arguments: url, the transaction's state, nonce, code_verifier, redirect_uri, return_to, issuer
// and client_id, the configured issuer and client_id
// results: the token request without client_secret, return_to;
// for issuer_mismatch the issuer that came
int callback(double created_at, double now, double leeway) noexcept {
  const struct callback input {
    .url = argument(0),
    .transaction = {.state = argument(1),
                    .nonce = argument(2),
                    .code_verifier = argument(3),
                    .redirect_uri = argument(4),
                    .return_to = argument(5),
                    .issuer = argument(6),
                    .client_id = argument(7),
                    .created_at = created_at},
    .issuer = argument(8), .client_id = argument(9), .now = now, .leeway = leeway
  };
  const auto checked = read_authorization_response(input);
  if (!checked) {
    if (checked.error() == error_code::issuer_mismatch) put_result(0, received_issuer(input.url));
    return number(checked.error());
  }
  put_result(0, make_token_request(*checked));
  put_result(1, checked->return_to());
  return 0;
}

// arguments: content_type, body, issuer, client_id, nonce
// results: access_token, id_token, sub, expires_in, scope, refresh_token;
// for id_token_iss_mismatch the issuer that came
int token(int status, double now, double leeway) noexcept {
  const http_response response{.status = status, .content_type = argument(0), .body = argument(1)};
  const auto tokens = read_token_response(response, {.issuer = argument(2),
                                                     .client_id = argument(3),
                                                     .nonce = argument(4),
                                                     .now = now,
                                                     .leeway = leeway});
  if (!tokens) {
    if (tokens.error() == error_code::id_token_iss_mismatch)
      put_result(0, received_id_token_issuer(response));
    return number(tokens.error());
  }
  const auto& members = tokens->members();
  put_optional(0, members.string(parameter::access_token));
  put_optional(1, members.string(parameter::id_token));
  put_result(2, tokens->sub());
  put_seconds(3, members.number(parameter::expires_in));
  put_optional(4, members.string(parameter::scope));
  put_optional(5, members.string(parameter::refresh_token));
  return 0;
}

// arguments: content_type, body, the expected sub, issuer
// results: sub, nickname, discriminator, avatar
int userinfo(int status, int private_http) noexcept {
  const http_response response{.status = status, .content_type = argument(0), .body = argument(1)};
  const auto user =
      read_userinfo_response(response, argument(2), argument(3), plain_http_of(private_http));
  if (!user) return number(user.error());
  put_optional(0, user->sub());
  put_optional(1, user->nickname());
  put_optional(2, user->discriminator());
  put_optional(3, user->avatar());
  return 0;
}

}  // extern "C"
