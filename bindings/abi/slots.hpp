// The order of the texts in the frame for each operation. Both sides use this list:
// `npm run vocabulary` generates bindings/slots.js from it, and can read only this form. After a
// failure, slot 0 of the results is `received`: for issuer_mismatch and id_token_iss_mismatch the
// received issuer, for groups the id of the group that may be the reason.
#pragma once

#include <algorithm>
#include <cstddef>

namespace tailchat::abi::slots {

namespace configure_arguments {
enum : std::size_t { api_url, client_id, redirect_uri, scope, issuer, count };
}
namespace configure_results {
enum : std::size_t { authorization_base, token_endpoint, userinfo_endpoint, issuer, scope, count };
}

namespace begin_arguments {
enum : std::size_t {
  authorization_base,
  return_to,
  prompt,
  login_hint,
  extra_parameters,
  random,
  count
};
}
namespace begin_results {
enum : std::size_t { url, state, nonce, code_verifier, return_to, count };
}

namespace return_to_arguments {
enum : std::size_t { return_to, count };
}
namespace return_to_results {
enum : std::size_t { return_to, count };
}

// The transaction's members, then the values that the configuration expects.
namespace callback_arguments {
enum : std::size_t {
  url,
  state,
  nonce,
  code_verifier,
  redirect_uri,
  return_to,
  issuer,
  client_id,
  expected_issuer,
  expected_client_id,
  count
};
}
namespace callback_results {
enum : std::size_t { body, return_to, count };
}

namespace token_arguments {
enum : std::size_t { content_type, body, issuer, client_id, nonce, count };
}
namespace token_results {
enum : std::size_t { access_token, id_token, sub, expires_in, scope, refresh_token, count };
}

namespace userinfo_arguments {
enum : std::size_t { content_type, body, sub, issuer, count };
}
namespace userinfo_results {
enum : std::size_t { sub, nickname, discriminator, avatar, count };
}

// The operations of the module `groups`. Each has at most one argument.
namespace groups_begin_arguments {
enum : std::size_t { ids, count };
}
namespace groups_feed_arguments {
enum : std::size_t { piece, count };
}
namespace groups_end_results {
enum : std::size_t { directory, members, role_numbers, count };
}
namespace groups_suspect_results {
enum : std::size_t { group, count };
}
namespace users_begin_arguments {
enum : std::size_t { ids, count };
}
namespace users_feed_arguments {
enum : std::size_t { piece, count };
}
namespace users_end_results {
enum : std::size_t { verdicts, count };
}

// Of the module `gate`.
namespace request_path_arguments {
enum : std::size_t { path, count };
}
namespace request_path_results {
enum : std::size_t { path, count };
}

namespace failure_results {
enum : std::size_t { received, count };
}

inline constexpr std::size_t most_arguments = std::max<std::size_t>(
    {configure_arguments::count, begin_arguments::count, return_to_arguments::count,
     callback_arguments::count, token_arguments::count, userinfo_arguments::count});
inline constexpr std::size_t most_results =
    std::max<std::size_t>({configure_results::count, begin_results::count, return_to_results::count,
                           callback_results::count, token_results::count, userinfo_results::count});

}  // namespace tailchat::abi::slots
