# Turns the page's files into page_files.cpp, so that the binary needs nothing beside it. No build step for the page.
set(page ${CMAKE_CURRENT_SOURCE_DIR}/playground/page)
file(READ ${page}/index.html WAYMARK_PAGE_HTML)
file(READ ${page}/style.css WAYMARK_PAGE_CSS)
file(READ ${page}/year.css WAYMARK_PAGE_YEAR_CSS)
file(READ ${page}/app.js WAYMARK_PAGE_JS)
file(READ ${page}/parts.js WAYMARK_PAGE_PARTS_JS)
file(READ ${page}/year.js WAYMARK_PAGE_YEAR_JS)
file(READ ${page}/icon.svg WAYMARK_PAGE_ICON)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${page}/index.html ${page}/style.css ${page}/year.css ${page}/app.js ${page}/parts.js ${page}/year.js ${page}/icon.svg)
configure_file(playground/page_files.cpp.in playground/page_files.cpp @ONLY)
