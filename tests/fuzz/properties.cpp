#include "properties.hpp"

#include "require.hpp"
#include "return_to.hpp"
#include "text.hpp"
#include "url.hpp"
#include "vocabulary.hpp"

namespace fuzz {
namespace {

using namespace tailchat;

/// The argument or result, empty where absent.
std::string_view at(const auto& texts, std::size_t index) {
  return index < texts.size() && texts[index] ? std::string_view{*texts[index]}
                                              : std::string_view{};
}

bool is_between(int code, error_code first, error_code last) {
  return code >= static_cast<int>(first) && code <= static_cast<int>(last);
}

bool is_code_of(std::string_view operation, int code) {
  using enum error_code;
  if (operation == "configure") return is_between(code, api_url_invalid, scope_invalid);
  if (operation == "begin") return is_between(code, api_url_invalid, random_invalid);
  if (operation == "callback")
    return is_between(code, callback_url_invalid, code_invalid) ||
           is_between(code, transaction_invalid, transaction_expired) ||
           is_between(code, access_denied, authorization_error);
  if (operation == "token") return is_between(code, invalid_grant, id_token_at_hash_mismatch);
  if (operation == "userinfo")
    return is_between(code, userinfo_status_invalid, userinfo_sub_mismatch);
  return false;
}

/// Read here by hand, so that a fault of the core's own readers does not hide itself.
void require_safe_address(std::string_view address, plain_http http = plain_http::loopback) {
  require(is_visible_ascii(address), "an address is visible ASCII");
  const bool secure = address.starts_with("https://");
  require(secure || address.starts_with("http://"), "an address is http or https");
  const auto rest = address.substr(secure ? 8 : 7);
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]";
  require(!authority.empty() && authority.find_first_not_of(allowed) == std::string_view::npos,
          "a host has plain characters alone");
  const auto port = authority.rfind(':');
  const auto bracket = authority.rfind(']');
  const bool has_port =
      port != std::string_view::npos && (bracket == std::string_view::npos || port > bracket);
  const auto host = has_port ? authority.substr(0, port) : authority;
  require(secure || http != plain_http::loopback || host == "localhost" || host == "127.0.0.1" ||
              host == "[::1]",
          "http is for localhost alone");
  const auto path = rest.substr(authority.size());
  require(path.find('\\') == std::string_view::npos, "an address has no backslash");
}

/// Where the call lets an address be plain http.
plain_http http_of(const call& call, std::size_t number) {
  return call.numbers.size() > number && call.numbers[number] == 1 ? plain_http::lan
                                                                   : plain_http::loopback;
}

void require_safe_path(std::string_view path) {
  require(path.starts_with('/') && !path.starts_with("//"), "return_to starts with one slash");
  require(path.size() <= limit::return_to_bytes, "return_to holds its limit");
  require(is_visible_ascii(path) && path.find('\\') == std::string_view::npos,
          "return_to is visible ASCII without a backslash");
  require(accept_return_to(path) == path, "return_to is accepted again");
}

/// The value of the one parameter of that name.
std::string_view only(const parameters& all, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [candidate, value] : all) {
    if (candidate != name) continue;
    require(found == nullptr, "a parameter stands once");
    found = &value;
  }
  require(found != nullptr, "a parameter stands");
  return *found;
}

void require_configuration(const call& call, const outcome& outcome) {
  const auto http = http_of(call, 0);
  require_safe_address(at(call.arguments, 0), http);
  require_safe_address(at(call.arguments, 2), http);
  require_safe_address(at(outcome.results, 0), http);
  const auto own = at(call.arguments, 0);
  for (std::size_t i = 1; i < 3; ++i) require_safe_address(at(outcome.results, i), http);
  const auto endpoint = at(outcome.results, 1);
  require(is_address(endpoint, address_kind::base, http), "an endpoint is an address again");
  require(endpoint.starts_with(own) || own.ends_with('/'), "an endpoint is below its address");
}

