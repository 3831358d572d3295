# The core for this machine, its tests, and the same under sanitizers.
option(TAILCHAT_LOGIN_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(TAILCHAT_LOGIN_FUZZ "Build the libFuzzer programs of tests/fuzz/ too (Clang)" OFF)

if(TAILCHAT_LOGIN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(TAILCHAT_LOGIN_FUZZ)
  # libstdc++ checks its bounds.
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# docs/core.md says how another project takes it.
add_library(tailchat_login STATIC ${authorization_sources} ${token_sources} ${groups_sources}
                                  ${gate_sources})
add_library(tailchat_login::core ALIAS tailchat_login)
# As <tailchat_login/token.hpp>: names such as json.hpp are not ours alone.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/include/tailchat_login SYMBOLIC)
target_include_directories(tailchat_login SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/include)
target_include_directories(tailchat_login SYSTEM PRIVATE ${TAILCHAT_LOGIN_INCLUDE})
target_compile_definitions(tailchat_login PRIVATE ${core_definitions})
target_compile_options(tailchat_login PRIVATE ${core_options} ${warnings})
target_compile_features(tailchat_login PUBLIC cxx_std_20)
if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

# What the tests see of it: the headers by their own names, and the libraries.
add_library(tested_core INTERFACE)
target_link_libraries(tested_core INTERFACE tailchat_login)
target_include_directories(tested_core INTERFACE src)
target_include_directories(tested_core SYSTEM INTERFACE ${TAILCHAT_LOGIN_INCLUDE})

enable_testing()
if(NOT TAILCHAT_LOGIN_FUZZ)
  add_subdirectory(tests/native)
  # tests/differential/digest.test.js compares it with another implementation.
  add_executable(digest tests/differential/digest.cpp)
  target_link_libraries(digest PRIVATE tested_core)
  target_compile_options(digest PRIVATE ${warnings})
endif()
include(cmake/fuzz.cmake)
