# What lets the compiler cache remember files with precompiled headers.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(certcheck_precompiled_options -fpch-preprocess)
else()
  set(certcheck_precompiled_options "SHELL:-Xclang -fno-pch-timestamp")
endif()

# certcheck_precompile(NAME HEADERS <header>... [LIBS target...]): a library of precompiled headers, and
# certcheck_use_precompiled(TARGET NAME): they are used where that library exists. The modules and the tools have theirs
# with CERTCHECK_PRECOMPILE alone: without it each file is shown to include what it needs, and its object serves every
# build that the compiler cache knows.
function(certcheck_precompile NAME)
  cmake_parse_arguments(P "" "" "HEADERS;LIBS" ${ARGN})
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${NAME}.cpp "")
  add_library(${NAME} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${NAME}.cpp)
  target_precompile_headers(${NAME} PRIVATE ${P_HEADERS})
  target_compile_options(${NAME} PRIVATE ${certcheck_precompiled_options})
  target_link_libraries(${NAME} PRIVATE ${P_LIBS} $<BUILD_INTERFACE:certcheck_compiler>)
endfunction()

function(certcheck_use_precompiled TARGET NAME)
  if(TARGET ${NAME})
    target_precompile_headers(${TARGET} REUSE_FROM ${NAME})
    target_compile_options(${TARGET} PRIVATE ${certcheck_precompiled_options})
  endif()
endfunction()

if(CERTCHECK_PRECOMPILE)
  certcheck_precompile(certcheck_standard_headers HEADERS
    <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <set> <span> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>
    LIBS $<BUILD_INTERFACE:certcheck_coverage>)
  set_target_properties(certcheck_standard_headers PROPERTIES POSITION_INDEPENDENT_CODE ON)
endif()
