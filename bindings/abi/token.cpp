// The operations that only the server's build exports.
#include "../../src/token.hpp"

#include <charconv>

#include "../../src/id_token.hpp"
#include "../../src/userinfo.hpp"
#include "frame.hpp"

namespace {

using namespace tailchat;
using namespace tailchat::abi;

void put_optional(std::size_t index, const std::string* text) noexcept {
  if (text != nullptr) put_result(index, *text);
}

/// A lifetime in whole seconds. A lifetime beyond 32 bits means "for ever", and is left out.
void put_seconds(std::size_t index, const double* value) noexcept {
  if (value == nullptr || *value >= 4294967296.0) return;
  char digits[10];
  const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<unsigned>(*value));
  put_result(index, {digits, static_cast<std::size_t>(end.ptr - digits)});
}

}  // namespace

extern "C" {

int callback(double created_at, double now, double leeway) noexcept {
  namespace in = slots::callback_arguments;
  namespace out = slots::callback_results;
  const callback_input input{.url = argument(in::url),
                             .transaction = {.state = argument(in::state),
                                             .nonce = argument(in::nonce),
                                             .code_verifier = argument(in::code_verifier),
                                             .redirect_uri = argument(in::redirect_uri),
                                             .return_to = argument(in::return_to),
                                             .issuer = argument(in::issuer),
                                             .client_id = argument(in::client_id),
                                             .created_at = created_at},
                             .issuer = argument(in::expected_issuer),
                             .client_id = argument(in::expected_client_id),
                             .now = now,
                             .leeway = leeway};
  const auto checked = read_authorization_response(input);
  if (!checked) {
    if (checked.error() == error_code::issuer_mismatch)
      put_result(slots::failure_results::received, received_issuer(input.url));
    return number(checked.error());
  }
  put_result(out::body, make_token_request(*checked));
  put_result(out::return_to, checked->return_to());
  return 0;
}

int token(int status, double now, double leeway) noexcept {
  namespace in = slots::token_arguments;
  namespace out = slots::token_results;
  const http_response response{
      .status = status, .content_type = argument(in::content_type), .body = argument(in::body)};
  const auto tokens = read_token_response(response, {.issuer = argument(in::issuer),
                                                     .client_id = argument(in::client_id),
                                                     .nonce = argument(in::nonce),
                                                     .now = now,
                                                     .leeway = leeway});
  if (!tokens) {
    if (tokens.error() == error_code::id_token_iss_mismatch)
      put_result(slots::failure_results::received, received_id_token_issuer(response));
    return number(tokens.error());
  }
  const auto& members = tokens->members();
  put_optional(out::access_token, members.string(parameter::access_token));
  put_optional(out::id_token, members.string(parameter::id_token));
  put_result(out::sub, tokens->sub());
  put_seconds(out::expires_in, members.number(parameter::expires_in));
  put_optional(out::scope, members.string(parameter::scope));
  put_optional(out::refresh_token, members.string(parameter::refresh_token));
  return 0;
}

int userinfo(int status, int private_http) noexcept {
  namespace in = slots::userinfo_arguments;
  namespace out = slots::userinfo_results;
  const http_response response{
      .status = status, .content_type = argument(in::content_type), .body = argument(in::body)};
  const auto user = read_userinfo_response(response, argument(in::sub), argument(in::issuer),
                                           plain_http_of(private_http));
  if (!user) return number(user.error());
  put_optional(out::sub, user->sub());
  put_optional(out::nickname, user->nickname());
  put_optional(out::discriminator, user->discriminator());
  put_optional(out::avatar, user->avatar());
  return 0;
}

}  // extern "C"
