#include "object_id.hpp"

namespace tailchat {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

}  // namespace

std::optional<object_id> read_object_id(std::string_view text) noexcept {
  if (text.size() != object_id_digits) return std::nullopt;
  object_id id{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = digits.find(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    id[i / 2] = static_cast<std::uint8_t>(id[i / 2] << 4 | value);
  }
  return id;
}

std::vector<object_id> read_object_ids(std::string_view text) noexcept {
  std::vector<object_id> ids;
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), object_id_digits))) {
    const auto id = read_object_id(text.substr(0, object_id_digits));
    if (!id) break;
    ids.push_back(*id);
  }
  return ids;
}

std::string to_text(const object_id& id) noexcept {
  std::string text;
  for (const auto byte : id) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace tailchat
