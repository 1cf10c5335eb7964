#include "adapters/playground/lines.hpp"

#include <nlohmann/json.hpp>

#include "adapters/plain_text.hpp"
#include "adapters/text_lines.hpp"

namespace waymark {
namespace {

using json = nlohmann::json;

std::int64_t milliseconds(instant at) {
    return to_us(at) / 1000;
}

std::string shape_text(control::kind shape) {
    switch (shape) {
        case control::kind::buttons:
            return "buttons";
        case control::kind::select:
            return "select";
        case control::kind::several:
            return "several";
        case control::kind::date:
            return "date";
        case control::kind::person:
            return "person";
        case control::kind::number:
            return "number";
        case control::kind::long_text:
            return "long_text";
        case control::kind::time:
            return "time";
    }
    return "buttons";
}

json control_json(const control& from) {
    json to = json::object();
    to["shape"] = shape_text(from.shape);
    to["id"] = from.id;
    to["at_most"] = from.at_most;
    to["label"] = harmless(from.label);
    if (from.least) to["least"] = *from.least;
    if (from.most) to["most"] = *from.most;
    to["options"] = json::array();
    for (const auto& one : from.options) {
        json entry = json::object();
        entry["value"] = one.value;
        entry["label"] = harmless(one.label);
        to["options"].push_back(std::move(entry));
    }
    return to;
}

/// What a browser saves as a file without asking anybody for it.
std::string data_url(const attached_file& file) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const std::string type = file.name.ends_with(".ics") ? "text/calendar" : "application/json";
    auto out = "data:" + type + ";charset=utf-8,";
    for (const char c : file.body) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain)
            out.push_back(c);
        else
            out.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 0xfU]);
    }
    return out;
}

json person_json(const playground_person& from) {
    json person = json::object();
    person["user"] = from.user;
    person["role"] = from.role;
    person["name"] = from.name;
    person["zone"] = from.zone;
    person["language"] = from.language;
    return person;
}

}  // namespace

json bot_line(const std::string& user, const std::string& id, const outgoing& message, instant at) {
    json line = json::object();
    line["is"] = "bot";
    line["person"] = user;
    line["id"] = id;
    line["at"] = milliseconds(at);
    line["language"] = message.language;
    std::string text;
    for (const auto& words : lines_of(message.text)) {
        for (const auto& run : words) text += run.text;
        text += '\n';
    }
    text.pop_back();
    line["text"] = std::move(text);
    if (message.file) {
        line["file"] = json::object();
        line["file"]["name"] = harmless(message.file->name);
        line["file"]["url"] = data_url(*message.file);
    }
    if (message.ask) line["ask"] = control_json(*message.ask);
    if (message.ways_out) line["ways_out"] = control_json(*message.ways_out);
    return line;
}

json settled_line(const std::string& user, const std::string& id, const settled& what) {
    json line = json::object();
    line["is"] = "settled";
    line["person"] = user;
    line["id"] = id;
    line["chosen"] = harmless(what.chosen);
    if (!what.is_choice) line["is_choice"] = false;
    return line;
}

json own_line(const inbound_event& event) {
    json line = json::object();
    line["person"] = event.from.user;
    line["id"] = event.message.substr(event.message.find('/') + 1);
    line["at"] = milliseconds(event.at);
    if (const auto* said = std::get_if<inbound::said>(&event.what)) {
        line["is"] = "own";
        line["text"] = said->text;
    } else if (const auto* edited = std::get_if<inbound::edited>(&event.what)) {
        line["is"] = "edited";
        line["text"] = edited->text;
    } else if (std::holds_alternative<inbound::deleted>(event.what)) {
        line["is"] = "deleted";
    } else {
        return json();
    }
    return line;
}

json clock_line(instant now, bool moving, const std::string& note) {
    json line = json::object();
    line["is"] = "clock";
    line["now"] = milliseconds(now);
    line["moving"] = moving;
    line["note"] = note;
    return line;
}

json page_setup(const playground_settings& settings, instant now) {
    json setup = json::object();
    setup["now"] = milliseconds(now);
    setup["programme"] = settings.programme;
    setup["years"] = settings.years.has_value();
    setup["languages"] = settings.languages;
    setup["people"] = json::array();
    for (const auto& one : settings.people) setup["people"].push_back(person_json(one));
    if (settings.contact) setup["contact"] = person_json(*settings.contact);
    setup["flows"] = json::array();
    for (const auto& one : settings.flows) {
        json flow = json::object();
        flow["name"] = one.name;
        flow["title"] = one.title;
        setup["flows"].push_back(std::move(flow));
    }
    return setup;
}

}  // namespace waymark
