# Puts text files into a library at build time.
#
#   progpretrain_embed_texts(TARGET progpretrain_room FUNCTION progpretrain::room::texts FILES a b)
#
# adds to TARGET a generated C++ file that defines `std::span<const base::EmbeddedText> FUNCTION()` (declare it where it is
# used; engine/base/embedded_text.h) with {name without folder, text} of every file. Relative paths start at the project's
# root. A changed file is embedded again.
function(progpretrain_embed_texts)
  cmake_parse_arguments(EMBED "" "TARGET;FUNCTION" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${EMBED_FUNCTION}" _stem)
  set(_output ${CMAKE_CURRENT_BINARY_DIR}/${_stem}.cpp)
  set(_script ${PROJECT_SOURCE_DIR}/tools/cmake/embed_text_script.cmake)
  list(TRANSFORM EMBED_FILES PREPEND ${PROJECT_SOURCE_DIR}/ REGEX "^[^/]" OUTPUT_VARIABLE _files)
  add_custom_command(
    OUTPUT ${_output}
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${_output}" "-DFUNCTION=${EMBED_FUNCTION}" "-DFILES=${_files}" -P ${_script}
    DEPENDS ${_files} ${_script}
    COMMENT "Embedding the texts of ${EMBED_FUNCTION}"
    VERBATIM)
  set_source_files_properties(${_output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${EMBED_TARGET} PRIVATE ${_output})
endfunction()
