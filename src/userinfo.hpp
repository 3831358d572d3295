// The userinfo response: the Tailchat user.
// @see OpenID Connect Core 5.3.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "response.hpp"

namespace tailchat {

/// What Tailchat tells of a user, and nothing else of its answer.
struct user {
  std::string sub;
  std::optional<std::string> nickname{};
  std::optional<std::string> discriminator{};
  /// An https address (http on localhost); anything else is left out.
  std::optional<std::string> avatar{};
};

/// @param sub the subject of the ID token; the answer must be about the same user
/// @param api_url what "{BACKEND}/" stands for at the beginning of an avatar
/// @errors every userinfo_... code
[[nodiscard]] result<user> read_userinfo_response(const http_response& response,
                                                  std::string_view sub,
                                                  std::string_view api_url) noexcept;

}  // namespace tailchat
