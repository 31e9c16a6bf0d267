# Warnings, sanitizers and ccache for every target of this project; nothing of it leaks to consumers.
add_library(certcheck_compiler INTERFACE)
target_compile_features(certcheck_compiler INTERFACE cxx_std_20)
target_compile_options(certcheck_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wno-missing-field-initializers
  $<$<BOOL:${CERTCHECK_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC bugs 105651, 105329 and their kin: appending to a std::string or a std::vector warns of overlaps, overflows and
  # wrong releases that cannot be, mostly where much is inlined. AddressSanitizer sees the real ones.
  target_compile_options(certcheck_compiler INTERFACE -Wno-restrict $<$<NOT:$<CONFIG:Debug>>:
    -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-free-nonheap-object>)
endif()
# Boost 1.74's asio does not find out by itself that Clang 14 has C++20's coroutines.
target_compile_definitions(certcheck_compiler INTERFACE
  $<$<CXX_COMPILER_ID:Clang>:BOOST_ASIO_HAS_CO_AWAIT=1> $<$<CXX_COMPILER_ID:Clang>:BOOST_ASIO_HAS_STD_COROUTINE=1>)
if(CERTCHECK_JOIN_SOURCES)
  # Here a local variable may seem to shadow a name of another file's unnamed namespace, and a type of one to be a type of a
  # header; other builds look at one file.
  target_compile_options(certcheck_compiler INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(CERTCHECK_SANITIZE)
  target_compile_options(certcheck_compiler INTERFACE
    -fsanitize=${CERTCHECK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(certcheck_compiler INTERFACE -fsanitize=${CERTCHECK_SANITIZE})
  # Clang 14 cannot assemble coroutines under this check ("Cannot represent a difference across sections").
  target_compile_options(certcheck_compiler INTERFACE $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
endif()

# certcheck_optimise(TARGET [TRUE]): with -O2, not with the -O3 of CMake's release builds, which makes a third more code of
# lints, reports and tools: they run no faster for it and take longer to start and to compile. TRUE: with -O3; what parses and
# validates gains a twentieth by it.
function(certcheck_optimise TARGET)
  if(NOT "TRUE" IN_LIST ARGN)
    target_compile_options(${TARGET} PRIVATE $<$<CONFIG:Release>:-O2>)
  elseif(CERTCHECK_JOIN_SOURCES AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC lets a large source grow by 40 % through inlining, which several together use up: parsing took a tenth longer.
    target_compile_options(${TARGET} PRIVATE --param=inline-unit-growth=400)
  endif()
endfunction()

# What the fuzzers are guided by. The tools and the tests go without, which makes them quicker to build.
add_library(certcheck_coverage INTERFACE)
target_compile_options(certcheck_coverage INTERFACE $<$<BOOL:${CERTCHECK_FUZZ}>:-fsanitize=fuzzer-no-link>)

find_program(CERTCHECK_CCACHE ccache)
if(CERTCHECK_CCACHE AND PROJECT_IS_TOP_LEVEL)
  # Relative paths make checkouts share one cache; the sloppiness is what precompiled headers need. What a file depends
  # on is known from the compiler, so that a file that the cache lacks is preprocessed once. What a compiler makes does not
  # depend on the language of its messages.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_DEPEND=1
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime,locale ${CERTCHECK_CCACHE})
endif()
