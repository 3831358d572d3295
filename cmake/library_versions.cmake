# The core compiles Boost.URL from its headers, through boost/url/src.hpp, and takes nlohmann_json's SAX interface.
# Boost 1.80 has no Boost.URL; from 1.83 on src.hpp refuses, and the library must be compiled from sources that Debian
# does not ship.
set(boost_version_file "${TAILCHAT_LOGIN_INCLUDE}/boost/version.hpp")
if(NOT EXISTS "${boost_version_file}" OR NOT EXISTS "${TAILCHAT_LOGIN_INCLUDE}/nlohmann/json.hpp")
  message(FATAL_ERROR
    "No Boost and nlohmann_json headers in ${TAILCHAT_LOGIN_INCLUDE}. `npm run build` puts them "
    "there on Debian 12; elsewhere set TAILCHAT_LOGIN_INCLUDE to a folder that has both.")
endif()

file(STRINGS "${boost_version_file}" boost_version REGEX "^#define BOOST_VERSION ")
string(REGEX REPLACE "[^0-9]" "" boost_version "${boost_version}")
if(NOT boost_version)
  set(boost_reason "its version.hpp does not say BOOST_VERSION")
elseif(boost_version LESS 108100)
  set(boost_reason "it has no Boost.URL, which came with 1.81")
elseif(NOT boost_version LESS 108300)
  set(boost_reason "its Boost.URL can no longer be compiled from the headers alone")
endif()
if(boost_reason)
  message(FATAL_ERROR
    "Boost ${boost_version} in ${TAILCHAT_LOGIN_INCLUDE} does not do: ${boost_reason}. Boost 1.81 or 1.82 "
    "is needed, whose headers suffice and may lie anywhere: set TAILCHAT_LOGIN_INCLUDE to a folder "
    "with its boost/ and nlohmann_json's nlohmann/. On Debian 12 `npm run build` unpacks them from "
    "libboost1.81-dev; Dockerfile is a Debian 12 for other systems.")
endif()

# The numbers are in json.hpp where it is the one header, else in abi_macros.hpp.
set(json_version 0)
foreach(header json.hpp detail/abi_macros.hpp)
  set(json_header "${TAILCHAT_LOGIN_INCLUDE}/nlohmann/${header}")
  if(EXISTS "${json_header}")
    file(READ "${json_header}" json_text)
    if(json_text MATCHES "#define NLOHMANN_JSON_VERSION_MAJOR ([0-9]+)")
      set(json_version "${CMAKE_MATCH_1}")
      string(REGEX MATCH "#define NLOHMANN_JSON_VERSION_MINOR ([0-9]+)" json_minor "${json_text}")
      set(json_version "${json_version}.${CMAKE_MATCH_1}")
    endif()
  endif()
endforeach()
if(json_version VERSION_LESS 3.11)
  message(FATAL_ERROR
    "nlohmann_json 3.11 or newer is needed, and ${TAILCHAT_LOGIN_INCLUDE} has ${json_version}. On Debian 12 "
    "`npm run build` unpacks nlohmann-json3-dev; elsewhere set TAILCHAT_LOGIN_INCLUDE to a folder that has it.")
endif()
