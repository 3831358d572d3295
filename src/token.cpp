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

/// The code for an answer with another status than 200. RFC 6749 section 5.2
error_code read_error(const http_response& response) noexcept {
  const auto body = read_json_response(response, errors);
  if (!body) return error_code::token_status_invalid;
  const auto* member = body->string(parameter::error);
  if (member == nullptr) return error_code::token_status_invalid;
  return code_of(server_error::token, error_code::invalid_grant, *member);
}

/// The optional members.
bool has_valid_options(const json::object& body) noexcept {
  const auto* expires_in = body.number(parameter::expires_in);
  if (body.has(parameter::expires_in) && (expires_in == nullptr || *expires_in < 0)) return false;
  const auto* scope = body.string(parameter::scope);
  if (body.has(parameter::scope) &&
      (scope == nullptr || scope->size() > limit::scope_bytes || !is_printable_ascii(*scope)))
    return false;
  const auto* refresh_token = body.string(parameter::refresh_token);
  return !body.has(parameter::refresh_token) ||
         (refresh_token != nullptr && is_token(*refresh_token));
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
  auto body = read_json_response(response, errors);
  if (!body) return body.error();

  const auto* access_token = body->string(parameter::access_token);
  if (access_token == nullptr || !is_token(*access_token))
    return error_code::token_response_invalid;
  const auto* token_type = body->string(parameter::token_type);
  if (token_type == nullptr || !equal_ignoring_case(*token_type, "Bearer"))
    return error_code::token_type_invalid;
  if (!has_valid_options(*body)) return error_code::token_response_invalid;

  if (!body->has(parameter::id_token)) return error_code::id_token_missing;
  const auto* id_token = body->string(parameter::id_token);
  if (id_token == nullptr || id_token->size() > limit::token_bytes)
    return error_code::id_token_malformed;
  auto sub = check_id_token(*id_token, *access_token, expected);
  if (!sub) return sub.error();

  return checked_tokens{std::move(*body), std::move(*sub)};
}

std::string received_id_token_issuer(const http_response& response) noexcept {
  const auto body = read_json_response(response, errors);
  if (!body) return {};
  const auto* id_token = body->string(parameter::id_token);
  return id_token == nullptr ? std::string{} : received_issuer_of(*id_token);
}

}  // namespace tailchat
