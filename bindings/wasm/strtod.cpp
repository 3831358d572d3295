// strtod for nlohmann's lexer, which calls it only with JSON numbers that have a fraction or an
// exponent or exceed 64 bits. Musl's version would be a third of the module.
#include <cmath>

#include "../../src/text.hpp"

/// The exact value, or infinity if exact_decimal cannot compute it. The lexer refuses infinity,
/// just as json.cpp refuses such a number.
extern "C" double strtod(const char* text, char** end) {
  const std::string_view number{text};
  *end = const_cast<char*>(text + number.size());
  return tailchat::exact_decimal(number).value_or(HUGE_VAL);
}
