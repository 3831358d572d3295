// The operations that both builds of the core export. The browser's build has no others.
#include "../../src/authorization.hpp"

#include "../../src/return_to.hpp"
#include "../../src/url.hpp"
#include "frame.hpp"

using namespace tailchat;
using namespace tailchat::abi;

extern "C" {

int configure(int private_http) noexcept {
  namespace in = slots::configure_arguments;
  namespace out = slots::configure_results;
  const client given{.api_url = argument(in::api_url),
                     .client_id = argument(in::client_id),
                     .redirect_uri = argument(in::redirect_uri),
                     .scope = optional_argument(in::scope),
                     .issuer = optional_argument(in::issuer),
                     .http = plain_http_of(private_http)};
  const auto base = make_authorization_base(given);
  if (!base) return number(base.error());
  put_result(out::authorization_base, *base);
  put_result(out::token_endpoint, endpoint(given.api_url, "/open/token"));
  put_result(out::userinfo_endpoint, endpoint(given.api_url, "/open/me"));
  put_result(out::issuer, given.expected_issuer());
  put_result(out::scope, given.scope_or_default());
  return 0;
}

/// The host passes the base that configure returned, so the client is checked once and not at each
/// login.
int begin() noexcept {
  namespace in = slots::begin_arguments;
  namespace out = slots::begin_results;
  const authorization_options options{.return_to = optional_argument(in::return_to),
                                      .prompt = optional_argument(in::prompt),
                                      .login_hint = optional_argument(in::login_hint),
                                      .extra_parameters = argument(in::extra_parameters)};
  const auto request =
      make_authorization_request(argument(in::authorization_base), options, argument(in::random));
  if (!request) return number(request.error());
  put_result(out::url, request->url);
  put_result(out::state, request->state);
  put_result(out::nonce, request->nonce);
  put_result(out::code_verifier, request->code_verifier);
  put_result(out::return_to, request->return_to);
  return 0;
}

/// The path, with unsafe characters escaped, or "/".
int return_to() noexcept {
  namespace in = slots::return_to_arguments;
  namespace out = slots::return_to_results;
  put_result(out::return_to, accept_return_to(argument(in::return_to)));
  return 0;
}

}  // extern "C"
