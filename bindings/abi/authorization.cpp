// The operations that both builds of the core export: all of the browser's, and the worker's first.
#include "../../src/authorization.hpp"

#include "../../src/return_to.hpp"
#include "../../src/url.hpp"
#include "frame.hpp"

namespace {

using namespace tailchat;
using namespace tailchat::abi;

int number(error_code code) noexcept { return static_cast<int>(code); }

/// The client in the arguments 0 to 4.
client read_client(int private_http) noexcept {
  return {.api_url = argument(0),
          .client_id = argument(1),
          .redirect_uri = argument(2),
          .scope = optional_argument(3),
          .issuer = optional_argument(4),
          .http = plain_http_of(private_http)};
}

}  // namespace

extern "C" {

// arguments: api_url, client_id, redirect_uri, scope, issuer
// results: the authorization, token and userinfo endpoints, issuer, scope
int configure(int private_http) noexcept {
  const auto client = read_client(private_http);
  if (const auto error = check_client(client); error != error_code::none) return number(error);
  put_result(0, endpoint(client.api_url, "/open/auth"));
  put_result(1, endpoint(client.api_url, "/open/token"));
  put_result(2, endpoint(client.api_url, "/open/me"));
  put_result(3, client.expected_issuer());
  put_result(4, client.scope_or_default());
  return 0;
}

// arguments: those of configure, return_to, prompt, login_hint, extra_parameters, random.
// The first five may be absent: then the URL comes without what make_authorization_base gives for
// them. results: url, state, nonce, code_verifier, return_to, issuer
int begin(int private_http) noexcept {
  const auto client = read_client(private_http);
  const bool has_client = optional_argument(0).has_value();
  std::string base;
  if (has_client) {
    auto made = make_authorization_base(client);
    if (!made) return number(made.error());
    base = std::move(*made);
  }
  const authorization_options options{.return_to = optional_argument(5),
                                      .prompt = optional_argument(6),
                                      .login_hint = optional_argument(7),
                                      .extra_parameters = argument(8)};
  const auto request = make_authorization_request(std::move(base), options, argument(9));
  if (!request) return number(request.error());
  put_result(0, request->url);
  put_result(1, request->state);
  put_result(2, request->nonce);
  put_result(3, request->code_verifier);
  put_result(4, request->return_to);
  if (has_client) put_result(5, client.expected_issuer());
  return 0;
}

// argument: a path; result: the same with what needs it escaped, or "/"
int return_to() noexcept {
  put_result(0, accept_return_to(argument(0)));
  return 0;
}

}  // extern "C"
