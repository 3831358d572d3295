# Modules without imports: `core` has every operation of a login, `browser` those that a page needs,
# `groups` what reads the answers that a bot gets, and `gate` what a gate knows of paths.
#
# Our own code becomes one piece of LLVM bitcode in which nothing but the exports is public, so that
# what no operation needs goes away, and then one object; the linker takes the rest from Debian's
# archives. emcc compiles and does not link: it would export functions of its own, and so keep them
# from being inlined. Measured over the same objects and the same wasm-opt, with all virtual functions
# in, core.wasm after brotli:
#   this link                                                          17,342
#   wasm-ld with LTO (the best of --lto-O2, --lto-O3, other thresholds) 18,693   7.8 % more
#   emcc's link, wasm-metadce taking its own exports off (the best)     18,806   8.4 % more
#   emcc's link as it is                                                19,074  10.0 % more
set(archives "${EMSCRIPTEN_SYSROOT}/lib/wasm32-emscripten")

set(authorization_exports configure begin return_to)
set(token_exports callback token userinfo)
set(groups_exports groups_begin groups_feed groups_end groups_suspect users_begin users_feed users_end)
set(gate_exports request_path)
set(boundary_exports frame allocate wipe)
# What the archives call back, by the linker's names: operator new and delete are the last two.
set(called_by_archives malloc free strtod _Znwm _ZdlPv)

find_program(NODE NAMES node REQUIRED)
find_program(LLVM_LINK NAMES llvm-link-14 llvm-link REQUIRED)
find_program(LLVM_OPT NAMES opt-14 opt REQUIRED)
find_program(LLVM_LLC NAMES llc-14 llc REQUIRED)
find_program(WASM_LD NAMES wasm-ld-14 wasm-ld REQUIRED)
find_program(WASM_OPT wasm-opt REQUIRED)
find_program(WASM2JS wasm2js REQUIRED)

# -finline-functions: emcc 3.1.6 turns it off silently at -Oz.
set(features -mbulk-memory -msign-ext -mnontrapping-fptoint)
# A virtual function that no call names goes away, with its texts (those of Boost's errors): core.wasm
# is 4.4 % smaller after brotli. For that the classes must be hidden, Boost's as well, and the linked
# module must say that nothing follows it.
set(bitcode_options -Oz -flto -finline-functions -fvisibility=hidden
    -fwhole-program-vtables -fvirtual-function-elimination)
set(bitcode_definitions BOOST_DISABLE_EXPLICIT_SYMBOL_VISIBILITY)
set(nothing_follows ${CMAKE_CURRENT_BINARY_DIR}/nothing_follows.ll)
file(WRITE ${nothing_follows} "!llvm.module.flags = !{!0}\n!0 = !{i32 1, !\"LTOPostLink\", i32 1}\n")
# Tried from 0 to 60: with 15 the module is smallest, above 20 it grows.
set(pass_options -inline-threshold=15)
set(passes "internalize,globaldce,lto<Oz>,default<Oz>,lto<Oz>,mergefunc,default<Oz>,lto<Oz>")
# As emcc does: both passes make wasm larger and no faster.
set(code_options -O2 --combiner-global-alias-analysis=false -disable-lsr)
# --stack-first: a stack overflow traps instead of overwriting data. The operations need some 1,100
# bytes of stack, and all of it is wiped after each call.
set(linker_options
    --no-entry --stack-first --strip-all -O2 -z stack-size=8192 --initial-memory=65536
    --max-memory=2147483648)
# Smallest first, then what is faster at nearly no cost. Nothing lies at address 0 and above but the
# low end of the stack, and memory is zero at the start.
set(wasm_features --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int)
set(optimizer_options
    ${wasm_features} --strip-producers --strip-target-features --low-memory-unused --zero-filled-memory -Oz -O3)

# The flags that every source of a module is compiled with.
function(add_objects target)
  add_library(${target} OBJECT ${ARGN})
  target_compile_definitions(${target} PRIVATE ${core_definitions} NDEBUG
                                               _LIBCPP_DISABLE_EXTERN_TEMPLATE)
  target_compile_options(${target} PRIVATE ${core_options} ${warnings} ${features})
endfunction()

