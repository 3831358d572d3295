// The core's boundary as a host uses it, natively: the same calls that bindings/instance.js makes.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slots.hpp"

namespace fuzz {

/// A text in a slot; nothing = absent.
using text = std::optional<std::string>;

/// One call of an operation of bindings/abi/.
struct call {
  std::string_view operation;
  std::vector<double> numbers{};
  std::vector<text> arguments{};
};

struct outcome {
  int code = 0;
  std::array<text, tailchat::abi::slots::most_results> results{};

  bool operator==(const outcome&) const = default;
};

/// Makes the call. Each argument and each result is a heap block of exactly its size, freed at the
/// end, so that AddressSanitizer sees a byte read too far or kept too long.
[[nodiscard]] outcome perform(const call& call);

}  // namespace fuzz
