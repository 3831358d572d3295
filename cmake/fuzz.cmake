# tests/fuzz/: one target for each reader of the core. Everywhere, a program replays the checked-in
# seeds; under TAILCHAT_LOGIN_FUZZ (the preset `fuzz`, with Clang) also one libFuzzer program each.
set(fuzz_targets callback_url api_address return_to token_json id_token userinfo api_answers
    request_path abi_frames)
set(fuzz_folder ${PROJECT_SOURCE_DIR}/tests/fuzz)

add_library(abi OBJECT bindings/abi/authorization.cpp bindings/abi/frame.cpp bindings/abi/gate.cpp
            bindings/abi/groups.cpp bindings/abi/token.cpp)
target_include_directories(abi SYSTEM PRIVATE ${TAILCHAT_LOGIN_INCLUDE})
target_compile_definitions(abi PRIVATE ${core_definitions})
target_compile_options(abi PRIVATE ${core_options} ${warnings})

list(TRANSFORM fuzz_targets REPLACE "(.+)" "${fuzz_folder}/targets/\\1.cpp" OUTPUT_VARIABLE sources)
add_library(fuzz_harness STATIC ${sources} ${fuzz_folder}/host.cpp ${fuzz_folder}/properties.cpp
            ${fuzz_folder}/target.cpp $<TARGET_OBJECTS:abi>)
target_include_directories(fuzz_harness PUBLIC ${fuzz_folder} bindings/abi)
target_link_libraries(fuzz_harness PUBLIC tested_core)
target_compile_options(fuzz_harness PRIVATE ${warnings})

add_executable(replay ${fuzz_folder}/replay.cpp)
target_link_libraries(replay PRIVATE fuzz_harness)
target_compile_options(replay PRIVATE ${warnings})

if(TAILCHAT_LOGIN_FUZZ)
  # libFuzzer counts the branches that the core takes, not those of the harness.
  target_compile_options(tailchat_login PRIVATE -fsanitize=fuzzer-no-link)
  target_compile_options(abi PRIVATE -fsanitize=fuzzer-no-link)
endif()

foreach(name ${fuzz_targets})
  add_test(NAME seeds_${name} COMMAND replay ${name} ${fuzz_folder}/seeds/${name})
  if(TAILCHAT_LOGIN_FUZZ)
    add_executable(fuzz_${name} ${fuzz_folder}/fuzzer.cpp)
    target_compile_definitions(fuzz_${name} PRIVATE TARGET="${name}")
    target_link_libraries(fuzz_${name} PRIVATE fuzz_harness)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  endif()
endforeach()
