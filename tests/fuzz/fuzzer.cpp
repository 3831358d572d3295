// What libFuzzer calls. TARGET is the target's name.
#include "target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const auto& target = fuzz::find_target(TARGET);
  fuzz::run(target, {reinterpret_cast<const char*>(data), size}, [](auto&, auto&) {});
  return 0;
}
