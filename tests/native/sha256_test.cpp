#include "sha256.hpp"

#include <boost/core/lightweight_test.hpp>
#include <string>

#include "exact.hpp"
#include "text.hpp"

using namespace tailchat;

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += digits[value >> 4];
    out += digits[value & 15];
  }
  return out;
}

// NIST's examples for FIPS 180-4, and the first of RFC 6234 section 8.5.
void hashes_fips_180_4() {
  BOOST_TEST_EQ(hex(sha256("")),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST_EQ(hex(sha256(exact("abc"))),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST_EQ(hex(sha256(exact("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  BOOST_TEST_EQ(hex(sha256(std::string(1'000'000, 'a'))),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void hashes_the_verifier_of_rfc7636_appendix_b() {
  BOOST_TEST_EQ(base64url_encode(sha256(exact("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))),
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

}  // namespace

int main() {
  hashes_fips_180_4();
  hashes_the_verifier_of_rfc7636_appendix_b();
  return boost::report_errors();
}
