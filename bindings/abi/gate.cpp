#include "../../src/request_path.hpp"
#include "frame.hpp"

using namespace tailchat;
using namespace tailchat::abi;

extern "C" {

// path: of a request, without its query. The result is the decoded path
int request_path() noexcept {
  const auto path = read_request_path(argument(slots::request_path_arguments::path));
  if (!path) return number(error_code::path_ambiguous);
  put_result(slots::request_path_results::path, *path);
  return 0;
}

}  // extern "C"
