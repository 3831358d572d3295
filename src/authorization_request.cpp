#include <algorithm>
#include <vector>

#include "authorization.hpp"
#include "return_to.hpp"
#include "sha256.hpp"
#include "text.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

constexpr std::string_view default_scope = "openid profile";
constexpr std::size_t secret_bytes = limit::random_bytes / 3;

/// Whether the text is a list of tokens that the predicate accepts, separated by single spaces.
template <class Predicate>
bool is_list_of(std::string_view list, Predicate accepts) noexcept {
  for (;;) {
    const auto end = std::min(list.find(' '), list.size());
    if (end == 0 || !accepts(list.substr(0, end))) return false;
    if (end == list.size()) return true;
    list.remove_prefix(end + 1);
  }
}

// RFC 6749 section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
bool is_scope(std::string_view scope) noexcept {
  if (scope.size() > limit::scope_bytes || !is_printable_ascii(scope)) return false;
  if (scope.find_first_of("\"\\") != std::string_view::npos) return false;
  bool openid = false;
  const auto note = [&openid](std::string_view token) {
    openid |= token == "openid";
    return true;
  };
  return is_list_of(scope, note) && openid;
}

bool is_prompt(std::string_view prompt) noexcept {
  return prompt == "none" || is_list_of(prompt, [](std::string_view token) {
           return token == "login" || token == "consent" || token == "select_account";
         });
}

bool is_issuer(std::string_view issuer) noexcept {
  return issuer.size() <= limit::url_bytes && is_visible_ascii(issuer) &&
         (issuer.starts_with("https://") || issuer.starts_with("http://"));
}

/// The query of a redirect URI must not have parameters that the response appends.
bool is_redirect_uri(std::string_view uri, plain_http http) noexcept {
  if (uri.size() > limit::url_bytes || !is_address(uri, address_kind::with_query, http))
    return false;
  if (uri.find('?') == std::string_view::npos) return true;
  const auto own = query_parameters(uri);
  if (!own) return false;
  for (const auto& [name, value] : *own)
    for (auto reserved : {parameter::code, parameter::state, parameter::iss, parameter::error})
      if (name == reserved) return false;
  return true;
}

/// The application must not set parameters that the login itself sets or reads.
bool is_reserved(std::string_view name) noexcept {
  return parameter::names.find(name) < parameter::names.count();
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

/// The URL's memory is reserved once, because growing it step by step is slower than all else here.
constexpr std::size_t expected_url_bytes = 768;

void append_parameters(std::string& url, const authorization_options& options,
                       const authorization_request& request, const parameters& extra) noexcept {
  append_parameter(url, parameter::state, request.state);
  append_parameter(url, parameter::nonce, request.nonce);
  append_parameter(url, parameter::code_challenge, base64url_encode(sha256(request.code_verifier)));
  append_parameter(url, parameter::code_challenge_method, "S256");
  if (options.prompt) append_parameter(url, parameter::prompt, *options.prompt);
  if (options.login_hint) append_parameter(url, parameter::login_hint, *options.login_hint);
  for (const auto& [name, value] : extra) append_parameter(url, name, value);
}

}  // namespace

std::string_view client::scope_or_default() const noexcept { return scope.value_or(default_scope); }

std::string_view client::expected_issuer() const noexcept { return issuer.value_or(api_url); }

error_code check_client(const client& client) noexcept {
  if (client.api_url.size() > limit::url_bytes ||
      !is_address(client.api_url, address_kind::base, client.http))
    return error_code::api_url_invalid;
  if (client.client_id.empty() || client.client_id.size() > limit::client_id_bytes ||
      !is_visible_ascii(client.client_id))
    return error_code::client_id_invalid;
  if (!is_redirect_uri(client.redirect_uri, client.http)) return error_code::redirect_uri_invalid;
  if (!is_scope(client.scope_or_default())) return error_code::scope_invalid;
  if (!is_issuer(client.expected_issuer())) return error_code::issuer_invalid;
  return error_code::none;
}

result<std::string> make_authorization_base(const client& client) noexcept {
  if (const auto error = check_client(client); error != error_code::none) return error;
  std::string base = endpoint(client.api_url, "/open/auth?");
  append_parameter(base, parameter::client_id, client.client_id);
  append_parameter(base, parameter::redirect_uri, client.redirect_uri);
  append_parameter(base, parameter::scope, client.scope_or_default());
  append_parameter(base, parameter::response_type, "code");
  return base;
}

result<authorization_request> make_authorization_request(std::string_view base,
                                                         const authorization_options& options,
                                                         std::string_view random) noexcept {
  if (const auto error = check_options(options); error != error_code::none) return error;
  const auto extra = read_extra_parameters(options.extra_parameters);
  if (!extra) return error_code::extra_parameters_invalid;
  if (random.size() != limit::random_bytes) return error_code::random_invalid;

  authorization_request request;
  request.state = base64url_encode(random.substr(0, secret_bytes));
  request.nonce = base64url_encode(random.substr(secret_bytes, secret_bytes));
  request.code_verifier = base64url_encode(random.substr(2 * secret_bytes));
  request.return_to = accept_return_to(options.return_to.value_or("/"));
  request.url.reserve(expected_url_bytes);
  request.url = base;
  append_parameters(request.url, options, request, *extra);
  return request;
}

}  // namespace tailchat
