#include "response.hpp"

#include "text.hpp"

namespace tailchat {
namespace {

std::string_view trim(std::string_view text) noexcept {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// application/json in UTF-8. RFC 8259 section 8.1; RFC 9110 section 8.3.1 for the form.
bool is_json(std::string_view content_type) noexcept {
  auto end = content_type.find(';');
  if (!equal_ignoring_case(trim(content_type.substr(0, end)), "application/json")) return false;
  while (end != std::string_view::npos) {
    content_type.remove_prefix(end + 1);
    end = content_type.find(';');
    const auto item = trim(content_type.substr(0, end));
    const auto equals = item.find('=');
    if (equals == std::string_view::npos || !equal_ignoring_case(item.substr(0, equals), "charset"))
      continue;
    const auto charset = item.substr(equals + 1);
    if (!equal_ignoring_case(charset, "utf-8") && !equal_ignoring_case(charset, "\"utf-8\""))
      return false;
  }
  return true;
}

}  // namespace

result<json::object> read_json_response(const http_response& response,
                                        const response_errors& errors) noexcept {
  if (response.body.size() > limit::response_bytes) return errors.too_large;
  if (!is_json(response.content_type)) return errors.content_type;
  auto parsed = json::parse_object(response.body);
  if (!parsed) return errors.malformed;
  return std::move(*parsed);
}

}  // namespace tailchat
