# Run by ctest: builds and runs the project in tests/package/consumer against certcheck, as MODE says:
# `installed` installs certcheck's library and moves it elsewhere first; `subdirectory` makes it a part of the consumer.
set(work ${BINARY_DIR}/tests/package/${MODE})
file(REMOVE_RECURSE ${work}/prefix ${work}/moved ${work}/build)
set(options "")

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

run(${CMAKE_COMMAND} -G Ninja -S ${SOURCE_DIR}/tests/package/consumer -B ${work}/build
  -C ${BINARY_DIR}/tests/package/compiler.cmake ${options})
run(${CMAKE_COMMAND} --build ${work}/build --target consumer -j2)
execute_process(COMMAND ${work}/build/consumer OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL "foobar\n")
  message(FATAL_ERROR "the consumer printed: ${output}")
endif()
