#pragma once

#include <cstdio>
#include <cstdlib>

namespace fuzz {

/// Ends the program where a property does not hold: a finding.
inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "Property does not hold: %s\n", property);
  std::abort();
}

}  // namespace fuzz
