# The core compiles Boost.URL from its headers, through boost/url/src.hpp. Only 1.81 is tried: before it there is no
# Boost.URL, and from 1.83 on src.hpp refuses and the library must be compiled from sources that Debian does not ship.
set(boost_version_file "${TAILCHAT_LOGIN_INCLUDE}/boost/version.hpp")
if(NOT EXISTS "${boost_version_file}" OR NOT EXISTS "${TAILCHAT_LOGIN_INCLUDE}/nlohmann/json.hpp")
  message(FATAL_ERROR
    "No Boost and nlohmann_json headers in ${TAILCHAT_LOGIN_INCLUDE}. `npm run build` puts them "
    "there on Debian 12; elsewhere set TAILCHAT_LOGIN_INCLUDE to a folder that has both.")
endif()
file(STRINGS "${boost_version_file}" boost_version REGEX "^#define BOOST_VERSION ")
string(REGEX REPLACE "[^0-9]" "" boost_version "${boost_version}")
if(NOT boost_version EQUAL 108100)
  if(NOT boost_version)
    set(boost_reason "its version.hpp does not say BOOST_VERSION")
  elseif(boost_version LESS 108100)
    set(boost_reason "it has no Boost.URL, which came with 1.81")
  elseif(boost_version LESS 108300)
    set(boost_reason "the core has not been tried with it")
  else()
    set(boost_reason "its Boost.URL can no longer be compiled from the headers alone")
  endif()
  message(FATAL_ERROR
    "Boost ${boost_version} in ${TAILCHAT_LOGIN_INCLUDE} does not do: ${boost_reason}. Boost 1.81 "
    "is needed, whose headers suffice and may lie anywhere: set TAILCHAT_LOGIN_INCLUDE to a folder "
    "with its boost/ and nlohmann_json's nlohmann/. On Debian 12 `npm run build` unpacks them from "
    "libboost1.81-dev; Containerfile is a Debian 12 for other systems.")
endif()
