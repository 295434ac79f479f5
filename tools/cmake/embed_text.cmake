# Puts text files into a library at build time.
#
#   progpretrain_embed_texts(OUT_VARIABLE HEADER engine/room/texts.h FUNCTION progpretrain::room::texts TYPE Text FILES a b)
#
# generates a C++ file that includes HEADER and defines `std::span<const TYPE> FUNCTION()` with {name without folder, text}
# of every file, and sets OUT_VARIABLE to its path, to be listed as a source. Relative paths start at the project's root.
function(progpretrain_embed_texts out)
  cmake_parse_arguments(EMBED "" "HEADER;FUNCTION;TYPE" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${EMBED_FUNCTION}" _stem)
  set(_output ${CMAKE_CURRENT_BINARY_DIR}/${_stem}.cpp)
  set(_script ${PROJECT_SOURCE_DIR}/tools/cmake/embed_text_script.cmake)
  list(TRANSFORM EMBED_FILES PREPEND ${PROJECT_SOURCE_DIR}/ REGEX "^[^/]" OUTPUT_VARIABLE _files)
  add_custom_command(
    OUTPUT ${_output}
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${_output}" "-DHEADER=${EMBED_HEADER}" "-DFUNCTION=${EMBED_FUNCTION}"
            "-DTYPE=${EMBED_TYPE}" "-DFILES=${_files}" -P ${_script}
    DEPENDS ${_files} ${_script}
    COMMENT "Embedding the texts of ${EMBED_FUNCTION}"
    VERBATIM)
  set(${out} ${_output} PARENT_SCOPE)
endfunction()
