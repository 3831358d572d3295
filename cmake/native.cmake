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

add_library(tailchat_login STATIC ${authorization_sources} ${token_sources} ${groups_sources})
target_include_directories(tailchat_login PUBLIC src)
target_include_directories(tailchat_login SYSTEM PUBLIC ${TAILCHAT_LOGIN_INCLUDE})
target_compile_definitions(tailchat_login PRIVATE ${core_definitions})
target_compile_options(tailchat_login PRIVATE ${core_options} ${warnings})

enable_testing()
if(NOT TAILCHAT_LOGIN_FUZZ)
  add_subdirectory(tests/native)
  # tests/differential/digest.test.js compares it with another implementation.
  add_executable(digest tests/differential/digest.cpp)
  target_link_libraries(digest PRIVATE tailchat_login)
  target_compile_options(digest PRIVATE ${warnings})
endif()
include(cmake/fuzz.cmake)
