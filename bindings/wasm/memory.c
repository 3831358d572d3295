// With bulk memory, each memory function is a single instruction. Musl's versions call the host for
// large sizes. This file is compiled without LTO, because LTO may add calls to these functions
// late.
#include <stddef.h>

void* memcpy(void* to, const void* from, size_t size) { return __builtin_memcpy(to, from, size); }

void* memmove(void* to, const void* from, size_t size) { return __builtin_memmove(to, from, size); }

void* memset(void* to, int byte, size_t size) { return __builtin_memset(to, byte, size); }
