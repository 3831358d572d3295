#include "sha256.hpp"

#include <array>
#include <cstdint>

namespace tailchat {
namespace {

using word = std::uint32_t;
using state = std::array<word, 8>;

constexpr std::size_t block_bytes = 64;

// 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<word, 64> constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// 5.3.3: the same of the square roots of the first eight primes.
constexpr state initial = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

constexpr word rotate(word x, int n) { return (x >> n) | (x << (32 - n)); }

// 6.2.2
void compress(state& h, const unsigned char* block) noexcept {
  std::array<word, 64> w;
  for (std::size_t t = 0; t < 16; ++t)
    w[t] = word{block[4 * t]} << 24 | word{block[4 * t + 1]} << 16 | word{block[4 * t + 2]} << 8 |
           word{block[4 * t + 3]};
  for (std::size_t t = 16; t < 64; ++t) {
    const word s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3);
    const word s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10);
    w[t] = s1 + w[t - 7] + s0 + w[t - 16];
  }
  auto [a, b, c, d, e, f, g, i] = h;
  for (std::size_t t = 0; t < 64; ++t) {
    const word s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const word t1 = i + s1 + ((e & f) ^ (~e & g)) + constants[t] + w[t];
    const word s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const word t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    i = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  const state sum = {a, b, c, d, e, f, g, i};
  for (std::size_t t = 0; t < 8; ++t) h[t] += sum[t];
}

}  // namespace

std::string sha256(std::string_view message) noexcept {
  state h = initial;
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  std::size_t left = message.size();
  for (; left >= block_bytes; left -= block_bytes, bytes += block_bytes) compress(h, bytes);

  // 5.1.1: a one bit, zeros, and the length in bits, with another block if they do not fit.
  std::array<unsigned char, 2 * block_bytes> tail{};
  for (std::size_t t = 0; t < left; ++t) tail[t] = bytes[t];
  tail[left] = 0x80;
  const std::size_t end = left < block_bytes - 8 ? block_bytes : 2 * block_bytes;
  std::uint64_t bits = std::uint64_t{message.size()} * 8;
  for (std::size_t t = 1; t <= 8; ++t, bits >>= 8)
    tail[end - t] = static_cast<unsigned char>(bits & 0xff);
  compress(h, tail.data());
  if (end > block_bytes) compress(h, tail.data() + block_bytes);

  std::string digest(4 * h.size(), '\0');
  for (std::size_t t = 0; t < digest.size(); ++t)
    digest[t] = static_cast<char>((h[t / 4] >> (24 - 8 * (t % 4))) & 0xff);
  return digest;
}

}  // namespace tailchat
