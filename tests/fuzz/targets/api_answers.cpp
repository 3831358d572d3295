// The input is an answer of Tailchat's API: of getUserGroups, with one group named or with all
// kept, and of getUserInfoList.
#include <nlohmann/json.hpp>

#include "object_id.hpp"
#include "require.hpp"
#include "target.hpp"

namespace fuzz {
namespace {

using nlohmann::json;
using tailchat::read_object_id;

constexpr std::string_view guild = "64b1f0c2a5d3e97b4c8f1a10";
constexpr std::string_view alice = "64b1f0c2a5d3e97b4c8f1a20";
constexpr double whole = 1 << 20;

/// numbers: how large the pieces are, and whether other groups are kept.
call groups(std::string_view input, double piece, double keep_others) {
  return {"groups", {piece, keep_others}, {std::string{guild}, std::string{input}}};
}

call users(std::string_view input, double piece) {
  return {"users", {piece}, {std::string{alice}, std::string{input}}};
}

std::vector<call> calls(std::string_view input) {
  return {groups(input, whole, 0), groups(input, 1, 0), groups(input, whole, 1),
          groups(input, 7, 1),     users(input, whole), users(input, 1)};
}

bool is_id(const json& value) {
  return value.is_string() && read_object_id(value.get_ref<const std::string&>());
}

/// The members of a group that have an id, as another reader of JSON counts them.
std::size_t count_members(const json& group) {
  std::size_t count = 0;
  for (const auto& member : group.at("members"))
    if (member.is_object() && member.contains("userId") && is_id(member["userId"])) ++count;
  return count;
}

void check_group(const json& told, const json& data) {
  const auto of_this_id = [&told](const json& group) {
    return group.is_object() && group.contains("_id") && group["_id"] == told[0];
  };
  const auto found = std::find_if(data.begin(), data.end(), of_this_id);
  require(found != data.end(), "a group that is told is in the answer");
  require(count_members(*found) == told[4], "and so are its members, no more and no fewer");
}

void check(std::string_view input, const std::vector<outcome>& outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); i += 2)
    require(outcomes[i] == outcomes[i + 1], "the pieces make no difference");
  const auto& all = outcomes[2];
  if (all.code != 0) return;
  // nlohmann refuses bytes that are no UTF-8, and lone surrogates. We hand them on in a name, and
  // look at no other text: the host decodes them.
  const auto answer = json::parse(input, nullptr, false);
  if (answer.is_discarded()) return;
  const auto directory = json::parse(*all.results[0], nullptr, false);
  require(directory.is_array() && directory.size() == 3, "the directory is JSON");
  for (const auto& group : directory[0]) check_group(group, answer.at("data"));
}

}  // namespace

const target api_answers{"api_answers", calls, check};

}  // namespace fuzz
