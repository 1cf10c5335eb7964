# Turns the report's page and the chart library (Debian's libjs-chart.js) into page_parts.cpp, so that the binary needs
# nothing beside it. The library goes in pieces: compilers need not take a literal of more than 64 kB.
set(report_page ${CMAKE_CURRENT_SOURCE_DIR}/rehearsal/page)
file(READ ${report_page}/report.html WAYMARK_REPORT_HTML)
file(READ ${report_page}/report.css WAYMARK_REPORT_CSS)
file(READ ${report_page}/charts.js report_charts_js)
file(READ ${report_page}/report.js report_js)
set(WAYMARK_REPORT_JS "${report_charts_js}${report_js}")
file(READ ${CHART_JS_FILE} chart_js)
string(LENGTH "${chart_js}" chart_length)
set(WAYMARK_REPORT_CHARTS "")
foreach(from RANGE 0 ${chart_length} 15000)
  string(SUBSTRING "${chart_js}" ${from} 15000 piece)
  string(APPEND WAYMARK_REPORT_CHARTS "    R\"page-(${piece})page-\"sv,\n")
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${report_page}/report.html ${report_page}/report.css
  ${report_page}/charts.js ${report_page}/report.js ${CHART_JS_FILE})
configure_file(rehearsal/page_parts.cpp.in rehearsal/page_parts.cpp @ONLY)
