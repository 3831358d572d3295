# Two modules without imports: `core` has every operation, `browser` those that a page needs.
#
# The flags, and what each is for:
#   -flto on our own code only: Debian's system archives as LTO would pull in locale and environ
#   -finline-functions          emcc 3.1.6 turns it off silently at -Oz
#   _LIBCPP_DISABLE_EXTERN_TEMPLATE   std::string is part of our LTO unit
#   -nostdlib                   malloc and a few libc functions are ours (bindings/wasm/*.cpp)
#   --stack-first               a stack overflow traps instead of overwriting data
set(archives "${EMSCRIPTEN_SYSROOT}/lib/wasm32-emscripten")
set(features -mbulk-memory -msign-ext -mnontrapping-fptoint)
set(wasm_opt_features
    --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int)

set(authorization_exports configure begin return_to)
set(token_exports callback token userinfo)

# Without LTO, which makes calls to memcpy after it has looked for its definition.
add_library(memory OBJECT bindings/wasm/memory.c)
target_compile_options(memory PRIVATE -O3 ${features})

find_program(NODE NAMES node REQUIRED)
find_program(WASM_METADCE wasm-metadce REQUIRED)
find_program(WASM_OPT wasm-opt REQUIRED)

# The flags that every source of a module is compiled with.
function(set_module_options target)
  target_include_directories(${target} SYSTEM PRIVATE ${TAILCHAT_LOGIN_INCLUDE})
  target_compile_definitions(${target} PRIVATE ${core_definitions} NDEBUG
                                               _LIBCPP_DISABLE_EXTERN_TEMPLATE)
  target_compile_options(${target} PRIVATE ${core_options} ${warnings} ${features}
    -Oz -flto -finline-functions -fvisibility=hidden)
endfunction()

add_library(authorization OBJECT ${authorization_sources} bindings/abi/authorization.cpp
            bindings/abi/frame.cpp bindings/wasm/arena.cpp bindings/wasm/libc.cpp)
add_library(token OBJECT ${token_sources} bindings/abi/token.cpp)
set_module_options(authorization)
set_module_options(token)

# Makes dist/NAME.wasm of the object libraries, and dist/NAME.js, which carries the same bytes.
function(add_module name objects exports)
  list(APPEND exports frame allocate wipe)
  list(TRANSFORM exports PREPEND "_" OUTPUT_VARIABLE emcc_exports)
  list(JOIN emcc_exports "," emcc_exports)

  add_executable(${name})
  foreach(library memory ${objects})
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:${library}>)
  endforeach()
  set_target_properties(${name} PROPERTIES SUFFIX .wasm LINKER_LANGUAGE CXX)
  target_link_options(${name} PRIVATE ${features}
    -Oz -flto -fno-exceptions -nostdlib --no-entry -Wl,--stack-first
    -sSTANDALONE_WASM -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=65536 -sTOTAL_STACK=32768
    -sEXPORTED_FUNCTIONS=${emcc_exports})
  target_link_libraries(${name} PRIVATE
    ${archives}/crt1_reactor.o ${archives}/libc++-noexcept.a ${archives}/libc++abi-noexcept.a
    ${archives}/libc.a ${archives}/libcompiler_rt.a)

  list(JOIN exports "," kept)
  set(output ${PROJECT_SOURCE_DIR}/dist/${name})
  set(finish ${PROJECT_SOURCE_DIR}/scripts/finish_wasm.js)
  add_custom_command(
    OUTPUT ${output}.wasm ${output}.js
    COMMAND ${NODE} ${finish} --exports ${kept} --metadce ${WASM_METADCE} --optimizer ${WASM_OPT}
            $<TARGET_FILE:${name}> ${output} -- ${wasm_opt_features}
    DEPENDS ${name} ${finish}
    VERBATIM)
  add_custom_target(${name}_dist ALL DEPENDS ${output}.wasm ${output}.js)
endfunction()

add_module(browser "authorization" "${authorization_exports}")
add_module(core "authorization;token" "${authorization_exports};${token_exports}")
