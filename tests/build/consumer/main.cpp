// One login in a C++ server: the core makes the address and reads the answers. The server does all
// input and output.
#include <tailchat_login/authorization.hpp>
#include <tailchat_login/token.hpp>

#include <cstdio>
#include <string>

int main() {
  const tailchat::client client{.api_url = "https://chat.example",
                                .client_id = "tc_64b1f0c2a5d3e97b4c8f1a21",
                                .redirect_uri = "https://app.example/auth/callback"};
  const auto base = tailchat::make_authorization_base(client);
  if (!base) return 1;

  const std::string random(tailchat::limit::random_bytes, 'r');  // from your generator
  const auto request = tailchat::make_authorization_request(*base, {.return_to = "/inbox"}, random);
  if (!request) return 1;
  std::printf("%s\n", request->url.c_str());  // redirect the browser there, and keep the request

  const auto callback_url = std::string{client.redirect_uri} +
                            "?code=a&iss=https%3A%2F%2Fchat.example" +
                            "&state=" + request->state;  // where the browser comes back to
  const auto checked = tailchat::read_authorization_response(
      {.url = callback_url,
       .transaction = {.state = request->state,
                       .nonce = request->nonce,
                       .code_verifier = request->code_verifier,
                       .redirect_uri = client.redirect_uri,
                       .return_to = request->return_to,
                       .issuer = client.expected_issuer(),
                       .client_id = client.client_id,
                       .created_at = 1700000000},
       .issuer = client.expected_issuer(),
       .client_id = client.client_id,
       .now = 1700000060});
  if (!checked) return static_cast<int>(checked.error());
  // POST this to /open/token, with &client_secret= behind it; read_token_response reads the answer.
  std::printf("%s\n", tailchat::make_token_request(*checked).c_str());
  return checked->return_to() == "/inbox" ? 0 : 1;
}
