// Stands in for the sources of Boost.URL: nothing but the enumerations that src/url.cpp numbers.
#pragma once

#include "../system/error_code.hpp"

namespace boost::urls {

using system::error_code;

enum class error {};

namespace grammar {
enum class error {};
}  // namespace grammar

}  // namespace boost::urls
