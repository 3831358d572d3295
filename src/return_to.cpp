#include "return_to.hpp"

#include <algorithm>

#include "text.hpp"
#include "url.hpp"
#include "vocabulary.hpp"

namespace tailchat {
namespace {

constexpr bool is_kept(char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; }

bool is_escaped(std::string_view text, std::string_view escape) noexcept {
  return equal_ignoring_case(text.substr(0, escape.size()), escape);
}

/// The text with its escapes.
std::string escape(std::string_view text) noexcept {
  std::string out;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (text[0] == '%' ? begins_with_escape(text) : is_kept(text[0]))
      out += text[0];
    else
      append_escaped(out, text.substr(0, 1));
  }
  return out;
}

bool has_escaped_separator(std::string_view segment) noexcept {
  for (; !segment.empty(); segment.remove_prefix(1))
    if (is_escaped(segment, "%2f") || is_escaped(segment, "%5c")) return true;
  return false;
}

/// Checks the path as a browser reads it, and as a reader that decodes it once.
bool is_own_path(std::string_view path) noexcept {
  if (!path.starts_with('/') || path.starts_with("//")) return false;
  if (has_escaped_separator(path.substr(0, path.find('/', 1)))) return false;
  auto decoded = decode_percent(path);
  if (!decoded) return false;
  std::replace(decoded->begin(), decoded->end(), '\\', '/');
  return has_no_control(*decoded) && !has_dot_segment(*decoded);
}

bool is_acceptable(std::string_view text) noexcept {
  const auto path = text.substr(0, text.find_first_of("?#"));
  return text.size() <= limit::return_to_bytes && has_no_control(text) &&
         path.find('\\') == std::string_view::npos && is_own_path(escape(path));
}

}  // namespace

std::string accept_return_to(std::string_view text) noexcept {
  if (is_acceptable(text)) {
    auto out = escape(text);
    if (out.size() <= limit::return_to_bytes) return out;
  }
  return "/";
}

}  // namespace tailchat
