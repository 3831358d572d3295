// The ID token of a token response.
//
// Its signature is not verified. It came over TLS directly from the token endpoint, and OpenID
// Connect Core 3.1.3.7 rule 6 accepts that instead of the signature. All claims are checked.
// @see OpenID Connect Core 2, 3.1.3.6, 3.1.3.7 and 3.1.3.8, RFC 7515 section 7.1, RFC 7519
#pragma once

#include <string>
#include <string_view>

#include "result.hpp"

namespace tailchat {

struct token_expectations;

/// The subject of an ID token that fits the login.
/// @param access_token for at_hash, which is checked if it is present
[[nodiscard]] result<std::string> check_id_token(std::string_view id_token,
                                                 std::string_view access_token,
                                                 const token_expectations& expected) noexcept;

/// The iss of an ID token for a log: empty unless it is a plain http(s) address.
[[nodiscard]] std::string received_issuer_of(std::string_view id_token) noexcept;

}  // namespace tailchat
