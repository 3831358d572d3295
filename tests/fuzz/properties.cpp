#include "properties.hpp"

#include "object_id.hpp"
#include "require.hpp"
#include "return_to.hpp"
#include "text.hpp"
#include "url.hpp"
#include "vocabulary.hpp"

namespace fuzz {
namespace {

using namespace tailchat;
namespace slots = tailchat::abi::slots;

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
  if (operation == "begin") return is_between(code, prompt_invalid, random_invalid);
  if (operation == "callback")
    return is_between(code, callback_url_invalid, code_invalid) ||
           is_between(code, transaction_invalid, transaction_expired) ||
           is_between(code, access_denied, authorization_error);
  if (operation == "token") return is_between(code, invalid_grant, id_token_at_hash_mismatch);
  if (operation == "userinfo")
    return is_between(code, userinfo_status_invalid, userinfo_sub_mismatch);
  if (operation == "groups" || operation == "users")
    return is_between(code, api_response_invalid, api_response_too_large);
  if (operation == "request_path") return is_between(code, path_ambiguous, path_ambiguous);
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
  namespace in = slots::configure_arguments;
  namespace out = slots::configure_results;
  const auto& given = call.arguments;
  const auto http = http_of(call, 0);
  require_safe_address(at(given, in::api_url), http);
  require_safe_address(at(given, in::redirect_uri), http);
  for (const auto slot : {out::authorization_base, out::token_endpoint, out::userinfo_endpoint})
    require_safe_address(at(outcome.results, slot), http);
  const auto own = at(given, in::api_url);
  const auto endpoint = at(outcome.results, out::token_endpoint);
  require(is_address(endpoint, address_kind::base, http), "an endpoint is an address again");
  require(endpoint.starts_with(own) || own.ends_with('/'), "an endpoint is below its address");
  const auto base = query_parameters(at(outcome.results, out::authorization_base));
  require(base && base->size() == 4, "the base of an authorization URL has four parameters");
  require(only(*base, "client_id") == at(given, in::client_id), "client_id comes back");
  require(only(*base, "redirect_uri") == at(given, in::redirect_uri), "redirect_uri comes back");
  require(only(*base, "scope") == at(outcome.results, out::scope), "scope comes back");
  require(only(*base, "response_type") == "code", "response_type is code");
}

/// What begin puts behind the base, parsed back, says what was asked.
void require_request(const call& call, const outcome& outcome) {
  namespace in = slots::begin_arguments;
  namespace out = slots::begin_results;
  const auto& asked = call.arguments;
  const auto& results = outcome.results;
  const auto base = at(asked, in::authorization_base);
  const auto url = at(results, out::url);
  require(url.starts_with(base), "the authorization URL begins with its base");
  const auto read = decode_form(url.substr(base.size()));
  require(read.has_value(), "the authorization URL can be read");
  require(only(*read, "code_challenge_method") == "S256", "the challenge is S256");
  require(only(*read, "state") == at(results, out::state), "state comes back");
  require(only(*read, "nonce") == at(results, out::nonce), "nonce comes back");
  require(only(*read, "code_challenge").size() == 43, "the challenge is a digest");
  require(base64url_decode(at(results, out::state)).value() +
                  base64url_decode(at(results, out::nonce)).value() +
                  base64url_decode(at(results, out::code_verifier)).value() ==
              at(asked, in::random),
          "the secrets are the random bytes");
  if (asked.size() > in::prompt && asked[in::prompt])
    require(only(*read, "prompt") == *asked[in::prompt], "prompt");
  if (asked.size() > in::login_hint && asked[in::login_hint])
    require(only(*read, "login_hint") == *asked[in::login_hint], "login_hint");
  const auto extra = decode_form(at(asked, in::extra_parameters));
  require(extra.has_value(), "the extra parameters can be read");
  for (const auto& [name, value] : *extra)
    require(only(*read, name) == value, "an extra parameter comes back");
  require_safe_path(at(results, out::return_to));
}

/// The token request, parsed back, says what the callback and its transaction said.
void require_token_request(const call& call, const outcome& outcome) {
  namespace in = slots::callback_arguments;
  namespace out = slots::callback_results;
  const auto& given = call.arguments;
  const auto url = query_parameters(at(given, in::url));
  const auto form = decode_form(at(outcome.results, out::body));
  require(url && form && form->size() == 5, "the token request has five members");
  require(only(*url, "state") == at(given, in::state), "the state was ours");
  require(only(*url, "iss") == at(given, in::expected_issuer), "the issuer was ours");
  const auto code = only(*url, "code");
  require(!code.empty() && code.size() <= limit::code_bytes, "the code holds its limit");
  require(only(*form, "code") == code, "the code comes back");
  require(only(*form, "grant_type") == "authorization_code", "the grant is a code");
  require(only(*form, "code_verifier") == at(given, in::code_verifier), "the verifier comes back");
  require(only(*form, "redirect_uri") == at(given, in::redirect_uri), "redirect_uri comes back");
  require(only(*form, "client_id") == at(given, in::client_id), "client_id comes back");
  require_safe_path(at(outcome.results, out::return_to));
}

void require_tokens(const outcome& outcome) {
  namespace out = slots::token_results;
  const auto access_token = at(outcome.results, out::access_token);
  const auto sub = at(outcome.results, out::sub);
  require(!access_token.empty() && access_token.size() <= limit::token_bytes &&
              is_printable_ascii(access_token),
          "the access token holds its limits");
  require(!sub.empty() && sub.size() <= limit::sub_bytes && is_printable_ascii(sub),
          "sub holds its limits");
  require(at(outcome.results, out::id_token).size() <= limit::token_bytes,
          "the id_token holds its limit");
  for (char c : at(outcome.results, out::expires_in))
    require(c >= '0' && c <= '9', "a lifetime is digits");
}

void require_user(const call& call, const outcome& outcome) {
  namespace in = slots::userinfo_arguments;
  namespace out = slots::userinfo_results;
  const auto& sub = outcome.results[out::sub];
  const auto& avatar = outcome.results[out::avatar];
  require(sub && *sub == at(call.arguments, in::sub), "sub is the same");
  if (!avatar) return;
  const auto http = http_of(call, 1);
  if (is_address(at(call.arguments, in::issuer), address_kind::base, http))
    require_safe_address(*avatar, http);
  require(is_address(*avatar, address_kind::with_query_and_fragment, http),
          "an avatar is an address");
}

void require_failure(const call& call, const outcome& outcome) {
  require(is_code_of(call.operation, outcome.code), "the code is one of the operation's");
  for (std::size_t i = slots::failure_results::count; i < outcome.results.size(); ++i)
    require(!outcome.results[i], "a failure has no results");
  const auto& received = outcome.results[slots::failure_results::received];
  const auto code = static_cast<error_code>(outcome.code);
  if (call.operation == "groups")
    return require(!received || read_object_id(*received), "a group is told by its id");
  if (code != error_code::issuer_mismatch && code != error_code::id_token_iss_mismatch)
    require(!received, "a failure has no results");
  else if (received && !received->empty())
    require_safe_address(*received, plain_http::anywhere);
}

}  // namespace

void require_sound(const call& call, const outcome& outcome) {
  if (outcome.code != 0) return require_failure(call, outcome);
  if (call.operation == "configure") require_configuration(call, outcome);
  if (call.operation == "begin") require_request(call, outcome);
  if (call.operation == "return_to")
    require_safe_path(at(outcome.results, slots::return_to_results::return_to));
  if (call.operation == "callback") require_token_request(call, outcome);
  if (call.operation == "token") require_tokens(outcome);
  if (call.operation == "userinfo") require_user(call, outcome);
}

}  // namespace fuzz
