// `replay TARGET FOLDER...` runs every file of the folders through a target, without libFuzzer, and
// prints one line of JSON for each: the file's name and its calls with their outcomes. Texts are in
// hex, numbers are the bits of a double; replay.js makes the same calls of the wasm.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "target.hpp"

namespace {

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (unsigned char byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string quoted(const fuzz::text& text) {
  return text ? '"' + hex(*text) + '"' : std::string{"null"};
}

std::string quoted(double number) {
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xff);
  return quoted(fuzz::text{bytes});
}

std::string list(const auto& values) {
  std::string out = "[";
  for (const auto& value : values) out += (out.size() > 1 ? "," : "") + quoted(value);
  return out + "]";
}

std::string line(const fuzz::call& call, const fuzz::outcome& outcome) {
  return "{\"operation\":\"" + std::string{call.operation} +
         "\",\"numbers\":" + list(call.numbers) + ",\"arguments\":" + list(call.arguments) +
         ",\"code\":" + std::to_string(outcome.code) + ",\"results\":" + list(outcome.results) +
         "}";
}

std::string read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto& target = fuzz::find_target(argv[1]);
  std::vector<std::filesystem::path> files;
  for (int i = 2; i < argc; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    // On stderr first: should the input end the program, this says which it was.
    std::cerr << file.string() << std::endl;
    std::string calls;
    fuzz::run(target, read(file), [&](const auto& call, const auto& outcome) {
      calls += (calls.empty() ? "" : ",") + line(call, outcome);
    });
    std::cout << "{\"file\":\"" << file.string() << "\",\"calls\":[" << calls << "]}\n";
  }
  return files.empty() ? 1 : 0;
}