/// begin's URL, parsed back, says what was asked.
void require_request(const call& call, const outcome& outcome) {
  const auto& asked = call.arguments;
  const auto& results = outcome.results;
  const bool has_client = !asked.empty() && asked[0];
  const auto read = has_client ? query_parameters(at(results, 0)) : decode_form(at(results, 0));
  require(read.has_value(), "the authorization URL can be read");
  if (has_client) {
    require(only(*read, "client_id") == at(asked, 1), "client_id comes back");
    require(only(*read, "redirect_uri") == at(asked, 2), "redirect_uri comes back");
    require(only(*read, "response_type") == "code", "response_type is code");
  }
  require(only(*read, "code_challenge_method") == "S256", "the challenge is S256");
  require(only(*read, "state") == at(results, 1), "state comes back");
  require(only(*read, "nonce") == at(results, 2), "nonce comes back");
  require(only(*read, "code_challenge").size() == 43, "the challenge is a digest");
  require(base64url_decode(at(results, 1)).value() + base64url_decode(at(results, 2)).value() +
                  base64url_decode(at(results, 3)).value() ==
              at(asked, 9),
          "the secrets are the random bytes");
  if (asked.size() > 6 && asked[6]) require(only(*read, "prompt") == *asked[6], "prompt");
  if (asked.size() > 7 && asked[7]) require(only(*read, "login_hint") == *asked[7], "login_hint");
  const auto extra = decode_form(at(asked, 8));
  require(extra.has_value(), "the extra parameters can be read");
  for (const auto& [name, value] : *extra)
    require(only(*read, name) == value, "an extra parameter comes back");
  require_safe_path(at(results, 4));
}

/// The token request, parsed back, says what the callback and its transaction said.
void require_token_request(const call& call, const outcome& outcome) {
  const auto& given = call.arguments;
  const auto url = query_parameters(at(given, 0));
  const auto form = decode_form(at(outcome.results, 0));
  require(url && form && form->size() == 5, "the token request has five members");
  require(only(*url, "state") == at(given, 1), "the state was ours");
  require(only(*url, "iss") == at(given, 8), "the issuer was ours");
  const auto code = only(*url, "code");
  require(!code.empty() && code.size() <= limit::code_bytes, "the code holds its limit");
  require(only(*form, "code") == code, "the code comes back");
  require(only(*form, "grant_type") == "authorization_code", "the grant is a code");
  require(only(*form, "code_verifier") == at(given, 3), "the verifier comes back");
  require(only(*form, "redirect_uri") == at(given, 4), "redirect_uri comes back");
  require(only(*form, "client_id") == at(given, 7), "client_id comes back");
  require_safe_path(at(outcome.results, 1));
}

void require_tokens(const outcome& outcome) {
  const auto access_token = at(outcome.results, 0), sub = at(outcome.results, 2);
  require(!access_token.empty() && access_token.size() <= limit::token_bytes &&
              is_printable_ascii(access_token),
          "the access token holds its limits");
  require(!sub.empty() && sub.size() <= limit::sub_bytes && is_printable_ascii(sub),
          "sub holds its limits");
  require(at(outcome.results, 1).size() <= limit::token_bytes, "the id_token holds its limit");
  for (char c : at(outcome.results, 3)) require(c >= '0' && c <= '9', "a lifetime is digits");
}

void require_user(const call& call, const outcome& outcome) {
  require(outcome.results[0] && *outcome.results[0] == at(call.arguments, 2), "sub is the same");
  if (!outcome.results[3]) return;
  const auto http = http_of(call, 1);
  if (is_address(at(call.arguments, 3), address_kind::base, http))
    require_safe_address(*outcome.results[3], http);
  require(is_address(*outcome.results[3], address_kind::with_query_and_fragment, http),
          "an avatar is an address");
}

void require_failure(const call& call, const outcome& outcome) {
  require(is_code_of(call.operation, outcome.code), "the code is one of the operation's");
  for (std::size_t i = 1; i < outcome.results.size(); ++i)
    require(!outcome.results[i], "a failure has no results");
  const auto code = static_cast<error_code>(outcome.code);
  if (code != error_code::issuer_mismatch && code != error_code::id_token_iss_mismatch)
    require(!outcome.results[0], "a failure has no results");
  else if (!at(outcome.results, 0).empty())
    require_safe_address(at(outcome.results, 0), plain_http::anywhere);
}

}  // namespace

void require_sound(const call& call, const outcome& outcome) {
  if (outcome.code != 0) return require_failure(call, outcome);
  if (call.operation == "configure") require_configuration(call, outcome);
  if (call.operation == "begin") require_request(call, outcome);
  if (call.operation == "return_to") require_safe_path(at(outcome.results, 0));
  if (call.operation == "callback") require_token_request(call, outcome);
  if (call.operation == "token") require_tokens(outcome);
  if (call.operation == "userinfo") require_user(call, outcome);
}

}  // namespace fuzz
