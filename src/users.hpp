// Finds out whether accounts exist and are not banned: reads the answer of Tailchat's
// user/getUserInfoList while it arrives. Users write its `extra` themselves, and it may have any
// size.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json_stream.hpp"
#include "object_id.hpp"
#include "vocabulary.hpp"

namespace tailchat {

class users_reader {
 public:
  /// @param asked the requested users, in the order of the answer
  explicit users_reader(std::vector<object_id> asked) noexcept : asked_(std::move(asked)) {}

  /// @errors api_response_invalid, api_response_too_large
  [[nodiscard]] error_code feed(std::string_view piece) noexcept;
  [[nodiscard]] error_code end() noexcept;

  /// One character for each: `a` active, `b` banned, `d` deleted or unknown.
  [[nodiscard]] const std::string& verdicts() const noexcept { return verdicts_; }

  // json_stream calls these.
  bool open(bool is_array) noexcept;
  bool close() noexcept;
  bool key(json_text text) noexcept;
  bool string(json_text text) noexcept;
  bool word(char first) noexcept;

 private:
  bool judge(char verdict) noexcept;

  std::vector<object_id> asked_;
  json_stream stream_;
  std::size_t depth_ = 0;  ///< 1 in the answer, 2 in its data, 3 in a user
  std::size_t name_ = 0;
  bool in_data_ = false;
  bool has_data_ = false;
  std::uint8_t seen_ = 0;
  std::optional<object_id> id_;
  bool is_banned_ = false;
  std::string verdicts_;
};

}  // namespace tailchat
