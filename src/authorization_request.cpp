#include <array>

#include "authorization.hpp"
#include "return_to.hpp"
#include "sha256.hpp"
#include "text.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

constexpr std::string_view default_scope = "openid profile";
constexpr std::size_t secret_bytes = limit::random_bytes / 3;

/// Takes the next token off a list separated by single spaces; an empty one is malformed.
std::string_view next_token(std::string_view& list) noexcept {
  const auto end = list.find(' ');
  const auto token = list.substr(0, end);
  // A trailing space leaves one empty token, which the caller refuses.
  list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  return token;
}

bool has_odd_spaces(std::string_view list) noexcept {
  return list.empty() || list.front() == ' ' || list.back() == ' ' ||
         list.find("  ") != std::string_view::npos;
}

// RFC 6749 section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
bool is_scope(std::string_view scope) noexcept {
  if (scope.size() > limit::scope_bytes || !is_printable_ascii(scope) || has_odd_spaces(scope) ||
      scope.find_first_of("\"\\") != std::string_view::npos)
    return false;
  bool openid = false;
  while (!scope.empty()) openid |= next_token(scope) == "openid";
  return openid;
}

bool is_prompt(std::string_view prompt) noexcept {
  if (prompt == "none") return true;
  if (has_odd_spaces(prompt)) return false;
  while (!prompt.empty()) {
    const auto token = next_token(prompt);
    if (token != "login" && token != "consent" && token != "select_account") return false;
  }
  return true;
}

bool is_issuer(std::string_view issuer) noexcept {
  return issuer.size() <= limit::url_bytes && is_visible_ascii(issuer) &&
         (issuer.starts_with("https://") || issuer.starts_with("http://"));
}

/// A redirect URI with a query of its own must not bring what the response will append.
bool is_redirect_uri(std::string_view uri) noexcept {
  if (uri.size() > limit::url_bytes || !is_address(uri, address_kind::with_query)) return false;
  const auto own = query_parameters(uri);
  if (!own) return false;
  for (const auto& [name, value] : *own)
    for (auto reserved : {parameter::code, parameter::state, parameter::iss, parameter::error})
      if (name == reserved) return false;
  return true;
}

bool is_reserved(std::string_view name) noexcept {
  for (auto reserved : parameter::reserved_names)
    if (name == reserved) return true;
  return false;
}

std::optional<parameters> read_extra_parameters(std::string_view text) noexcept {
  if (text.size() > limit::extra_parameters_bytes) return std::nullopt;
  auto extra = decode_form(text);
  if (!extra) return std::nullopt;
  for (std::size_t i = 0; i < extra->size(); ++i) {
    if ((*extra)[i].name.empty() || is_reserved((*extra)[i].name)) return std::nullopt;
    for (std::size_t j = 0; j < i; ++j)
      if ((*extra)[i].name == (*extra)[j].name) return std::nullopt;
  }
  return extra;
}

error_code check_options(const authorization_options& options) noexcept {
  if (options.prompt && !is_prompt(*options.prompt)) return error_code::prompt_invalid;
  if (options.login_hint &&
      (options.login_hint->empty() || options.login_hint->size() > limit::login_hint_bytes ||
       !has_no_control(*options.login_hint)))
    return error_code::login_hint_invalid;
  return error_code::none;
}

/// The whole URL is sized once; growing step by step costs more than all else here.
constexpr std::size_t expected_url_bytes = 768;

std::string make_url(const client& client, const authorization_options& options,
                     const transaction& transaction, const parameters& extra) noexcept {
  std::string url;
  url.reserve(expected_url_bytes);
  url += endpoint(client.api_url, "/open/auth");
  url += '?';
  append_parameter(url, parameter::client_id, client.client_id);
  append_parameter(url, parameter::redirect_uri, client.redirect_uri);
  append_parameter(url, parameter::scope, client.scope_or_default());
  append_parameter(url, parameter::response_type, "code");
  append_parameter(url, parameter::state, transaction.state);
  append_parameter(url, parameter::nonce, transaction.nonce);
  append_parameter(url, parameter::code_challenge,
                   base64url_encode(sha256(transaction.code_verifier)));
  append_parameter(url, parameter::code_challenge_method, "S256");
  if (options.prompt) append_parameter(url, parameter::prompt, *options.prompt);
  if (options.login_hint) append_parameter(url, parameter::login_hint, *options.login_hint);
  for (const auto& [name, value] : extra) append_parameter(url, name, value);
  return url;
}

}  // namespace

std::string_view client::scope_or_default() const noexcept { return scope.value_or(default_scope); }

std::string_view client::expected_issuer() const noexcept { return issuer.value_or(api_url); }

error_code check_client(const client& client) noexcept {
  if (client.api_url.size() > limit::url_bytes || !is_address(client.api_url, address_kind::base))
    return error_code::api_url_invalid;
  if (client.client_id.empty() || client.client_id.size() > limit::client_id_bytes ||
      !is_visible_ascii(client.client_id))
    return error_code::client_id_invalid;
  if (!is_redirect_uri(client.redirect_uri)) return error_code::redirect_uri_invalid;
  if (!is_scope(client.scope_or_default())) return error_code::scope_invalid;
  if (!is_issuer(client.expected_issuer())) return error_code::issuer_invalid;
  return error_code::none;
}

result<authorization_request> make_authorization_request(const client& client,
                                                         const authorization_options& options,
                                                         std::string_view random,
                                                         double now) noexcept {
  if (const auto error = check_client(client); error != error_code::none) return error;
  if (const auto error = check_options(options); error != error_code::none) return error;
  const auto extra = read_extra_parameters(options.extra_parameters);
  if (!extra) return error_code::extra_parameters_invalid;
  if (random.size() != limit::random_bytes) return error_code::random_invalid;

  transaction made{
      .state = base64url_encode(random.substr(0, secret_bytes)),
      .nonce = base64url_encode(random.substr(secret_bytes, secret_bytes)),
      .code_verifier = base64url_encode(random.substr(2 * secret_bytes)),
      .redirect_uri = std::string{client.redirect_uri},
      .return_to = std::string{accept_return_to(options.return_to.value_or("/"))},
      .issuer = std::string{client.expected_issuer()},
      .client_id = std::string{client.client_id},
      .created_at = now,
  };
  auto url = make_url(client, options, made, *extra);
  return authorization_request{std::move(url), std::move(made)};
}

}  // namespace tailchat
