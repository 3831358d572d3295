// SHA-256, for the PKCE code_challenge and at_hash.
// @see FIPS 180-4 sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2
#pragma once

#include <string>
#include <string_view>

namespace tailchat {

/// The 32 bytes of the digest.
[[nodiscard]] std::string sha256(std::string_view message) noexcept;

}  // namespace tailchat
