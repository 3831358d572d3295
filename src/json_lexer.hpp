// nlohmann's lexer without what it keeps for its messages: a position and a copy of each character,
// which took a third of the time of a token answer, and texts that nobody reads.
//
// The functions below are the library's own, of its `detail`, without those parts. So they are for
// one version alone, and for a JSON type of ours: what else is in the program keeps the library's.
#pragma once

#include <nlohmann/json.hpp>

static_assert(NLOHMANN_JSON_VERSION_MAJOR == 3 && NLOHMANN_JSON_VERSION_MINOR == 11 &&
                  NLOHMANN_JSON_VERSION_PATCH == 2,
              "nlohmann_json 3.11.2 is needed: json_lexer.hpp follows that version's lexer");

namespace tailchat::json {

/// Nothing is converted: only SAX events are used.
template <class T, class = void>
struct no_serializer {};

using document = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                      std::uint64_t, double, std::allocator, no_serializer>;
using document_bytes = nlohmann::detail::iterator_input_adapter<const char*>;
using document_lexer = nlohmann::detail::lexer<document, document_bytes>;
using document_parser = nlohmann::detail::parser<document, document_bytes>;

}  // namespace tailchat::json

namespace nlohmann::detail {

template <>
inline void tailchat::json::document_lexer::reset() noexcept {
  token_buffer.clear();
}

template <>
inline auto tailchat::json::document_lexer::get() -> char_int_type {
  if (next_unget)
    next_unget = false;
  else
    current = ia.get_character();
  return current;
}

template <>
inline void tailchat::json::document_lexer::unget() {
  next_unget = true;
}

template <>
inline std::string tailchat::json::document_lexer::get_token_string() const {
  return {};
}

template <>
inline std::string tailchat::json::document_parser::exception_message(token_type,
                                                                      const std::string&) {
  return {};
}

}  // namespace nlohmann::detail
