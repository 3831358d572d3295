#include "json.hpp"

#include <boost/core/lightweight_test.hpp>

#include "exact.hpp"
#include "vocabulary.hpp"

using namespace tailchat;
using namespace std::string_view_literals;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string nested(std::size_t arrays) {
  return "{\"a\":" + repeated("[", arrays) + repeated("]", arrays) + "}";
}

std::string with_members(std::size_t count) {
  std::string out = "{";
  for (std::size_t i = 0; i < count; ++i)
    out += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  return out + "}";
}

void reads_members_by_type() {
  const auto object = json::parse_object(
      exact(R"({"s":"\u00e9","n":-1.5,"z":null,"l":["a","b"],"m":["a",1],"o":{"s":"inner"},"e":[],)"
            R"("one":["x"],"in":[["x"]],"after":[{"x":"y"},"x"]})"));
  BOOST_TEST(object.has_value());
  BOOST_TEST(*object->string("s") == "\xc3\xa9");
  BOOST_TEST(*object->number("n") == -1.5);
  BOOST_TEST(*object->sole_string("s") == "\xc3\xa9");
  BOOST_TEST(*object->sole_string("one") == "x");
  for (auto name : {"n"sv, "z"sv, "l"sv, "m"sv, "o"sv, "e"sv, "in"sv, "after"sv, "none"sv}) {
    BOOST_TEST(object->string(name) == nullptr);
    BOOST_TEST(object->sole_string(name) == nullptr);
  }
  BOOST_TEST(object->string("one") == nullptr);
  BOOST_TEST(object->has("z") && object->is_null("z") && !object->has("none"));
}

void refuses_what_is_no_single_plain_object() {
  for (auto text : {""sv,
                    " "sv,
                    "null"sv,
                    "1"sv,
                    "\"a\""sv,
                    "[]"sv,
                    "[{}]"sv,
                    "{"sv,
                    "{}x"sv,
                    "{} {}"sv,
                    "\xef\xbb\xbf{}"sv,
                    " \xef\xbb\xbf{}"sv,
                    "{\xef\xbb\xbf}"sv,
                    "{\xef\xbb\xbf\"a\":1}"sv,
                    "{\"a\"\xef\xbb\xbf:1}"sv,
                    "{\"a\":\xef\xbb\xbf"
                    "1}"sv,
                    "{\"a\":[1,\xef\xbb\xbf"
                    "2]}"sv,
                    "{}\xef\xbb\xbf"sv,
                    "{\"a\":\"\xff\"}"sv,
                    "{\"a\":\"\\ud800\"}"sv,
                    "{\"a\":\"\x01\"}"sv,
                    "{'a':1}"sv,
                    "{\"a\":1,}"sv,
                    "{\"a\":01}"sv,
                    "{\"a\":NaN}"sv,
                    "{\"a\":1e400}"sv,
                    "{\"a\":123456789012345678901234567890}"sv,
                    "{\0}"sv,
                    "\xff\xfe{\0}\0"sv})
    BOOST_TEST(!json::parse_object(exact(text)));
}

void refuses_a_key_twice_at_any_depth() {
  BOOST_TEST(!json::parse_object(exact(R"({"a":1,"b":2,"a":1})")));
  BOOST_TEST(!json::parse_object(exact(R"({"a":1,"\u0061":1})")));
  BOOST_TEST(!json::parse_object(exact(R"({"x":[{"a":1,"a":1}]})")));
  BOOST_TEST(json::parse_object(exact(R"({"a":{"a":1},"b":[{"a":1},{"a":1}]})")).has_value());
}

void holds_its_limits() {
  BOOST_TEST(json::parse_object(exact(nested(limit::json_depth - 1))).has_value());
  BOOST_TEST(!json::parse_object(exact(nested(limit::json_depth))));
  BOOST_TEST(!json::parse_object(exact(nested(30'000))));
  BOOST_TEST(json::parse_object(exact(with_members(limit::json_members))).has_value());
  BOOST_TEST(!json::parse_object(exact(with_members(limit::json_members + 1))));
  const auto list = [](std::size_t count) {
    return "{\"a\":[" + repeated("\"\",", count - 1) + "\"\"]}";
  };
  BOOST_TEST(json::parse_object(exact(list(limit::json_members))).has_value());
  BOOST_TEST(!json::parse_object(exact(list(limit::json_members + 1))));
}

}  // namespace

int main() {
  reads_members_by_type();
  refuses_what_is_no_single_plain_object();
  refuses_a_key_twice_at_any_depth();
  holds_its_limits();
  return boost::report_errors();
}
