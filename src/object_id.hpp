// Tailchat's ids: MongoDB's ObjectIds, written as 24 lower-case hexadecimal digits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tailchat {

using object_id = std::array<std::uint8_t, 12>;

inline constexpr std::size_t object_id_digits = 24;

/// Reads an id. Returns nothing if the text is not an id in its only spelling.
[[nodiscard]] std::optional<object_id> read_object_id(std::string_view text) noexcept;

/// Reads concatenated ids, and stops at the first that is invalid.
[[nodiscard]] std::vector<object_id> read_object_ids(std::string_view text) noexcept;

[[nodiscard]] std::string to_text(const object_id& id) noexcept;

}  // namespace tailchat
