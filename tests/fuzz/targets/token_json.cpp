// The input is the body of a token endpoint's answer, with status 200 and with status 400.
#include "json.hpp"
#include "login.hpp"
#include "require.hpp"
#include "target.hpp"
#include "text.hpp"

namespace fuzz {
namespace {

std::vector<call> calls(std::string_view input) {
  return {login::token(200, input), login::token(400, input)};
}

void check(std::string_view input, const std::vector<outcome>&) {
  const auto object = tailchat::json::parse_object(input);
  if (!object) return;
  for (auto name : {"access_token", "id_token", "expires_in", "aud", ""}) {
    const int kinds = (object->string(name) != nullptr) + (object->number(name) != nullptr) +
                      object->is_null(name);
    require(kinds <= 1, "a member has one type");
    require(kinds == 0 || object->has(name), "a member with a type is there");
    require(object->string(name) == nullptr || object->sole_string(name) == object->string(name),
            "a string is a list of one");
  }
}

}  // namespace

const target token_json{"token_json", calls, check};

}  // namespace fuzz
