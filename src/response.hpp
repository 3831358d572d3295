// What an endpoint answered, as the host hands it over, and the reading of its JSON.
#pragma once

#include <string_view>

#include "json.hpp"
#include "result.hpp"

namespace tailchat {

struct http_response {
  int status = 0;
  std::string_view content_type;
  std::string_view body;
};

/// The codes that an endpoint has for an answer that is no JSON object.
struct response_errors {
  error_code too_large;
  error_code content_type;
  error_code malformed;
};

/// The JSON object of an answer, checked for size, media type and form.
[[nodiscard]] result<json::object> read_json_response(const http_response& response,
                                                      const response_errors& errors) noexcept;

}  // namespace tailchat
