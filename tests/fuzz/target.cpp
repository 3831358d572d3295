#include "target.hpp"

#include "../native/exact.hpp"
#include "properties.hpp"
#include "require.hpp"

namespace fuzz {

const target& find_target(std::string_view name) {
  for (const auto* target : {&callback_url, &api_address, &return_to, &token_json, &id_token,
                             &userinfo, &api_answers, &request_path, &abi_frames})
    if (target->name == name) return *target;
  require(false, "the target is known");
  std::abort();
}

void run(const target& target, std::string_view input, const observer& observe) {
  std::vector<outcome> outcomes;
  for (const auto& call : target.calls(exact{input})) {
    const auto outcome = perform(call);
    require(perform(call) == outcome, "the same call has the same answer");
    require_sound(call, outcome);
    observe(call, outcome);
    outcomes.push_back(outcome);
  }
  target.check(exact{input}, outcomes);
}

}  // namespace fuzz
