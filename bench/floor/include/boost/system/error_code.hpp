// Stands in for Boost.System: the parser here has no errors, but src/url.cpp defines Boost's.
#pragma once

#include <exception>

namespace boost {

class source_location;

namespace system {

constexpr int generic_category() { return 0; }

struct error_code {
  int value;
  int category;
};

}  // namespace system
}  // namespace boost
