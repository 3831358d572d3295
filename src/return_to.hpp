// Where a login may lead back to: a path on our own origin.
//
// The judged string is the one that goes into the Location header, byte for byte. It is accepted
// when it and its path percent-decoded once both begin with a single "/", have no backslash, no
// control character and no dot segment, and it is visible ASCII of at most limit::return_to_bytes.
// Such a string is read alike by every browser and by code that takes its path apart again.
// @see RFC 9700 section 4.11
#pragma once

#include <string_view>

namespace tailchat {

/// The text itself where it is acceptable, else "/".
[[nodiscard]] std::string_view accept_return_to(std::string_view text) noexcept;

}  // namespace tailchat
