// The input is the path of a request, as a proxy hands it on.
#include "request_path.hpp"

#include <algorithm>

#include "require.hpp"
#include "target.hpp"
#include "url.hpp"

namespace fuzz {
namespace {

std::vector<call> calls(std::string_view input) {
  return {{"request_path", {}, {std::string{input}}}};
}

/// Whether the path, or one that some program reads it as, leads to another place.
bool leads_elsewhere(std::string_view path) {
  if (!path.starts_with('/')) return true;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    const auto name = segment.substr(0, segment.find(';'));
    if (name == "." || name == "..") return true;
    path.remove_prefix(segment.size());
    if (segment.empty() && !path.empty()) return true;
  }
  return false;
}

void check(std::string_view input, const std::vector<outcome>&) {
  const auto path = tailchat::read_request_path(input);
  if (!path) return;
  require(tailchat::decode_percent(input) == *path, "a request's path is decoded, once");
  require(!leads_elsewhere(*path), "a request's path leads to one place");
  const auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == 0x7f || c == '\\';
  };
  require(std::ranges::none_of(*path, is_odd), "a request's path has no control, and no backslash");
  require(std::ranges::count(*path, '/') == std::ranges::count(input, '/'),
          "a request's path has the segments of the text");
}

}  // namespace

const target request_path{"request_path", calls, check};

}  // namespace fuzz
