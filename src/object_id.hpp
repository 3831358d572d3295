// The ids of Tailchat: those of MongoDB, which its answers have as 24 lower-case hexadecimal
// digits.
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

/// The id that the text is, in its one spelling, or nothing.
[[nodiscard]] std::optional<object_id> read_object_id(std::string_view text) noexcept;

/// The ids of a text that is nothing but ids, one behind the other; one that is none ends them.
[[nodiscard]] std::vector<object_id> read_object_ids(std::string_view text) noexcept;

[[nodiscard]] std::string to_text(const object_id& id) noexcept;

}  // namespace tailchat
