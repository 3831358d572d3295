// The memory functions as the single instructions that they are with bulk memory; musl's call out
// to the host for large sizes. Compiled without LTO, which may make calls to them late.
#include <stddef.h>

void* memcpy(void* to, const void* from, size_t size) {
  return __builtin_memcpy(to, from, size);
}

void* memmove(void* to, const void* from, size_t size) {
  return __builtin_memmove(to, from, size);
}

void* memset(void* to, int byte, size_t size) { return __builtin_memset(to, byte, size); }
