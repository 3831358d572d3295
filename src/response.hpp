// An endpoint's answer as the host passes it, and the reader of its JSON.
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

/// The codes of an endpoint for an answer that is not a JSON object.
struct response_errors {
  error_code too_large;
  error_code content_type;
  error_code malformed;
};

/// Checks size, media type and form of an answer, and returns its JSON object.
[[nodiscard]] result<json::object> read_json_response(const http_response& response,
                                                      const response_errors& errors) noexcept;

}  // namespace tailchat
