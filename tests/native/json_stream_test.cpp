#include "json_stream.hpp"

#include <boost/core/lightweight_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "exact.hpp"

using namespace tailchat;
using namespace std::string_view_literals;

namespace {

/// Records the events.
struct recorder {
  std::string said;
  bool open(bool is_array) { return said += is_array ? '[' : '{', true; }
  bool close() { return said += '.', true; }
  bool key(json_text text) { return say('k', text); }
  bool string(json_text text) { return say('s', text); }
  bool word(char first) { return said += first, true; }
  bool say(char kind, json_text text) {
    said += kind;
    said += text.raw;
    said += text.whole ? (text.escaped ? "\\;" : ";") : "...;";
    return true;
  }
};

/// The events for a text in pieces of the given size, and whether the text is complete.
std::string read(std::string_view text, std::size_t size) {
  json_stream stream;
  recorder handler;
  for (auto rest = text; !rest.empty(); rest.remove_prefix(std::min(size, rest.size())))
    if (!stream.feed(exact{rest.substr(0, size)}, handler)) return "refused";
  return stream.is_complete() ? handler.said : "incomplete";
}

std::string read(std::string_view text) {
  const auto whole = read(text, text.size() + 1);
  for (const std::size_t size : {1, 2, 3, 7}) BOOST_TEST_EQ(read(text, size), whole);
  return whole;
}

void tells_what_is_there() {
  BOOST_TEST_EQ(read(R"({"a":"b","c":[1,true,{}],"\n":null})"), "{ka;sb;kc;[1t{..k\\n\\;n.");
  BOOST_TEST_EQ(read(" { } "), "{.");
  BOOST_TEST_EQ(read(R"({"":""})"), "{k;s;.");
}

void keeps_the_beginning_of_a_long_text() {
  const std::string most(limit::group_name_bytes, 'x');
  BOOST_TEST_EQ(read("{\"a\":\"" + most + "\"}"), "{ka;s" + most + ";.");
  BOOST_TEST_EQ(read("{\"a\":\"" + most + "y\"}"), "{ka;s" + most + "...;.");
}

void holds_its_depth() {
  const auto nested = [](std::size_t arrays) {
    return "{\"a\":" + std::string(arrays, '[') + std::string(arrays, ']') + "}";
  };
  BOOST_TEST_NE(read(nested(limit::stream_depth - 1)), "refused");
  BOOST_TEST_EQ(read(nested(limit::stream_depth)), "refused");
}

void knows_the_grammar_as_another_reader_does() {
  const auto parts = {"{"sv, "}"sv, "["sv, "]"sv, ":"sv,  ","sv,    "\"a\""sv, "\"\\u00e9\""sv,
                      "0"sv, "-"sv, "1"sv, "."sv, "e+"sv, "true"sv, "nul"sv,   " "sv};
  // Every text of up to four parts, as the value of a member and as the text after it.
  std::vector<std::string> texts{""};
  for (std::size_t length = 0, first = 0; length < 4; ++length)
    for (const auto end = texts.size(); first < end; ++first)
      for (const auto part : parts) texts.push_back(texts[first] + std::string{part});
  for (const auto& text : texts)
    for (const auto& whole : {"{\"k\":" + text + "}", "{" + text + "}", "{\"k\":[" + text + "]}"}) {
      const auto told = read(whole, whole.size());
      const bool accepted = told != "refused" && told != "incomplete";
      if (accepted != nlohmann::json::accept(whole)) BOOST_TEST_EQ(whole, "another reader agrees");
    }
}

void counts_its_bytes() {
  json_stream stream;
  recorder handler;
  BOOST_TEST(stream.feed("{\"a\":", handler) && stream.feed("1}", handler));
  BOOST_TEST_EQ(stream.offset(), 7U);
}

}  // namespace

int main() {
  tells_what_is_there();
  keeps_the_beginning_of_a_long_text();
  holds_its_depth();
  knows_the_grammar_as_another_reader_does();
  counts_its_bytes();
  return boost::report_errors();
}
