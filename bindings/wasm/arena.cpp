// The memory of the wasm builds: a bump arena above the static data. `wipe` zeroes and resets it.
// Single allocations are never freed, because an operation is short and its input is limited.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

#include "../abi/frame.hpp"

extern "C" char __heap_base;  // from the linker: the first byte after data and stack

namespace {

constexpr std::size_t alignment = 8;
constexpr std::size_t page_bytes = 65536;

/// Bytes in use above __heap_base.
std::size_t used = 0;

/// The low end of the stack, towards which it grows. It is not 0, because C++ must not write to
/// address 0.
constexpr std::uintptr_t stack_low = 16;

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  const auto base = reinterpret_cast<std::uintptr_t>(&__heap_base);
  const std::size_t start = (base + used + alignment - 1) & ~(alignment - 1);
  const std::size_t capacity = __builtin_wasm_memory_size(0) * page_bytes;
  // A size near 2^32 must not wrap around to a small sum.
  if (size > SIZE_MAX - start - page_bytes) __builtin_trap();
  const std::size_t end = start + size;
  if (end > capacity) {
    const std::size_t pages = (end - capacity + page_bytes - 1) / page_bytes;
    if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX) __builtin_trap();
  }
  used = end - base;
  return reinterpret_cast<void*>(start);
}

void free(void*) {}

char* allocate(std::size_t size) noexcept { return static_cast<char*>(malloc(size)); }

void wipe() noexcept {
  std::memset(&__heap_base, 0, used);
  used = 0;
  tailchat::abi::shared_frame = {};
  // Short texts lived on the stack. Everything below this function's frame is no longer used.
  auto* low = reinterpret_cast<char*>(stack_low);
  auto* top = static_cast<char*>(__builtin_frame_address(0));
  std::memset(low, 0, static_cast<std::size_t>(top - low));
}

}  // extern "C"

void* operator new(std::size_t size) { return malloc(size); }
void* operator new[](std::size_t size) { return malloc(size); }
void operator delete(void*) noexcept {}
void operator delete[](void*) noexcept {}
void operator delete(void*, std::size_t) noexcept {}
void operator delete[](void*, std::size_t) noexcept {}
