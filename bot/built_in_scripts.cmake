# Builds the conversations that ship into the binary: built_in_scripts.cpp, one raw string per file, written when the
# build is configured.
file(GLOB scripts CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/conversations
  ${PROJECT_SOURCE_DIR}/conversations/flows/*.yaml ${PROJECT_SOURCE_DIR}/conversations/texts/*/*.yaml
  ${PROJECT_SOURCE_DIR}/conversations/programmes/*.yaml ${PROJECT_SOURCE_DIR}/conversations/calendars/*.yaml)
list(SORT scripts)
set(WAYMARK_SCRIPTS "")
foreach(name IN LISTS scripts)
  file(READ ${PROJECT_SOURCE_DIR}/conversations/${name} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/conversations/${name})
  string(APPEND WAYMARK_SCRIPTS "    {\"${name}\", R\"script-(${text})script-\"sv},\n")
endforeach()
configure_file(built_in_scripts.cpp.in built_in_scripts.cpp @ONLY)
# A file may be longer than what every compiler must take; the two that build this take it.
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/built_in_scripts.cpp PROPERTIES
  COMPILE_OPTIONS -Wno-overlength-strings)
