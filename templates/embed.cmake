# sgw_embed(TARGET NAME FILES FILE...): compiles the files into TARGET as
#   std::span<const sgw::EmbeddedFile> sgw::embedded::NAME();
# declared in the generated header "embedded/NAME.hpp". Paths are relative to the project's root, and so are the names in
# the table.
function(sgw_embed target name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "FILES")
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name})
  set(source ${folder}/embedded/${name}.cpp)
  set(header ${folder}/embedded/${name}.hpp)
  list(TRANSFORM arg_FILES PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE inputs)
  list(JOIN arg_FILES "," joined)
  add_custom_command(
    OUTPUT ${source} ${header}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -D NAME=${name} -D "FILES=${joined}" -D SOURCE=${source}
            -D HEADER=${header} -P ${PROJECT_SOURCE_DIR}/templates/embed_script.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/templates/embed_script.cmake
    COMMENT "Embedding ${name}"
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
  set_source_files_properties(${header} PROPERTIES GENERATED TRUE)
  target_sources(${target} PRIVATE ${header})
  target_include_directories(${target} PRIVATE ${folder})
endfunction()
