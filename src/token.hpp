// The access token request and its response.
// @see RFC 6749 sections 4.1.3, 4.1.4 and 5, OpenID Connect Core 3.1.3
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authorization.hpp"
#include "response.hpp"

namespace tailchat {

/// The form for the token endpoint without client_secret. The host appends the secret, so the core
/// never sees it.
[[nodiscard]] std::string make_token_request(const checked_callback& callback) noexcept;

/// The values that the answer must match.
struct token_expectations {
  std::string_view issuer;
  std::string_view client_id;
  std::string_view nonce;
  double now = 0;  ///< seconds since 1970
  double leeway = limit::clock_leeway_seconds;
};

/// The tokens of an answer whose id_token matches the login. Only read_token_response creates one.
class checked_tokens {
 public:
  /// The answer's members: access_token, id_token and token_type are present; scope, expires_in and
  /// refresh_token may be. Type and characters of each are checked.
  [[nodiscard]] const json::object& members() const noexcept { return members_; }
  [[nodiscard]] const std::string& sub() const noexcept { return sub_; }

 private:
  friend result<checked_tokens> read_token_response(const http_response&,
                                                    const token_expectations&) noexcept;
  checked_tokens(json::object members, std::string sub) noexcept
      : members_(std::move(members)), sub_(std::move(sub)) {}

  json::object members_;
  std::string sub_;
};

/// Reads the token endpoint's answer.
/// @errors invalid_grant, invalid_client, token_error, every token_... and id_token_... code
[[nodiscard]] result<checked_tokens> read_token_response(
    const http_response& response, const token_expectations& expected) noexcept;

/// The iss of the id_token in an answer, for a log: empty unless it is a plain http(s) address.
[[nodiscard]] std::string received_id_token_issuer(const http_response& response) noexcept;

}  // namespace tailchat
