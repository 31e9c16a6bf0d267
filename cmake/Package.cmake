# `cpack --config build/release/CPackConfig.cmake -B FOLDER`: a Debian package of the tools, and an archive of the tools for other
# systems. The release build links Botan and what else it can statically, so that the package asks for little more than the C
# library; see tests/packages/packages_test.sh. The preset `packages` makes Debian packages of the libraries, too, and of debug
# symbols; see tests/packages/library_test.sh.
if(NOT CERTCHECK_TOOLS OR NOT CERTCHECK_INSTALL)
  return()
endif()

set(doc ${CMAKE_INSTALL_DATADIR}/doc/certcheck)
set(debian ${PROJECT_SOURCE_DIR}/packaging/debian)
find_program(CERTCHECK_GZIP gzip)
mark_as_advanced(CERTCHECK_GZIP)
if(CERTCHECK_GZIP)
  execute_process(COMMAND ${CERTCHECK_GZIP} -9nc ${debian}/changelog
    OUTPUT_FILE ${PROJECT_BINARY_DIR}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${doc} COMPONENT tools)
endif()
install(FILES ${debian}/copyright DESTINATION ${doc} COMPONENT tools)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${doc} COMPONENT tools)
# Not started by being installed.
install(FILES ${PROJECT_SOURCE_DIR}/packaging/systemd/certcheck.service DESTINATION lib/systemd/system COMPONENT tools)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples/prometheus DESTINATION ${doc}/examples COMPONENT tools)

set(CPACK_PACKAGE_NAME certcheck)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR certcheck)
set(CPACK_PACKAGE_CONTACT "certcheck maintainers <maintainers@certcheck.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "certificate validation toolkit and linter for TLS")
set(CPACK_PACKAGE_DESCRIPTION "\
certcheck makes a TLS handshake with servers, validates and lints the\n\
certificates that they present, and reports every problem.\n\
.\n\
certverify validates chains from files, offline and for any time; certlint\n\
lints certificates, CRLs and OCSP messages by RFC 5280, the requirements of\n\
the CA/Browser Forum and the policies of root programs; certserve serves\n\
broken certificates on loopback, for tests of TLS clients. certcheck serve\n\
checks for Prometheus and others over HTTP.")
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_COMPONENTS_ALL tools)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
# The archive is unpacked anywhere.
set(CPACK_SET_DESTDIR OFF)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
# For --store postgresql://...; loaded when it is asked for.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libpq5")
set(CPACK_DEBIAN_DEBUGINFO_PACKAGE OFF)
install(FILES ${debian}/lintian-overrides-static DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME certcheck
  COMPONENT tools)
if(BUILD_SHARED_LIBS AND TARGET certcheck_library_net AND TARGET certcheck_c_shared)
  include(PackageLibrary)
endif()
include(CPack)
