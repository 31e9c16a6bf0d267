# What is installed: the library certcheck::certcheck (every module but net and scan) and certcheck::net as one archive each,
# the header-only certcheck::botan, and the package files by which find_package(certcheck) finds them. tools/ installs its own.
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY CERTCHECK_MODULES)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/certcheck)

# certcheck_archive(TARGET NAME module...): the objects and public headers of the modules as certcheck::NAME.
function(certcheck_archive TARGET NAME)
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
  add_library(${TARGET} STATIC ${objects})
  target_compile_features(${TARGET} PUBLIC cxx_std_20)
  # The archive's folder differs from the modules', whose file names may be the same.
  set_target_properties(${TARGET} PROPERTIES
    EXPORT_NAME ${NAME} LINKER_LANGUAGE CXX ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/archive)
  target_sources(${TARGET} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${headers})
  install(TARGETS ${TARGET} EXPORT certcheckTargets COMPONENT library
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endfunction()

set(core ${modules})
list(REMOVE_ITEM core net scan botan)
certcheck_archive(certcheck_archive_core certcheck ${core})
set_target_properties(certcheck_archive_core PROPERTIES OUTPUT_NAME certcheck)
target_link_libraries(certcheck_archive_core PRIVATE
  certcheck::botan_library PkgConfig::PSL PkgConfig::IDN2 unistring Threads::Threads)

if(TARGET certcheck_net)
  certcheck_archive(certcheck_archive_net net net scan)
  set_target_properties(certcheck_archive_net PROPERTIES OUTPUT_NAME certcheck_net)
  target_link_libraries(certcheck_archive_net PUBLIC certcheck_archive_core
    PRIVATE certcheck::botan_library PkgConfig::ZLIB PkgConfig::BROTLI PkgConfig::ZSTD Threads::Threads)
endif()

if(TARGET certcheck_botan)
  add_library(certcheck_adapter_botan INTERFACE)
  get_target_property(adapter_headers certcheck_botan HEADER_SET)
  set_target_properties(certcheck_adapter_botan PROPERTIES EXPORT_NAME botan)
  target_sources(certcheck_adapter_botan INTERFACE
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/lib FILES ${adapter_headers})
  target_link_libraries(certcheck_adapter_botan INTERFACE certcheck_archive_core certcheck::botan_library)
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
