// The few libc functions that the libraries call, written only for the inputs that can occur here.
// Functions that are linked but can never be reached are replaced by traps. Musl's versions would
// be more than half of the module.
#include <locale.h>
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdint>

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

extern "C" {

// nlohmann's lexer calls the strto... functions only with JSON numbers that it has scanned before.
// They have no white space, no "+" and no prefix, and the base is 10.

unsigned long long strtoull(const char* text, char** end, int) {
  unsigned long long value = 0;
  for (; is_digit(*text); ++text) {
    const auto digit = static_cast<unsigned>(*text - '0');
    if (value > (UINT64_MAX - digit) / 10) {
      errno = ERANGE;
      value = UINT64_MAX;
      break;
    }
    value = value * 10 + digit;
  }
  while (is_digit(*text)) ++text;
  *end = const_cast<char*>(text);
  return value;
}

long long strtoll(const char* text, char** end, int base) {
  const bool negative = *text == '-';
  const auto magnitude = strtoull(text + negative, end, base);
  if (magnitude > static_cast<unsigned long long>(INT64_MAX) + negative) {
    errno = ERANGE;
    return negative ? INT64_MIN : INT64_MAX;
  }
  return static_cast<long long>(negative ? 0 - magnitude : magnitude);
}

/// nlohmann formats control characters with it, for an error text that nobody reads.
int snprintf(char* out, std::size_t, const char*, ...) {
  *out = 0;
  return 0;
}

void abort() { __builtin_trap(); }

/// An instance never exits, so registered functions are never called.
int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }

// libc++'s string.o and locale.o refer to these. Nothing here calls them.
long strtol(const char*, char**, int) { __builtin_trap(); }
unsigned long strtoul(const char*, char**, int) { __builtin_trap(); }
float strtof(const char*, char**) { __builtin_trap(); }
long double strtold(const char*, char**) { __builtin_trap(); }
// Weak: strtod.cpp defines it for `core`, and `browser` reads no JSON.
[[gnu::weak]] double strtod(const char*, char**) { __builtin_trap(); }
float strtof_l(const char*, char**, locale_t) { __builtin_trap(); }
double strtod_l(const char*, char**, locale_t) { __builtin_trap(); }
long double strtold_l(const char*, char**, locale_t) { __builtin_trap(); }
long long strtoll_l(const char*, char**, int, locale_t) { __builtin_trap(); }
unsigned long long strtoull_l(const char*, char**, int, locale_t) { __builtin_trap(); }
int vsnprintf(char*, std::size_t, const char*, std::va_list) { __builtin_trap(); }
char* strerror(int) { __builtin_trap(); }
int strerror_r(int, char*, std::size_t) { __builtin_trap(); }

// The standard exceptions in libc++abi have type_info objects, whose classes would link the code
// for dynamic_cast and catch. The core uses neither, so these are null: a call through them would
// trap.
#define WITHOUT_RTTI(name, symbol)                  \
  extern const void* const name[8] __asm__(symbol); \
  const void* const name[8] = {};
WITHOUT_RTTI(class_type_info, "_ZTVN10__cxxabiv117__class_type_infoE")
WITHOUT_RTTI(si_class_type_info, "_ZTVN10__cxxabiv120__si_class_type_infoE")
WITHOUT_RTTI(vmi_class_type_info, "_ZTVN10__cxxabiv121__vmi_class_type_infoE")

}  // extern "C"
