// One target for each reader of the core. A target turns an input into calls; what must hold for
// their outcomes is in properties.cpp, and what more a target knows in its `check`.
#pragma once

#include <functional>

#include "host.hpp"

namespace fuzz {

struct target {
  std::string_view name;
  std::vector<call> (*calls)(std::string_view input);
  void (*check)(std::string_view input, const std::vector<outcome>& outcomes) =
      [](std::string_view, const std::vector<outcome>&) {};
};

extern const target callback_url, api_address, return_to, token_json, id_token, userinfo,
    api_answers, request_path, abi_frames;

/// The target of that name; ends the program where there is none.
[[nodiscard]] const target& find_target(std::string_view name);

using observer = std::function<void(const call&, const outcome&)>;

/// Everything that a target does with one input. Each call is made twice, to see that the second
/// answer is the first.
void run(const target& target, std::string_view input, const observer& observe);

}  // namespace fuzz
