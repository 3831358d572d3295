#include "response.hpp"

#include "text.hpp"

namespace tailchat {
namespace {

constexpr std::string_view json_media_type = "application/json";

/// Ignores parameters: application/json defines none, and the parser accepts only UTF-8.
/// RFC 8259 sections 8.1 and 11
bool is_json(std::string_view content_type) noexcept {
  const auto rest =
      content_type.size() > json_media_type.size() ? content_type[json_media_type.size()] : ';';
  return equal_ignoring_case(content_type.substr(0, json_media_type.size()), json_media_type) &&
         (rest == ';' || rest == ' ' || rest == '\t');
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
