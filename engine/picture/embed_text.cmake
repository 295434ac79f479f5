# progpretrain_embed_text(TARGET NAMESPACE [NAME FILE]...): puts text files into TARGET's binary. Each becomes
# `extern const std::string_view NAME;` in NAMESPACE, to be declared where it is used; a changed file is embedded again.
set(PROGPRETRAIN_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_text_step.cmake CACHE INTERNAL "")
function(progpretrain_embed_text target namespace)
  set(pairs ${ARGN})
  while(pairs)
    list(POP_FRONT pairs name file)
    get_filename_component(file ${file} ABSOLUTE)
    set(unit ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
    add_custom_command(OUTPUT ${unit}
      COMMAND ${CMAKE_COMMAND} -DNAMESPACE=${namespace} -DNAME=${name} -DFILE=${file} -DUNIT=${unit}
              -P ${PROGPRETRAIN_EMBED_SCRIPT}
      DEPENDS ${file} ${PROGPRETRAIN_EMBED_SCRIPT} VERBATIM)
    target_sources(${target} PRIVATE ${unit})
  endwhile()
endfunction()
