# certcheck_module(NAME [MORE_OPTIMISED] [API header...] [DEPS module...] [PRIVATE_DEPS target...] [PUBLIC_DEPS target...])
# One static library per folder of lib/certcheck with every .cpp in it. API lists the headers that are installed: to add one
# is to promise it to programs outside. Of the others, those in a folder `detail` (and lint's own folders) are for the module
# alone, the rest for the modules and tools of this project; tests/layering holds them to it. DEPS are the modules whose
# headers it may include (tests/layering checks the same arrows). In the tree one links certcheck::<module>; what is
# installed are the two libraries made of their objects, see cmake/Install.cmake. MORE_OPTIMISED: see cmake/Compiler.cmake.
function(certcheck_module NAME)
  cmake_parse_arguments(M "MORE_OPTIMISED" "" "API;DEPS;PRIVATE_DEPS;PUBLIC_DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${NAME}/*.cpp)
  list(TRANSFORM M_API PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}/)
  if(sources)
    add_library(certcheck_${NAME} STATIC ${sources})
    certcheck_join(certcheck_${NAME})
    certcheck_optimise(certcheck_${NAME} ${M_MORE_OPTIMISED})
    set(scope PUBLIC)
    set_target_properties(certcheck_${NAME} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(certcheck_${NAME} PRIVATE
      ${M_PRIVATE_DEPS} $<BUILD_INTERFACE:certcheck_compiler> $<BUILD_INTERFACE:certcheck_coverage>)
  else()
    add_library(certcheck_${NAME} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(certcheck::${NAME} ALIAS certcheck_${NAME})
  target_compile_features(certcheck_${NAME} ${scope} cxx_std_20)
  target_sources(certcheck_${NAME} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${M_API})
  foreach(dep IN LISTS M_DEPS)
    if(TARGET certcheck::${dep})
      target_link_libraries(certcheck_${NAME} ${scope} certcheck::${dep})
    endif()
  endforeach()
  target_link_libraries(certcheck_${NAME} ${scope} ${M_PUBLIC_DEPS})
  set_property(GLOBAL APPEND PROPERTY CERTCHECK_MODULES ${NAME})
endfunction()
