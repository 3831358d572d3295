#include "text.hpp"

#include <boost/core/lightweight_test.hpp>

#include "exact.hpp"

using namespace tailchat;
using namespace std::string_view_literals;

namespace {

// RFC 4648 section 10, in the alphabet of section 5 and without padding.
void encodes_and_decodes_rfc4648() {
  struct pair {
    std::string_view bytes, text;
  };
  for (auto [bytes, text] : {pair{"", ""}, pair{"f", "Zg"}, pair{"fo", "Zm8"}, pair{"foo", "Zm9v"},
                             pair{"foob", "Zm9vYg"}, pair{"fooba", "Zm9vYmE"},
                             pair{"foobar", "Zm9vYmFy"}, pair{"\xfb\xff\xfe", "-__-"}}) {
    BOOST_TEST_EQ(base64url_encode(exact(bytes)), text);
    const auto decoded = base64url_decode(exact(text));
    BOOST_TEST(decoded && *decoded == bytes);
  }
}

void decodes_only_the_canonical_text() {
  for (auto text : {"Z"sv, "Zg=="sv, "Zh"sv, "Zm9"sv, "+/"sv, "Zm 9v"sv, "Zm9v\n"sv, "Zm9vYg\0"sv,
                    "\xff\xff"sv, "...."sv})
    BOOST_TEST(!base64url_decode(exact(text)));
}

void compares() {
  BOOST_TEST(equal_in_constant_time("", ""));
  BOOST_TEST(equal_in_constant_time(exact("abc"), exact("abc")));
  BOOST_TEST(!equal_in_constant_time(exact("abc"), exact("abd")));
  BOOST_TEST(!equal_in_constant_time(exact("abc"), exact("abcd")));
  BOOST_TEST(!equal_in_constant_time(exact("\x80"), exact("\x00"sv)));
  BOOST_TEST(equal_ignoring_case("BeArEr", "bearer"));
  BOOST_TEST(!equal_ignoring_case("@", "`"));
}

void judges_characters() {
  BOOST_TEST(is_printable_ascii(" ~"));
  BOOST_TEST(!is_printable_ascii("\x1f"));
  BOOST_TEST(!is_printable_ascii("\x7f"));
  BOOST_TEST(!is_printable_ascii("\x80"));
  BOOST_TEST(!is_visible_ascii(" "));
  BOOST_TEST(has_no_control("\xc3\xa9"));
  BOOST_TEST(has_no_control("\xc2\xa0"));
  BOOST_TEST(has_no_control("\xc3\x80\xe2\x80\x80"));
  for (auto text : {"a\0"sv, "\x1f"sv, "\x7f"sv, "\xc2\x80"sv, "a\xc2\x9f"sv})
    BOOST_TEST(!has_no_control(exact(text)));
}

void converts_exact_decimals_alone() {
  BOOST_TEST(exact_decimal(exact("0")) == 0.0);
  BOOST_TEST(exact_decimal(exact("-12.5e1")) == -125.0);
  BOOST_TEST(exact_decimal(exact("1700000000.123")) == 1700000000.123);
  BOOST_TEST(exact_decimal(exact("1e22")) == 1e22);
  BOOST_TEST(exact_decimal(exact("9007199254740992")) == 9007199254740992.0);
  for (auto text : {"9007199254740993"sv, "1e23"sv, "1e-23"sv, "1e400"sv, "0.12345678901234567"sv,
                    "1x"sv, "123456789012345678901234567890"sv})
    BOOST_TEST(!exact_decimal(exact(text)));
}

}  // namespace

int main() {
  encodes_and_decodes_rfc4648();
  decodes_only_the_canonical_text();
  compares();
  judges_characters();
  converts_exact_decimals_alone();
  return boost::report_errors();
}
