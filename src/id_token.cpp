#include "id_token.hpp"

#include "sha256.hpp"
#include "text.hpp"
#include "token.hpp"
#include "url.hpp"

namespace tailchat {
namespace {

/// The header and the claims of a JWS in compact serialization.
struct decoded_token {
  json::object header;
  json::object claims;
};

std::optional<json::object> decode_object(std::string_view part) noexcept {
  const auto bytes = base64url_decode(part);
  if (!bytes) return std::nullopt;
  return json::parse_object(*bytes);
}

std::optional<decoded_token> decode_token(std::string_view token) noexcept {
  const auto first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  // A third dot is not in the alphabet, and fails here.
  if (!is_base64url(token.substr(second + 1))) return std::nullopt;
  auto header = decode_object(token.substr(0, first));
  auto claims = decode_object(token.substr(first + 1, second - first - 1));
  if (!header || !claims) return std::nullopt;
  return decoded_token{std::move(*header), std::move(*claims)};
}

bool is_text(const std::string* value, std::string_view expected) noexcept {
  return value != nullptr && *value == expected;
}

/// Accepts only RS256: Tailchat signs with nothing else, and a client registers one algorithm.
error_code check_header(const json::object& header, std::string_view signature) noexcept {
  if (!is_text(header.string("alg"), "RS256") || signature.empty())
    return error_code::id_token_alg_invalid;
  // RFC 7515 section 4.1.11: unknown extensions must be refused. RFC 8725 section 3.11: typ.
  const auto* typ = header.string("typ");
  if (header.has("crit") ||
      (header.has("typ") && (typ == nullptr || !equal_ignoring_case(*typ, "JWT"))))
    return error_code::id_token_malformed;
  return error_code::none;
}

error_code check_audience(const json::object& claims, std::string_view client_id) noexcept {
  if (!is_text(claims.sole_string(claim::aud), client_id)) return error_code::id_token_aud_mismatch;
  if (claims.has(claim::azp) && !is_text(claims.string(claim::azp), client_id))
    return error_code::id_token_azp_mismatch;
  return error_code::none;
}

/// Written so that NaN fails.
error_code check_times(const json::object& claims, double now, double leeway) noexcept {
  const auto* exp = claims.number(claim::exp);
  if (exp == nullptr || !(*exp + leeway > now)) return error_code::id_token_exp_invalid;
  const auto* iat = claims.number(claim::iat);
  if (iat == nullptr || !(*iat <= now + leeway) ||
      !(*iat >= now - limit::id_token_age_seconds - leeway))
    return error_code::id_token_iat_invalid;
  const auto* nbf = claims.number(claim::nbf);
  if (claims.has(claim::nbf) && (nbf == nullptr || !(*nbf <= now + leeway)))
    return error_code::id_token_nbf_invalid;
  return error_code::none;
}

/// 3.1.3.6: the left half of the hash of the access token's ASCII octets.
bool fits_access_token(const json::object& claims, std::string_view access_token) noexcept {
  if (!claims.has(claim::at_hash)) return true;
  const auto* at_hash = claims.string(claim::at_hash);
  const auto digest = sha256(access_token);
  return at_hash != nullptr &&
         equal_in_constant_time(*at_hash, base64url_encode(std::string_view{digest}.substr(0, 16)));
}

bool is_sub(std::string_view sub) noexcept {
  return !sub.empty() && sub.size() <= limit::sub_bytes && is_printable_ascii(sub);
}

}  // namespace

result<std::string> check_id_token(std::string_view id_token, std::string_view access_token,
                                   const token_expectations& expected) noexcept {
  const auto token = decode_token(id_token);
  if (!token) return error_code::id_token_malformed;
  const auto& claims = token->claims;

  const auto signature = id_token.substr(id_token.rfind('.') + 1);
  if (const auto error = check_header(token->header, signature); error != error_code::none)
    return error;
  if (!is_text(claims.string(claim::iss), expected.issuer))
    return error_code::id_token_iss_mismatch;
  if (const auto error = check_audience(claims, expected.client_id); error != error_code::none)
    return error;
  if (const auto error = check_times(claims, expected.now, expected.leeway);
      error != error_code::none)
    return error;
  const auto* nonce = claims.string(claim::nonce);
  if (nonce == nullptr || !equal_in_constant_time(*nonce, expected.nonce))
    return error_code::id_token_nonce_mismatch;
  if (!fits_access_token(claims, access_token)) return error_code::id_token_at_hash_mismatch;
  const auto* sub = claims.string(claim::sub);
  if (sub == nullptr || !is_sub(*sub)) return error_code::id_token_sub_invalid;
  return std::string{*sub};
}

std::string received_issuer_of(std::string_view id_token) noexcept {
  const auto token = decode_token(id_token);
  if (!token) return {};
  return loggable_address(token->claims.string(claim::iss));
}

}  // namespace tailchat
