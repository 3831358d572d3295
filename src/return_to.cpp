#include "return_to.hpp"

#include "text.hpp"
#include "url.hpp"
#include "vocabulary.hpp"

namespace tailchat {
namespace {

bool is_own_path(std::string_view path) noexcept {
  if (!path.starts_with('/') || path.starts_with("//")) return false;
  return path.find('\\') == std::string_view::npos && has_no_control(path) &&
         !has_dot_segment(path);
}

bool is_acceptable(std::string_view text) noexcept {
  if (text.size() > limit::return_to_bytes || !is_visible_ascii(text)) return false;
  if (text.find('\\') != std::string_view::npos) return false;
  const auto path = text.substr(0, text.find_first_of("?#"));
  const auto decoded = decode_percent(path);
  return decoded && is_own_path(path) && is_own_path(*decoded);
}

}  // namespace

std::string_view accept_return_to(std::string_view text) noexcept {
  return is_acceptable(text) ? text : std::string_view{"/"};
}

}  // namespace tailchat
