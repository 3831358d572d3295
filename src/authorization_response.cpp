#include "authorization.hpp"
#include "return_to.hpp"
#include "text.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

constexpr std::size_t secret_characters = 43;  // 32 bytes in base64url

/// The response's known parameters, null if absent. RFC 6749 section 4.1.2 requires that all others
/// are ignored.
struct response_parameters {
  parameters all;
  const std::string* code = nullptr;
  const std::string* state = nullptr;
  const std::string* iss = nullptr;
  const std::string* error = nullptr;

  [[nodiscard]] const std::string** place(std::string_view name) noexcept {
    if (name == parameter::code) return &code;
    if (name == parameter::state) return &state;
    if (name == parameter::iss) return &iss;
    if (name == parameter::error) return &error;
    return nullptr;
  }
};

result<response_parameters> read_parameters(std::string_view url) noexcept {
  if (url.size() > limit::callback_url_bytes) return error_code::callback_url_invalid;
  auto all = query_parameters(url);
  if (!all) return error_code::callback_url_invalid;
  response_parameters out{.all = std::move(*all)};
  for (const auto& [name, value] : out.all) {
    const auto place = out.place(name);
    if (place == nullptr) continue;
    if (*place != nullptr) return error_code::parameter_repeated;
    *place = &value;
  }
  return out;
}

bool is_secret(std::string_view text) noexcept {
  return text.size() == secret_characters && is_base64url(text);
}

bool is_of_this_client(const callback_input& input) noexcept {
  const auto& transaction = input.transaction;
  return is_secret(transaction.state) && is_secret(transaction.nonce) &&
         is_secret(transaction.code_verifier) && transaction.issuer == input.issuer &&
         transaction.client_id == input.client_id &&
         transaction.redirect_uri.size() <= limit::url_bytes &&
         is_address(transaction.redirect_uri, address_kind::with_query, plain_http::lan) &&
         // Written so that NaN fails. The clock that made it and the clock that reads it may
         // differ.
         transaction.created_at >= 0 && transaction.created_at <= input.now + input.leeway;
}

}  // namespace

result<checked_callback> read_authorization_response(const callback_input& input) noexcept {
  if (!is_of_this_client(input)) return error_code::transaction_invalid;
  const auto response = read_parameters(input.url);
  if (!response) return response.error();
  const auto& transaction = input.transaction;

  // The state comes first: if it does not match, the rest is not an answer to this request.
  if (response->state == nullptr) return error_code::state_missing;
  if (!equal_in_constant_time(*response->state, transaction.state))
    return error_code::state_mismatch;
  if (!(input.now - transaction.created_at <= limit::transaction_seconds))
    return error_code::transaction_expired;

  // RFC 9207 section 2.4: the issuers are compared as strings, also in error answers.
  if (response->iss == nullptr) return error_code::issuer_missing;
  if (*response->iss != transaction.issuer) return error_code::issuer_mismatch;

  if (response->error != nullptr)
    return code_of(server_error::authorization, error_code::access_denied, *response->error);
  if (response->code == nullptr) return error_code::code_missing;
  const auto& code = *response->code;
  if (code.empty() || code.size() > limit::code_bytes || !is_printable_ascii(code))
    return error_code::code_invalid;

  checked_callback checked{code, transaction};
  checked.return_to_ = accept_return_to(transaction.return_to);
  return checked;
}

std::string received_issuer(std::string_view url) noexcept {
  const auto response = read_parameters(url);
  return loggable_address(response ? response->iss : nullptr);
}

}  // namespace tailchat
