#include "tests/service/support/truth.hpp"

#include <cstdlib>
#include <map>
#include <set>

namespace waymark::testing {

namespace {

using nlohmann::json;

/// "joining.1/mentor/7": the seventh message of that lane.
struct place {
    std::string lane;
    int number = 0;
};

place place_of(const std::string& key) {
    const auto slash = key.rfind('/');
    return {key.substr(0, slash), std::atoi(key.c_str() + slash + 1)};
}

}  // namespace

std::string id_of(const json& posted) {
    return posted.value("/metadata/event_payload/id"_json_pointer, std::string());
}

std::string ref_of(const json& posted) {
    return posted.value("channel", "") + "/" + posted.value("ts", "");
}

std::vector<std::string> disagreements(const json& shown, const database_view& stored) {
    std::vector<std::string> out;
    std::map<std::string, std::string> key_of_id;
    for (const auto& key : stored.column("SELECT message_key FROM delivery")) key_of_id[platform_id(key)] = key;
    const auto refs = stored.column("SELECT DISTINCT platform_ref FROM delivery WHERE platform_ref <> ''");
    std::set<std::string> posted_refs;
    std::set<std::string> posted_ids;
    std::map<std::string, int> latest;
    for (const auto& entry : shown) {
        if (entry.value("kind", "") != "post") continue;
        const auto id = id_of(entry);
        posted_refs.insert(ref_of(entry));
        if (!posted_ids.insert(id).second) out.push_back("shown twice: " + entry.dump());
        const auto key = key_of_id.find(id);
        if (key == key_of_id.end()) {
            out.push_back("shown and not recorded as sent: " + entry.dump());
            continue;
        }
        const auto at = place_of(key->second);
        auto& last = latest.try_emplace(at.lane, -1).first->second;
        if (at.number <= std::exchange(last, at.number)) out.push_back("out of order: " + key->second);
    }
    for (const auto& ref : refs)
        if (!posted_refs.contains(ref)) out.push_back("recorded as sent and never shown: " + ref);
    return out;
}

}  // namespace waymark::testing
