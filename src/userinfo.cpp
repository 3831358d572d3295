#include "userinfo.hpp"

#include "text.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

constexpr response_errors errors{error_code::userinfo_response_too_large,
                                 error_code::userinfo_content_type_invalid,
                                 error_code::userinfo_response_invalid};

/// Tailchat writes the addresses of its own avatars as "{BACKEND}/...". It is replaced only before
/// a slash. Otherwise a stored "{BACKEND}.evil" or "{BACKEND}@evil" would name a foreign host.
std::string resolve_backend(std::string_view avatar, std::string_view issuer) noexcept {
  for (std::string_view backend : {"{BACKEND}", "%7BBACKEND%7D"})
    if (avatar.starts_with(backend) && avatar.substr(backend.size()).starts_with('/'))
      return endpoint(issuer, avatar.substr(backend.size()));
  return std::string{avatar};
}

/// Scheme, host and port of an address, as written.
std::string_view origin(std::string_view address) noexcept {
  constexpr std::string_view shortest{"http://h"};
  return address.substr(0, address.find('/', shortest.size()));
}

/// A foreign http address could make every visitor's browser call a machine in the visitor's own
/// network. On Tailchat itself an avatar may name any path anyway, by "{BACKEND}".
std::optional<std::string> accept_avatar(std::string_view avatar, std::string_view issuer,
                                         plain_http http) noexcept {
  if (avatar.size() > limit::avatar_bytes) return std::nullopt;
  auto address = resolve_backend(avatar, issuer);
  if (origin(address) != origin(issuer)) http = plain_http::loopback;
  if (!is_address(address, address_kind::with_query_and_fragment, http)) return std::nullopt;
  return address;
}

/// Accepts a member that is absent or null.
bool is_optional_text(const json::object& body, std::string_view name) noexcept {
  return body.string(name) != nullptr || !body.has(name) || body.is_null(name);
}

}  // namespace

result<user> read_userinfo_response(const http_response& response, std::string_view sub,
                                    std::string_view issuer, plain_http http) noexcept {
  if (response.status != 200) return error_code::userinfo_status_invalid;
  auto body = read_json_response(response, errors);
  if (!body) return body.error();

  const auto* answered = body->string(claim::sub);
  if (answered == nullptr) return error_code::userinfo_response_invalid;
  if (*answered != sub) return error_code::userinfo_sub_mismatch;
  for (auto name : {claim::nickname, claim::discriminator, claim::avatar})
    if (!is_optional_text(*body, name)) return error_code::userinfo_response_invalid;

  const auto* avatar = body->string(claim::avatar);
  auto accepted = avatar == nullptr ? std::nullopt : accept_avatar(*avatar, issuer, http);
  return user{std::move(*body), std::move(accepted)};
}

}  // namespace tailchat
