# Run by ctest: builds and runs the project in tests/package/consumer against certcheck, as MODE says:
# `installed` installs certcheck's library and moves it elsewhere first; `subdirectory` makes it a part of the consumer.
# Beside our own build folder: seen from there, paths to the sources are the same, so the compiler cache has the answers.
set(work ${BINARY_DIR}-package-${MODE})
file(REMOVE_RECURSE ${work})
set(options -DCERTCHECK_EXAMPLES=${SOURCE_DIR}/examples)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

if(MODE STREQUAL "installed")
  run(${CMAKE_COMMAND} --install ${BINARY_DIR} --component library --prefix ${work}/prefix)
  # What is installed has to work wherever it is put.
  file(RENAME ${work}/prefix ${work}/moved)
  file(GLOB_RECURSE package_files ${work}/moved/*.cmake)
  foreach(file IN LISTS package_files)
    file(READ ${file} text)
    foreach(path ${SOURCE_DIR} ${work})
      string(FIND "${text}" "${path}" place)
      if(NOT place EQUAL -1)
        message(FATAL_ERROR "${file} names the place where it was built: ${path}")
      endif()
    endforeach()
  endforeach()
  list(APPEND options -DCMAKE_PREFIX_PATH=${work}/moved)
else()
  list(APPEND options -DCERTCHECK_FOLDER=${SOURCE_DIR})
endif()

run(${CMAKE_COMMAND} -G Ninja -S ${SOURCE_DIR}/tests/package/consumer -B ${work}
  -C ${BINARY_DIR}/tests/package/compiler.cmake ${options})
run(${CMAKE_COMMAND} --build ${work} -j2)

set(case ${SOURCE_DIR}/testdata/scenarios/expired)
execute_process(COMMAND ${work}/validate_chain ${case}/root.pem ${case}/chain.pem expired.certcheck.test
  OUTPUT_VARIABLE output RESULT_VARIABLE status)
if(NOT status EQUAL 1 OR NOT output MATCHES "untrusted\nerror path.validity.expired")
  message(FATAL_ERROR "validate_chain ended with ${status} and printed: ${output}")
endif()
execute_process(COMMAND ${work}/network OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL "0\n")
  message(FATAL_ERROR "network printed: ${output}")
endif()
