# Everything the library needs from outside. scripts/setup builds Botan into the user's cache where the
# distribution has none that is new enough.
if(NOT PROJECT_IS_TOP_LEVEL)
  # The project around us links what we link, so it has to see these targets too.
  set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
endif()

if(DEFINED ENV{XDG_CACHE_HOME})
  set(certcheck_cache "$ENV{XDG_CACHE_HOME}/certcheck")
else()
  set(certcheck_cache "$ENV{HOME}/.cache/certcheck")
endif()
if(EXISTS "${certcheck_cache}/botan")
  file(REAL_PATH "${certcheck_cache}/botan" certcheck_botan)
  list(APPEND CMAKE_PREFIX_PATH "${certcheck_botan}")
  # A build folder made before scripts/setup built another Botan takes the new one.
  if(Botan_DIR MATCHES "^${certcheck_cache}/botan-" AND NOT Botan_DIR MATCHES "^${certcheck_botan}/")
    unset(Botan_DIR CACHE)
  endif()
endif()

find_package(Botan 3.12 CONFIG QUIET)
if(NOT Botan_FOUND)
  message(FATAL_ERROR "Botan >= 3.12 was not found. Run scripts/setup, or set CMAKE_PREFIX_PATH to its prefix.")
endif()
include(${CMAKE_CURRENT_LIST_DIR}/BotanTarget.cmake)
set(CERTCHECK_BOTAN certcheck::botan_library)

find_package(PkgConfig REQUIRED)
pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(PSL REQUIRED IMPORTED_TARGET libpsl)
# For compressed certificates (RFC 8879).
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
find_library(CERTCHECK_UNISTRING unistring REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)
