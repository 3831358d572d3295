// The access token request and its response.
// @see RFC 6749 sections 4.1.3, 4.1.4 and 5, OpenID Connect Core 3.1.3
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authorization.hpp"
#include "response.hpp"

namespace tailchat {

/// The form for the token endpoint with all but client_secret, which the host appends: the core
/// never sees a secret of the client.
[[nodiscard]] std::string make_token_request(const checked_callback& callback) noexcept;

/// What the answer must fit.
struct token_expectations {
  std::string_view issuer;
  std::string_view client_id;
  std::string_view nonce;
  double now = 0;  ///< seconds since 1970
};

/// The tokens of an answer whose id_token fits the login. Only read_token_response makes one.
class checked_tokens {
 public:
  [[nodiscard]] const std::string& access_token() const noexcept { return access_token_; }
  [[nodiscard]] const std::string& id_token() const noexcept { return id_token_; }
  [[nodiscard]] const std::string& sub() const noexcept { return sub_; }
  [[nodiscard]] const std::optional<std::string>& scope() const noexcept { return scope_; }
  [[nodiscard]] const std::optional<std::string>& refresh_token() const noexcept {
    return refresh_token_;
  }
  [[nodiscard]] const std::optional<double>& expires_in() const noexcept { return expires_in_; }

 private:
  friend result<checked_tokens> read_token_response(const http_response&,
                                                    const token_expectations&) noexcept;
  checked_tokens() = default;

  std::string access_token_, id_token_, sub_;
  std::optional<std::string> scope_, refresh_token_;
  std::optional<double> expires_in_;
};

/// Reads the token endpoint's answer.
/// @errors invalid_grant, invalid_client, token_error, every token_... and id_token_... code
[[nodiscard]] result<checked_tokens> read_token_response(
    const http_response& response, const token_expectations& expected) noexcept;

/// The iss of the id_token in an answer, for a log: empty unless it is a plain http(s) address.
[[nodiscard]] std::string received_id_token_issuer(const http_response& response) noexcept;

}  // namespace tailchat
