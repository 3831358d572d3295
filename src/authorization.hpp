// The authorization request and its response.
// @see RFC 6749 sections 4.1.1 and 4.1.2, RFC 7636 section 4, RFC 9207, OpenID Connect Core 3.1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "result.hpp"
#include "url.hpp"

namespace tailchat {

/// The client of a login, and its Tailchat. Absent members have their defaults.
struct client {
  std::string_view api_url;
  std::string_view client_id;
  std::string_view redirect_uri;
  std::optional<std::string_view> scope{};   ///< default "openid profile"
  std::optional<std::string_view> issuer{};  ///< default: api_url, byte for byte
  plain_http http = plain_http::loopback;    ///< for api_url and redirect_uri

  [[nodiscard]] std::string_view scope_or_default() const noexcept;
  [[nodiscard]] std::string_view expected_issuer() const noexcept;
};

/// error_code::none, or the code of the client's first error.
[[nodiscard]] error_code check_client(const client& client) noexcept;

/// Checks a client and returns the beginning of its authorization URLs: the endpoint with
/// client_id, redirect_uri, scope and response_type. A host keeps it for all logins of the client.
/// @errors as check_client
[[nodiscard]] result<std::string> make_authorization_base(const client& client) noexcept;

/// The options of one login.
struct authorization_options {
  std::optional<std::string_view> return_to{};
  std::optional<std::string_view> prompt{};
  std::optional<std::string_view> login_hint{};
  std::string_view extra_parameters{};  ///< application/x-www-form-urlencoded
};

/// The values that bind the response to the request. The host keeps them in between, and the caller
/// owns the texts.
struct login_transaction {
  std::string_view state;          ///< 43 characters of base64url
  std::string_view nonce;          ///< 43 characters of base64url
  std::string_view code_verifier;  ///< 43 characters of base64url
  std::string_view redirect_uri;
  std::string_view return_to;
  std::string_view issuer;
  std::string_view client_id;
  double created_at = 0;  ///< seconds since 1970
};

/// The URL for the browser, and the parts of the transaction that were created here.
struct authorization_request {
  std::string url;
  std::string state;
  std::string nonce;
  std::string code_verifier;
  std::string return_to;  ///< the caller's, with unsafe characters escaped, or "/"
};

/// Creates a request with state, nonce and an S256 code_challenge.
/// @param base from make_authorization_base
/// @param random limit::random_bytes from the host's generator
/// @errors prompt_invalid, login_hint_invalid, extra_parameters_invalid, random_invalid
[[nodiscard]] result<authorization_request> make_authorization_request(
    std::string_view base, const authorization_options& options, std::string_view random) noexcept;

struct callback_input;

/// A code that arrived with the right state and issuer. Only read_authorization_response creates
/// one, and a token request needs one. The caller owns the transaction's texts.
class checked_callback {
 public:
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  [[nodiscard]] const login_transaction& transaction() const noexcept { return transaction_; }
  /// The transaction's return_to, checked again.
  [[nodiscard]] const std::string& return_to() const noexcept { return return_to_; }

 private:
  friend result<checked_callback> read_authorization_response(const callback_input& input) noexcept;
  checked_callback(std::string_view code, const login_transaction& transaction) noexcept
      : code_(code), transaction_(transaction) {}

  std::string code_;
  login_transaction transaction_;
  std::string return_to_;
};

/// The callback URL, and the values that it must match.
struct callback_input {
  std::string_view url;
  login_transaction transaction;
  std::string_view issuer;     ///< the configured issuer
  std::string_view client_id;  ///< the configured client
  double now = 0;              ///< seconds since 1970
  double leeway = limit::clock_leeway_seconds;
};

/// Reads the response in a callback URL.
/// @errors transaction_invalid, callback_url_invalid, parameter_repeated, state_missing,
/// state_mismatch, transaction_expired, issuer_missing, issuer_mismatch, code_missing,
/// code_invalid, and the authorization server's own error
[[nodiscard]] result<checked_callback> read_authorization_response(
    const callback_input& input) noexcept;

/// The iss parameter of a callback URL for a log: empty unless it is a plain http(s) address.
[[nodiscard]] std::string received_issuer(std::string_view url) noexcept;

}  // namespace tailchat
