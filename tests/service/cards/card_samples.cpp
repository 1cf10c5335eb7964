// Prints a card of every kind as JSON, for the browser's test. With the argument "decode" it reads what the browser
// pressed, one JSON array, and prints what our decoder makes of each.
#include <array>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "adapters/teams/decode.hpp"
#include "adapters/teams/encode.hpp"
#include "tests/service/cards/sample.hpp"

namespace waymark::card_samples {
namespace {

using nlohmann::json;

const teams::parties between{"28:bot", "Waymark", "a:1", "29:1"};

json options_of(const control& of) {
    json out = json::array();
    for (const auto& one : of.options) out.push_back({{"value", one.value}, {"label", one.label}});
    return out;
}

json printed(const sample& one) {
    constexpr std::array shapes{"buttons", "select", "several", "date", "person", "number", "long_text"};
    json out;
    out["name"] = one.name;
    out["hostile"] = one.hostile;
    out["answered"] = one.answered.has_value();
    if (const auto& ask = one.message.ask) {
        out["shape"] = shapes.at(static_cast<std::size_t>(ask->shape));
        out["control"] = ask->id;
        out["options"] = options_of(*ask);
    }
    if (const auto& ways = one.message.ways_out) {
        out["ways_out"] = ways->id;
        out["ways"] = options_of(*ways);
    }
    if (one.answered)
        out["messages"] = json::array({teams::settled_message(one.message, *one.answered, between)});
    else
        out["messages"] = teams::messages_for(one.message, between, "press-1");
    return out;
}

/// What Teams sends when a card's button is pressed ("press"), when that button opens a window ("fetch"), and when the
/// window's button is pressed ("sent").
json activity_with(const std::string& as, const json& data) {
    json out;
    out["type"] = as == "press" ? "message" : "invoke";
    if (as != "press") out["name"] = as == "fetch" ? "task/fetch" : "task/submit";
    out["id"] = "f:1";
    out["timestamp"] = "2026-03-02T09:15:00.000Z";
    out["channelId"] = "msteams";
    out["from"] = {{"id", "29:1"}, {"aadObjectId", "0000aad0-0001-4000-8000-000000000011"}};
    out["recipient"]["id"] = "28:bot";
    out["conversation"] = {{"id", "a:1"}, {"conversationType", "personal"}, {"tenantId", "t1"}};
    out["replyToId"] = "1772439300077";
    if (as == "press")
        out["value"] = data;
    else
        out["value"]["data"] = data;
    return out;
}

json decoded(const json& pressed) {
    const auto activity =
        teams::read_activity(activity_with(pressed.at("as").get<std::string>(), pressed.at("data")).dump());
    const auto reply = teams::decode(activity.value(), instant{});
    json out;
    out["counted_as"] = reply.counted_as;
    if (!reply.body.empty()) out["body"] = json::parse(reply.body);
    for (const auto& event : reply.events)
        if (const auto* chose = std::get_if<inbound::chose>(&event.what)) {
            out["control"] = chose->control;
            out["values"] = chose->values;
        }
    return out;
}

}  // namespace
}  // namespace waymark::card_samples

int main(int count, const char** words) {
    using namespace waymark::card_samples;
    json out = json::array();
    if (count > 1 && std::string_view(words[1]) == "decode") {
        const std::string read(std::istreambuf_iterator<char>(std::cin), {});
        for (const auto& one : json::parse(read)) out.push_back(decoded(one));
    } else {
        for (const auto& all : {in_english(), in_spanish(), with_hostile_words()})
            for (const auto& one : all) out.push_back(printed(one));
    }
    std::cout << out.dump() << '\n';
}