set(boundary_sources bindings/abi/frame.cpp bindings/wasm/arena.cpp)
list(APPEND authorization_sources bindings/abi/authorization.cpp ${boundary_sources})
list(APPEND token_sources bindings/abi/token.cpp bindings/wasm/strtod.cpp)
list(APPEND groups_sources bindings/abi/groups.cpp ${boundary_sources})
list(APPEND gate_sources bindings/abi/gate.cpp ${boundary_sources})
foreach(part authorization token groups gate)
  add_objects(${part} ${${part}_sources})
  target_include_directories(${part} SYSTEM PRIVATE ${TAILCHAT_LOGIN_INCLUDE})
  target_compile_options(${part} PRIVATE ${bitcode_options})
  target_compile_definitions(${part} PRIVATE ${bitcode_definitions})
endforeach()

# In place of musl, whose functions call out to the host or are large. Without LTO, which makes calls
# to some of them after it has looked for their definitions.
add_library(memory OBJECT bindings/wasm/memory.c)
target_compile_options(memory PRIVATE -O3 ${features})
add_objects(libc bindings/wasm/libc.cpp)
target_compile_options(libc PRIVATE -Oz)

# Makes NAME.wasm of the object libraries, in the build folder.
function(link_module name objects exports)
  list(APPEND exports ${boundary_exports})
  list(JOIN exports "," public)
  list(JOIN called_by_archives "," called)
  list(TRANSFORM exports PREPEND "--export=")
  list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
  set(native_objects $<TARGET_OBJECTS:memory> $<TARGET_OBJECTS:libc>)
  add_custom_command(
    OUTPUT ${name}.wasm
    COMMAND ${LLVM_LINK} ${objects} ${nothing_follows} -o ${name}.linked.bc
    COMMAND ${LLVM_OPT} ${pass_options} "-passes=${passes}" -internalize-public-api-list=${public},${called}
            ${name}.linked.bc -o ${name}.bc
    COMMAND ${LLVM_LLC} ${code_options} -filetype=obj ${name}.bc -o ${name}.o
    COMMAND ${WASM_LD} ${linker_options} --export=_initialize ${exports} ${name}.o
            ${native_objects} ${archives}/crt1_reactor.o ${archives}/libc++-noexcept.a
            ${archives}/libc++abi-noexcept.a ${archives}/libc.a ${archives}/libcompiler_rt.a
            -o ${name}.linked.wasm
    COMMAND ${WASM_OPT} ${optimizer_options} ${name}.linked.wasm -o ${name}.wasm
    DEPENDS ${objects} ${native_objects}
    COMMAND_EXPAND_LISTS VERBATIM)
endfunction()

# Puts NAME.wasm into dist/, and NAME.js, which carries the same bytes.
function(add_module name objects exports)
  link_module(${name} "${objects}" "${exports}")
  set(output ${PROJECT_SOURCE_DIR}/dist/${name})
  set(finish ${PROJECT_SOURCE_DIR}/scripts/finish_wasm.js)
  add_custom_command(
    OUTPUT ${output}.wasm ${output}.js
    COMMAND ${NODE} ${finish} ${name}.wasm ${output}
    DEPENDS ${name}.wasm ${finish}
    VERBATIM)
  add_custom_target(${name}_dist ALL DEPENDS ${output}.wasm ${output}.js)
endfunction()

# Puts NAME_translated.js into dist/: the same module for runtimes that compile no WebAssembly.
function(add_translation name)
  set(output ${PROJECT_SOURCE_DIR}/dist/${name}_translated.js)
  set(translate ${PROJECT_SOURCE_DIR}/scripts/translate_wasm.js)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${WASM2JS} ${wasm_features} -Oz ${name}.wasm -o ${name}.translated.mjs
    COMMAND ${NODE} ${translate} ${name}.translated.mjs ${output}
    DEPENDS ${name}.wasm ${translate}
    VERBATIM)
  add_custom_target(${name}_translation ALL DEPENDS ${output})
endfunction()

add_module(browser "authorization" "${authorization_exports}")
add_module(core "authorization;token" "${authorization_exports};${token_exports}")
add_module(groups "groups" "${groups_exports}")
add_module(gate "gate" "${gate_exports}")
add_translation(core)
add_translation(groups)
add_translation(gate)
