#include "bot/rehearsal/page_parts.hpp"
#include "bot/rehearsal/report.hpp"

namespace waymark::rehearsal {
namespace {

void fill(std::string& page, std::string_view place, std::string_view with) {
    const auto at = page.find(place);
    if (at != std::string::npos) page.replace(at, place.size(), with);
}

/// Inside a script element nothing may look like the end of it.
std::string for_script(const std::string& json) {
    std::string out;
    out.reserve(json.size());
    for (const char c : json) {
        if (c == '<')
            out += "\\u003c";
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string report_page(const std::string& data) {
    std::string out(page_html());
    fill(out, "/*style*/", page_css());
    // the data last: what stands in it is not looked at any more
    fill(out, "/*charts*/", page_charts());
    fill(out, "/*script*/", page_js());
    fill(out, "/*data*/", for_script(data));
    return out;
}

}  // namespace waymark::rehearsal
