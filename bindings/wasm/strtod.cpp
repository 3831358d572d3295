// strtod for nlohmann's lexer, which calls it with JSON numbers that have a fraction or an
// exponent, or are beyond 64 bits. Musl's would be a third of the module.
#include <cmath>

#include "../../src/text.hpp"

/// The exact value, or infinity for what exact_decimal cannot tell: the lexer refuses infinity, as
/// json.cpp refuses such a number.
extern "C" double strtod(const char* text, char** end) {
  const std::string_view number{text};
  *end = const_cast<char*>(text + number.size());
  return tailchat::exact_decimal(number).value_or(HUGE_VAL);
}
