// The input is an API address, a redirect URI, an issuer and a scope, each in turn.
#include "login.hpp"
#include "require.hpp"
#include "target.hpp"
#include "url.hpp"

namespace fuzz {
namespace {

using namespace tailchat;

std::vector<call> calls(std::string_view input) {
  using login::copy;
  const auto configure = [](auto... arguments) {
    return call{"configure", {}, {std::move(arguments)...}};
  };
  const auto in_a_lan = [](auto... arguments) {
    return call{"configure", {1}, {std::move(arguments)...}};
  };
  const auto api_url = copy(login::api_url), client_id = copy(login::client_id),
             redirect_uri = copy(login::redirect_uri);
  return {
      configure(copy(input), client_id, redirect_uri), configure(api_url, client_id, copy(input)),
      configure(api_url, client_id, redirect_uri, copy(input), copy(input)),
      in_a_lan(copy(input), client_id, redirect_uri), in_a_lan(api_url, client_id, copy(input))};
}

void check(std::string_view input, const std::vector<outcome>&) {
  const bool base = is_address(input, address_kind::base);
  const bool with_query = is_address(input, address_kind::with_query);
  const bool with_all = is_address(input, address_kind::with_query_and_fragment);
  const bool in_a_lan = is_address(input, address_kind::base, plain_http::lan);
  const bool anywhere = is_address(input, address_kind::base, plain_http::anywhere);
  require(!base || in_a_lan, "what is taken is taken in a private network");
  require(!in_a_lan || anywhere, "what is taken in a private network is taken anywhere");
  require(base == in_a_lan || input.starts_with("http://"), "https is the same everywhere");
  require(!base || with_query, "an address without a query may have one");
  require(!with_query || with_all, "an address without a fragment may have one");
  if (!base) return;
  const auto joined = endpoint(input, "/open/auth");
  require(is_address(joined, address_kind::base), "an endpoint is an address");
  require(query_parameters(joined + "?a=b").value().size() == 1, "an endpoint takes a query");
}

}  // namespace

const target api_address{"api_address", calls, check};

}  // namespace fuzz
