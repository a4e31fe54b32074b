# How a room of the house is built: a static library of the sources in its folder, or an interface where it has only headers.
option(TRELLIS_TOOLS "Build the program simulate" ON)
option(TRELLIS_TESTS "Build the tests" ON)
option(TRELLIS_BENCH "Build the benchmarks" OFF)
option(TRELLIS_CHECKED "Check every access of a phase against its declaration (slow; on in Debug)" OFF)
set(TRELLIS_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O3")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")

add_library(trellis_flags INTERFACE)
target_include_directories(trellis_flags INTERFACE ${PROJECT_SOURCE_DIR})
# Same bits from every compiler: no fused multiply-add, nothing that -ffast-math would reorder.
target_compile_options(trellis_flags INTERFACE -ffp-contract=off -fno-trapping-math -fno-math-errno
                       -Wall -Wextra -Wconversion -Wshadow -Werror)
target_compile_definitions(trellis_flags INTERFACE $<$<OR:$<BOOL:${TRELLIS_CHECKED}>,$<CONFIG:Debug>>:TRELLIS_CHECKED>)
if(TRELLIS_SANITIZE)
  # The vptr check wants run-time type information of every library; ours is off for oneTBB's.
  target_compile_options(trellis_flags INTERFACE -fsanitize=${TRELLIS_SANITIZE} -fno-omit-frame-pointer
                         $<$<NOT:$<STREQUAL:${TRELLIS_SANITIZE},thread>>:-fno-sanitize=vptr -fno-sanitize-recover=all>)
  target_link_options(trellis_flags INTERFACE -fsanitize=${TRELLIS_SANITIZE})
endif()

find_package(HDF5 REQUIRED COMPONENTS C HL)
add_library(hdf5_serial INTERFACE)
target_include_directories(hdf5_serial SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_link_libraries(hdf5_serial INTERFACE ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})

function(trellis_room name)
  cmake_parse_arguments(room "" "FOLDER" "USES;THIRD_PARTY;HIDDEN" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${room_FOLDER}/*.cpp)
  list(TRANSFORM room_USES PREPEND trellis::)
  if(sources)
    add_library(trellis_${name} STATIC ${sources})
    target_link_libraries(trellis_${name} PUBLIC trellis_flags ${room_USES} ${room_THIRD_PARTY} PRIVATE ${room_HIDDEN})
  else()
    add_library(trellis_${name} INTERFACE)
    target_link_libraries(trellis_${name} INTERFACE trellis_flags ${room_USES} ${room_THIRD_PARTY} ${room_HIDDEN})
  endif()
  add_library(trellis::${name} ALIAS trellis_${name})
endfunction()
