// The login that the inputs are read for; that of tests/vectors/.
#pragma once

#include <string>
#include <string_view>

#include "host.hpp"

namespace fuzz::login {

inline constexpr std::string_view api_url = "https://chat.example";
inline constexpr std::string_view client_id = "tc_000000000000000000000001";
inline constexpr std::string_view redirect_uri = "https://app.example/auth/callback";
inline constexpr std::string_view authorization_base =
    "https://chat.example/open/auth?client_id=tc_000000000000000000000001";
inline constexpr std::string_view state = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
inline constexpr std::string_view nonce = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";
inline constexpr std::string_view code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
inline constexpr std::string_view access_token = "AT_0123456789abcdefghijklmnopqrstuvwxyz-_AB";
inline constexpr std::string_view sub = "0123456789abcdef01234567";
inline constexpr std::string_view json = "application/json; charset=utf-8";
inline constexpr double created_at = 1700000000;
inline constexpr double now = 1700000060;
inline constexpr double leeway = 60;

inline text copy(std::string_view value) { return std::string{value}; }

inline call callback(std::string_view url) {
  return {"callback",
          {created_at, now, leeway},
          {copy(url), copy(state), copy(nonce), copy(code_verifier), copy(redirect_uri),
           copy("/here?x#y"), copy(api_url), copy(client_id), copy(api_url), copy(client_id)}};
}

inline call token(double status, std::string_view body) {
  return {"token",
          {status, now, leeway},
          {copy(json), copy(body), copy(api_url), copy(client_id), copy(nonce)}};
}

inline call begin(text return_to, text extra_parameters = {}) {
  const std::string random(96, '\x5a');
  return {"begin",
          {},
          {copy(authorization_base),
           std::move(return_to),
           {},
           {},
           std::move(extra_parameters),
           random}};
}

}  // namespace fuzz::login
