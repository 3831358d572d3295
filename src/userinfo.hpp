// The userinfo response: the Tailchat user.
// @see OpenID Connect Core 5.3.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "response.hpp"
#include "url.hpp"

namespace tailchat {

/// Tailchat's data about a user; absent values are null. The rest of the answer is dropped.
class user {
 public:
  [[nodiscard]] const std::string* sub() const noexcept { return members_.string(claim::sub); }
  /// Left out if it exceeds limit::nickname_bytes.
  [[nodiscard]] const std::string* nickname() const noexcept {
    return within(claim::nickname, limit::nickname_bytes);
  }
  /// Left out if it exceeds limit::discriminator_bytes.
  [[nodiscard]] const std::string* discriminator() const noexcept {
    return within(claim::discriminator, limit::discriminator_bytes);
  }
  /// An https address. http is accepted on localhost, and for Tailchat's own address if the caller
  /// allows it. Anything else is left out.
  [[nodiscard]] const std::string* avatar() const noexcept { return avatar_ ? &*avatar_ : nullptr; }

 private:
  friend result<user> read_userinfo_response(const http_response&, std::string_view,
                                             std::string_view, plain_http) noexcept;
  user(json::object members, std::optional<std::string> avatar) noexcept
      : members_(std::move(members)), avatar_(std::move(avatar)) {}

  [[nodiscard]] const std::string* within(std::string_view name, std::size_t most) const noexcept {
    const auto* text = members_.string(name);
    return text != nullptr && text->size() <= most ? text : nullptr;
  }

  json::object members_;
  std::optional<std::string> avatar_;
};

/// @param sub the subject of the ID token; the answer must be about the same user
/// @param issuer replaces "{BACKEND}/" at the beginning of an avatar: Tailchat's own API_URL
/// @param http for an avatar that Tailchat stores; a foreign avatar must be https
/// @errors every userinfo_... code
[[nodiscard]] result<user> read_userinfo_response(const http_response& response,
                                                  std::string_view sub, std::string_view issuer,
                                                  plain_http http = plain_http::loopback) noexcept;

}  // namespace tailchat
