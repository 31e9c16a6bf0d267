# The packages of the libraries: what programs load, by soname, and what they are built with. Debug symbols of all are packages
# named -dbgsym after them. They do not contain Botan's, which Debian does not build as they need it.
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES OFF)
set(CPACK_COMPONENTS_ALL tools runtime c library c_development)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENT_LIBRARY_GROUP development)
set(CPACK_COMPONENT_C_DEVELOPMENT_GROUP development)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/library)

get_target_property(soversion certcheck_library_core SOVERSION)
get_target_property(c_soversion certcheck_c_shared SOVERSION)
set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME certcheck)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libcertcheck${soversion})
set(CPACK_DEBIAN_C_PACKAGE_NAME libcertcheck-c${c_soversion})
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcertcheck-dev)
set(CPACK_DEBIAN_TOOLS_DEBUGINFO_PACKAGE ON)
foreach(group RUNTIME C)
  set(CPACK_DEBIAN_${group}_PACKAGE_SECTION libs)
  set(CPACK_DEBIAN_${group}_DEBUGINFO_PACKAGE ON)
  set(CPACK_DEBIAN_${group}_PACKAGE_CONTROL_EXTRA ${debian}/triggers)
endforeach()
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# Headers alone: nothing in it is loaded by itself.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(same_version "(= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "${CPACK_DEBIAN_RUNTIME_PACKAGE_NAME} ${same_version}, ${CPACK_DEBIAN_C_PACKAGE_NAME} ${same_version}")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS libbotan-3-dev)
# The system's roots are looked up by all but headers.
unset(CPACK_DEBIAN_PACKAGE_RECOMMENDS)
foreach(group TOOLS RUNTIME C)
  set(CPACK_DEBIAN_${group}_PACKAGE_RECOMMENDS ca-certificates)
endforeach()

set(CPACK_DEBIAN_TOOLS_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "\
Chain building, RFC 5280 path validation, host names, revocation, certificate\n\
transparency, a linter, and a TLS client that reports what servers present.\n\
.\n\
This package contains the shared libraries for programs in C++.")
set(CPACK_DEBIAN_C_DESCRIPTION "\
Validates chains, lints certificates, and checks TLS servers, with JSON in\n\
and JSON out.\n\
.\n\
This package contains the shared library for programs in C and other languages.")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "\
Headers and the files by which CMake and pkg-config find the libraries of\n\
certcheck for C++ and for C.")

# Every package says under what it may be used, and what changed.
foreach(pair "runtime:${CPACK_DEBIAN_RUNTIME_PACKAGE_NAME}" "c:${CPACK_DEBIAN_C_PACKAGE_NAME}" "library:libcertcheck-dev")
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 component)
  list(GET pair 1 package)
  set(folder ${CMAKE_INSTALL_DATADIR}/doc/${package})
  install(FILES ${debian}/copyright DESTINATION ${folder} COMPONENT ${component})
  if(CERTCHECK_GZIP)
    install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${folder} COMPONENT ${component})
  endif()
  if(NOT component STREQUAL "library")
    install(FILES ${debian}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME ${package}
      COMPONENT ${component})
  endif()
endforeach()
