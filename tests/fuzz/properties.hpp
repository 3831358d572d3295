// What holds for every answer of the core, whatever it was asked.
#pragma once

#include "host.hpp"

namespace fuzz {

/// Ends the program where the outcome is not one that the call may have.
void require_sound(const call& call, const outcome& outcome);

}  // namespace fuzz
