#include "userinfo.hpp"

#include "text.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

constexpr response_errors errors{error_code::userinfo_response_too_large,
                                 error_code::userinfo_content_type_invalid,
                                 error_code::userinfo_response_invalid};

/// Tailchat stores avatars of its own as "{BACKEND}/...". Replaced anywhere but before a slash, it
/// would let a stored "{BACKEND}.evil" or "{BACKEND}@evil" name a foreign host.
std::string resolve_backend(std::string_view avatar, std::string_view api_url) noexcept {
  for (std::string_view backend : {"{BACKEND}", "%7BBACKEND%7D"})
    if (avatar.starts_with(backend) && avatar.substr(backend.size()).starts_with('/'))
      return endpoint(api_url, avatar.substr(backend.size()));
  return std::string{avatar};
}

std::optional<std::string> accept_avatar(std::string_view avatar,
                                         std::string_view api_url) noexcept {
  if (avatar.size() > limit::avatar_bytes) return std::nullopt;
  auto address = resolve_backend(avatar, api_url);
  if (!is_address(address, address_kind::with_query_and_fragment)) return std::nullopt;
  return address;
}

std::optional<std::string> owned(std::optional<std::string_view> text) noexcept {
  if (!text) return std::nullopt;
  return std::string{*text};
}

}  // namespace

result<user> read_userinfo_response(const http_response& response, std::string_view sub,
                                    std::string_view api_url) noexcept {
  if (response.status != 200) return error_code::userinfo_status_invalid;
  const auto body = read_json_response(response, errors);
  if (!body) return body.error();

  const auto answered = body->string(claim::sub).value;
  if (!answered) return error_code::userinfo_response_invalid;
  if (*answered != sub) return error_code::userinfo_sub_mismatch;

  const auto nickname = body->string_or_null(claim::nickname);
  const auto discriminator = body->string_or_null(claim::discriminator);
  const auto avatar = body->string_or_null(claim::avatar);
  if (!nickname.well_typed || !discriminator.well_typed || !avatar.well_typed)
    return error_code::userinfo_response_invalid;

  return user{
      .sub = std::string{sub},
      .nickname = owned(nickname.value),
      .discriminator = owned(discriminator.value),
      .avatar = avatar.value ? accept_avatar(*avatar.value, api_url) : std::nullopt,
  };
}

}  // namespace tailchat
