#include "host.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include "frame.hpp"
#include "require.hpp"

extern "C" {
int configure(int private_http) noexcept;
int begin() noexcept;
int return_to() noexcept;
int callback(double created_at, double now, double leeway) noexcept;
int token(int status, double now, double leeway) noexcept;
int userinfo(int status, int private_http) noexcept;
int groups_begin(int keep_others) noexcept;
int groups_feed() noexcept;
int groups_end() noexcept;
int users_begin() noexcept;
int users_feed() noexcept;
int users_end() noexcept;
int request_path() noexcept;
}

namespace {

std::vector<std::unique_ptr<char[]>> blocks;

}  // namespace

extern "C" {

char* allocate(std::size_t size) noexcept {
  blocks.push_back(std::make_unique<char[]>(size));
  return blocks.back().get();
}

void wipe() noexcept {
  blocks.clear();
  tailchat::abi::shared_frame = {};
}
}

namespace fuzz {
namespace {

using tailchat::abi::shared_frame;

/// An answer in pieces: the ids are in the first argument already, the text is the second.
int run_stream(const call& call, const auto& begin, int (*feed)() noexcept, int (*end)() noexcept) {
  const auto size = static_cast<std::size_t>(call.numbers[0]);
  int code = begin();
  for (std::string_view rest = *call.arguments[1]; code == 0 && !rest.empty();
       rest.remove_prefix(std::min(size, rest.size()))) {
    const auto piece = rest.substr(0, size);
    wipe();
    char* copy = allocate(piece.size());
    std::memcpy(copy, piece.data(), piece.size());
    shared_frame.arguments[0] = {copy, piece.size()};
    code = feed();
  }
  return code == 0 ? end() : code;
}

int run(const call& call) {
  const auto number = [&call](std::size_t i) {
    return i < call.numbers.size() ? call.numbers[i] : 0;
  };
  const auto whole = [&number](std::size_t i) { return static_cast<int>(number(i)); };
  if (call.operation == "configure") return configure(whole(0));
  if (call.operation == "begin") return begin();
  if (call.operation == "return_to") return return_to();
  if (call.operation == "callback") return callback(number(0), number(1), number(2));
  if (call.operation == "token") return token(whole(0), number(1), number(2));
  if (call.operation == "request_path") return request_path();
  if (call.operation == "groups") {
    const auto begin = [&whole] { return groups_begin(whole(1)); };
    return run_stream(call, begin, groups_feed, groups_end);
  }
  if (call.operation == "users") return run_stream(call, users_begin, users_feed, users_end);
  require(call.operation == "userinfo", "the operation is known");
  return userinfo(whole(0), whole(1));
}

}  // namespace

outcome perform(const call& call) {
  require(call.arguments.size() <= std::size(shared_frame.arguments), "the arguments fit");
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto& argument = call.arguments[i];
    if (!argument) continue;
    char* copy = allocate(argument->size());
    std::memcpy(copy, argument->data(), argument->size());
    shared_frame.arguments[i] = {copy, argument->size()};
  }
  outcome out{.code = run(call)};
  for (std::size_t i = 0; i < out.results.size(); ++i) {
    const auto& [data, size] = shared_frame.results[i];
    if (data != nullptr) out.results[i].emplace(data, size);
  }
  wipe();
  return out;
}

}  // namespace fuzz
