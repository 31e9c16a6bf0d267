# What is installed: the library certcheck::certcheck (every module but net, fetch, scan and serve) and certcheck::net, static or with
# BUILD_SHARED_LIBS shared, the header-only certcheck::botan, the headers that the modules list as API, and the files by which
# find_package(certcheck) and pkg-config find them. tools/ installs its own.
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY CERTCHECK_MODULES)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/certcheck)

# certcheck_library(TARGET NAME module...): the objects and public headers of the modules as certcheck::NAME.
function(certcheck_library TARGET NAME)
  set(objects "")
  set(headers "")
  foreach(module IN LISTS ARGN)
    get_target_property(type certcheck_${module} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
      list(APPEND objects $<TARGET_OBJECTS:certcheck_${module}>)
    endif()
    get_target_property(module_headers certcheck_${module} HEADER_SET)
    list(APPEND headers ${module_headers})
  endforeach()
  add_library(${TARGET} ${objects})
  target_compile_features(${TARGET} PUBLIC cxx_std_20)
  # The folder differs from the modules', whose file names may be the same. Before 1.0 a minor version may change the
  # interface. certcheck_net finds the other library beside it.
  set(folder ${PROJECT_BINARY_DIR}/library)
  set_target_properties(${TARGET} PROPERTIES
    EXPORT_NAME ${NAME} LINKER_LANGUAGE CXX ARCHIVE_OUTPUT_DIRECTORY ${folder} LIBRARY_OUTPUT_DIRECTORY ${folder}
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR} INSTALL_RPATH "$ORIGIN")
  get_target_property(type ${TARGET} TYPE)
  if(type STREQUAL "SHARED_LIBRARY")
    # What a static Botan brings is for this library alone: programs that use Botan link their own copy.
    target_link_options(${TARGET} PRIVATE LINKER:--exclude-libs,ALL LINKER:--no-undefined)
  endif()
  target_sources(${TARGET} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${headers})
  install(TARGETS ${TARGET} EXPORT certcheckTargets COMPONENT library
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endfunction()

set(core ${modules})
list(REMOVE_ITEM core net fetch scan serve botan)
certcheck_library(certcheck_library_core certcheck ${core})
set_target_properties(certcheck_library_core PROPERTIES OUTPUT_NAME certcheck)
get_target_property(umbrella certcheck_core HEADER_SET)
target_sources(certcheck_library_core PUBLIC FILE_SET HEADERS FILES ${umbrella})
target_link_libraries(certcheck_library_core PRIVATE
  certcheck::botan_library PkgConfig::PSL PkgConfig::IDN2 unistring Threads::Threads)

if(TARGET certcheck_net)
  certcheck_library(certcheck_library_net net net fetch scan)
  set_target_properties(certcheck_library_net PROPERTIES OUTPUT_NAME certcheck_net)
  target_link_libraries(certcheck_library_net PUBLIC certcheck_library_core
    PRIVATE certcheck::botan_library PkgConfig::ZLIB PkgConfig::BROTLI PkgConfig::ZSTD PkgConfig::CARES Threads::Threads)
endif()

if(TARGET certcheck_botan)
  add_library(certcheck_adapter_botan INTERFACE)
  get_target_property(adapter_headers certcheck_botan HEADER_SET)
  set_target_properties(certcheck_adapter_botan PROPERTIES EXPORT_NAME botan)
  target_sources(certcheck_adapter_botan INTERFACE
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${adapter_headers})
  target_link_libraries(certcheck_adapter_botan INTERFACE certcheck_library_core certcheck::botan_library)
  install(TARGETS certcheck_adapter_botan EXPORT certcheckTargets COMPONENT library
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endif()

install(EXPORT certcheckTargets NAMESPACE certcheck:: DESTINATION ${package_folder} COMPONENT library)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/certcheckConfig.cmake.in
  ${PROJECT_BINARY_DIR}/certcheckConfig.cmake INSTALL_DESTINATION ${package_folder})
# Before 1.0 a minor version may change the library's interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/certcheckConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/certcheckConfig.cmake ${PROJECT_BINARY_DIR}/certcheckConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/BotanTarget.cmake
  DESTINATION ${package_folder} COMPONENT library)

# certcheck_pkg_config(NAME LIBRARY DESCRIPTION [USES pkg-config package...] [NEEDS pkg-config package...] [LIBS flag...])
# USES are parts of the interface. What the library itself NEEDS is linked by programs too where it is static alone: there it
# is not private, so that `pkg-config --libs` gives what links, with --static and without.
function(certcheck_pkg_config NAME LIBRARY DESCRIPTION)
  cmake_parse_arguments(P "" "" "USES;NEEDS;LIBS" ${ARGN})
  set(libs "-l${LIBRARY}")
  set(private_libs "")
  if(BUILD_SHARED_LIBS)
    set(private_libs ${P_LIBS})
  else()
    list(APPEND libs ${P_LIBS})
    list(APPEND P_USES ${P_NEEDS})
    set(P_NEEDS "")
  endif()
  list(JOIN P_USES ", " uses)
  list(JOIN P_NEEDS ", " needs)
  list(JOIN libs " " libs)
  list(JOIN private_libs " " private_libs)
  # From the file's own folder, so that the package works wherever it is put.
  file(RELATIVE_PATH prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  file(RELATIVE_PATH libdir ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
  file(RELATIVE_PATH includedir ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/certcheck.pc.in ${PROJECT_BINARY_DIR}/${NAME}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${NAME}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT library)
endfunction()
certcheck_pkg_config(certcheck certcheck "${PROJECT_DESCRIPTION}"
  NEEDS "botan-3 >= 3.12" libidn2 libpsl LIBS -lunistring -pthread)
if(TARGET certcheck_net)
  certcheck_pkg_config(certcheck-net certcheck_net "TLS handshakes for certcheck"
    USES "certcheck = ${PROJECT_VERSION}" NEEDS "botan-3 >= 3.12" zlib libbrotlidec libzstd libcares LIBS -pthread)
endif()
