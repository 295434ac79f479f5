# One way to declare a room (a library target) and a test binary, so that all share warnings, sanitizers and the include root.

function(progpretrain_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow $<$<BOOL:${PROGPRETRAIN_WERROR}>:-Werror>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)  # false positives on std::string at -O3, GCC bug 105329
  endif()
  if(PROGPRETRAIN_SANITIZE)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)  # GCC's manual: false positives with sanitizers
    endif()
    # glslang is built without RTTI, which UBSan's vptr check needs.
    target_compile_options(${target} PRIVATE -fsanitize=${PROGPRETRAIN_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all
                           -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${PROGPRETRAIN_SANITIZE})
  endif()
endfunction()

# progpretrain_room(NAME SOURCES file... LINKS target...): static library progpretrain_NAME. LINKS are public: a room may
# link only what stands to its left on the path corpus -> dialect -> spirv -> gpu -> frames -> render -> stream -> trainer.
function(progpretrain_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(progpretrain_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(progpretrain_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(progpretrain_${name} PUBLIC ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
  progpretrain_compile_options(progpretrain_${name})
endfunction()
