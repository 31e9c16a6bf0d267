# certcheck_module(NAME [DEPS module...] [PRIVATE_DEPS target...] [PUBLIC_DEPS target...])
# One static library per folder of lib/certcheck with every .cpp and .h in it. DEPS are the modules whose headers it
# may include (tests/layering checks the same arrows). In the tree one links certcheck::<module>; what is installed
# are the two libraries made of their objects, see cmake/Install.cmake.
function(certcheck_module NAME)
  cmake_parse_arguments(M "" "" "DEPS;PRIVATE_DEPS;PUBLIC_DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${NAME}/*.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${NAME}/*.h)
  if(NOT sources)
    return()
  endif()
  add_library(certcheck_${NAME} STATIC ${sources})
  add_library(certcheck::${NAME} ALIAS certcheck_${NAME})
  set_target_properties(certcheck_${NAME} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_features(certcheck_${NAME} PUBLIC cxx_std_20)
  target_sources(certcheck_${NAME} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${headers})
  foreach(dep IN LISTS M_DEPS)
    target_link_libraries(certcheck_${NAME} PUBLIC certcheck::${dep})
  endforeach()
  target_link_libraries(certcheck_${NAME} PUBLIC ${M_PUBLIC_DEPS}
    PRIVATE ${M_PRIVATE_DEPS} $<BUILD_INTERFACE:certcheck_compiler>)
  set_property(GLOBAL APPEND PROPERTY CERTCHECK_MODULES ${NAME})
endfunction()
