# Version, revision and compiler, for the provenance of every run file.
find_package(Git QUIET)
set(TRELLIS_REVISION "unknown")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} describe --always --dirty --abbrev=12
                  OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(TRELLIS_REVISION ${revision})
  endif()
endif()
configure_file(${PROJECT_SOURCE_DIR}/tools/cmake/build_info.hpp.in ${PROJECT_BINARY_DIR}/generated/trellis_build_info.hpp @ONLY)
