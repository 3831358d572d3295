// Reads lines of hex. For each it writes the SHA-256 in hex, the base64url of its bytes, and
// whether decoding the base64url gives the same bytes.
#include <cstdio>
#include <iostream>
#include <string>

#include "../native/exact.hpp"
#include "sha256.hpp"
#include "text.hpp"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < line.size(); i += 2)
      bytes += static_cast<char>(std::stoi(line.substr(i, 2), nullptr, 16));
    for (unsigned char byte : tailchat::sha256(exact{bytes})) std::printf("%02x", byte);
    const auto encoded = tailchat::base64url_encode(exact{bytes});
    const auto decoded = tailchat::base64url_decode(exact{encoded});
    std::printf(" %s %s\n", encoded.c_str(), decoded == bytes ? "same" : "other");
  }
}
