# Boost.URL is header-only, through src.hpp, in 1.81 and 1.82 alone.
set(boost_version_file "${TAILCHAT_LOGIN_INCLUDE}/boost/version.hpp")
if(NOT EXISTS "${boost_version_file}" OR NOT EXISTS "${TAILCHAT_LOGIN_INCLUDE}/nlohmann/json.hpp")
  message(FATAL_ERROR
    "No Boost and nlohmann_json headers in ${TAILCHAT_LOGIN_INCLUDE}. `npm run build` puts them "
    "there on Debian 12; elsewhere set TAILCHAT_LOGIN_INCLUDE to a folder that has both.")
endif()
file(STRINGS "${boost_version_file}" boost_version REGEX "^#define BOOST_VERSION ")
string(REGEX REPLACE "[^0-9]" "" boost_version "${boost_version}")
if(NOT boost_version EQUAL 108100)
  message(FATAL_ERROR
    "Boost ${boost_version} found, 108100 (1.81) needed: the core compiles Boost.URL from its "
    "headers, which later versions no longer allow. On Debian 12: libboost1.81-dev.")
endif()
