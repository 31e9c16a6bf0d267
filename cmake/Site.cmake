# `cmake --build build/release --target site`: docs/*.md and the public headers as a site in build/release/site, made by Doxygen, for which
# a warning is an error. `scripts/test site` also looks at its links.
find_program(CERTCHECK_DOXYGEN doxygen)
mark_as_advanced(CERTCHECK_DOXYGEN)
set(site_folder ${PROJECT_BINARY_DIR}/site)
file(GLOB site_input CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
list(APPEND site_input ${PROJECT_SOURCE_DIR}/docs/site/index.md)
get_property(modules GLOBAL PROPERTY CERTCHECK_MODULES)
list(TRANSFORM modules PREPEND certcheck_)
foreach(target IN LISTS modules ITEMS certcheck_core)
  get_target_property(headers ${target} HEADER_SET)
  if(headers)
    list(APPEND site_input ${headers})
  endif()
endforeach()
list(JOIN site_input "\" \\\n  \"" site_input)
set(site_input "\"${site_input}\"")
configure_file(${PROJECT_SOURCE_DIR}/docs/site/Doxyfile.in ${PROJECT_BINARY_DIR}/Doxyfile @ONLY)
if(CERTCHECK_DOXYGEN)
  add_custom_target(site
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${site_folder}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${site_folder}
    COMMAND ${CERTCHECK_DOXYGEN} ${PROJECT_BINARY_DIR}/Doxyfile
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${PROJECT_SOURCE_DIR}/examples ${site_folder}/examples
    VERBATIM)
endif()
