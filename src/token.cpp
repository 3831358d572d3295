#include "token.hpp"

#include "id_token.hpp"
#include "text.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

constexpr response_errors errors{error_code::token_response_too_large,
                                 error_code::token_content_type_invalid,
                                 error_code::token_response_invalid};

// RFC 6749 A.12, A.17: 1*VSCHAR
bool is_token(std::string_view token) noexcept {
  return !token.empty() && token.size() <= limit::token_bytes && is_printable_ascii(token);
}

/// The code for an answer that is not 200. RFC 6749 section 5.2
error_code read_error(const http_response& response) noexcept {
  const auto body = read_json_response(response, errors);
  if (!body) return error_code::token_status_invalid;
  const auto error = body->string(parameter::error).value;
  if (!error) return error_code::token_status_invalid;
  if (*error == "invalid_grant") return error_code::invalid_grant;
  if (*error == "invalid_client") return error_code::invalid_client;
  return error_code::token_error;
}

}  // namespace

std::string make_token_request(const checked_callback& callback) noexcept {
  const auto& transaction = callback.transaction();
  std::string form;
  append_parameter(form, parameter::grant_type, "authorization_code");
  append_parameter(form, parameter::code, callback.code());
  append_parameter(form, parameter::redirect_uri, transaction.redirect_uri);
  append_parameter(form, parameter::client_id, transaction.client_id);
  append_parameter(form, parameter::code_verifier, transaction.code_verifier);
  return form;
}

result<checked_tokens> read_token_response(const http_response& response,
                                           const token_expectations& expected) noexcept {
  if (response.status != 200) return read_error(response);
  const auto body = read_json_response(response, errors);
  if (!body) return body.error();

  const auto access_token = body->string(parameter::access_token).value;
  if (!access_token || !is_token(*access_token)) return error_code::token_response_invalid;
  const auto token_type = body->string(parameter::token_type).value;
  if (!token_type || !equal_ignoring_case(*token_type, "Bearer"))
    return error_code::token_type_invalid;
  const auto expires_in = body->number(parameter::expires_in);
  const auto scope = body->string(parameter::scope);
  const auto refresh_token = body->string(parameter::refresh_token);
  if (!expires_in.well_typed || !scope.well_typed || !refresh_token.well_typed)
    return error_code::token_response_invalid;
  if ((expires_in.value && *expires_in.value < 0) ||
      (scope.value &&
       (scope.value->size() > limit::scope_bytes || !is_printable_ascii(*scope.value))) ||
      (refresh_token.value && !is_token(*refresh_token.value)))
    return error_code::token_response_invalid;

  if (!body->has(parameter::id_token)) return error_code::id_token_missing;
  const auto id_token = body->string(parameter::id_token).value;
  if (!id_token || id_token->size() > limit::token_bytes) return error_code::id_token_malformed;
  auto sub = check_id_token(*id_token, *access_token, expected);
  if (!sub) return sub.error();

  checked_tokens tokens;
  tokens.access_token_ = *access_token;
  tokens.id_token_ = *id_token;
  tokens.sub_ = std::move(*sub);
  if (scope.value) tokens.scope_ = *scope.value;
  if (refresh_token.value) tokens.refresh_token_ = *refresh_token.value;
  tokens.expires_in_ = expires_in.value;
  return tokens;
}

std::string received_id_token_issuer(const http_response& response) noexcept {
  const auto body = read_json_response(response, errors);
  if (!body) return {};
  return received_issuer_of(body->string(parameter::id_token).value.value_or(""));
}

}  // namespace tailchat
