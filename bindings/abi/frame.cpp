#include "frame.hpp"

namespace tailchat::abi {

call_frame shared_frame;

std::string_view argument(std::size_t index) noexcept {
  return optional_argument(index).value_or(std::string_view{});
}

std::optional<std::string_view> optional_argument(std::size_t index) noexcept {
  const auto& slot = shared_frame.arguments[index];
  if (slot.data == nullptr) return std::nullopt;
  return std::string_view{slot.data, slot.size};
}

void put_result(std::size_t index, std::string_view text) noexcept {
  char* copy = allocate(text.size());
  shared_frame.results[index] = {copy, text.size()};
  text.copy(copy, text.size());  // memcpy must not receive the null pointer of an absent text
}

}  // namespace tailchat::abi

extern "C" tailchat::abi::call_frame* frame() noexcept { return &tailchat::abi::shared_frame; }
