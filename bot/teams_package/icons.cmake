# Turns the app's icons into icons.cpp, so that the binary needs nothing beside it.
set(icons ${PROJECT_SOURCE_DIR}/deploy/teams)
foreach(icon color outline)
  file(READ ${icons}/${icon}.png hex HEX)
  string(TOUPPER ${icon} name)
  string(REGEX REPLACE "(..)" "0x\\1," WAYMARK_ICON_${name} "${hex}")
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${icons}/color.png ${icons}/outline.png)
configure_file(teams_package/icons.cpp.in teams_package/icons.cpp @ONLY)
