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

/// What the database says was sent.
class sent_messages {
  public:
    explicit sent_messages(const database_view& stored) {
        for (const auto& key : stored.column("SELECT message_key FROM delivery")) by_id_[platform_id(key)] = key;
        // A later change of a message bears the same name: the first one counts.
        for (const auto& row :
             stored.column("SELECT platform_ref || char(10) || message_key FROM delivery WHERE platform_ref <> '' "
                           "ORDER BY sent_us DESC"))
            by_ref_[row.substr(0, row.find('\n'))] = row.substr(row.find('\n') + 1);
    }
    /// By the id it carries; by its name on the platform where messages carry none. Empty when it is not known.
    [[nodiscard]] std::string key_of(const json& posted) const {
        const auto id = id_of(posted);
        const auto& all = id.empty() ? by_ref_ : by_id_;
        const auto found = all.find(id.empty() ? ref_of(posted) : id);
        return found == all.end() ? "" : found->second;
    }
    [[nodiscard]] const std::map<std::string, std::string>& by_ref() const { return by_ref_; }

  private:
    std::map<std::string, std::string> by_id_, by_ref_;
};

}  // namespace

std::string id_of(const json& posted) {
    return posted.value("/metadata/event_payload/id"_json_pointer, std::string());
}

std::string ref_of(const json& posted) {
    if (posted.contains("conversation")) return posted.value("conversation", "") + "/" + posted.value("id", "");
    return posted.value("channel", "") + "/" + posted.value("ts", "");
}

std::vector<std::string> disagreements(const json& shown, const database_view& stored) {
    std::vector<std::string> out;
    const sent_messages sent(stored);
    std::set<std::string> posted_refs;
    std::set<std::string> posted_keys;
    std::map<std::string, int> latest;
    for (const auto& entry : shown) {
        if (entry.value("kind", "") != "post") continue;
        posted_refs.insert(ref_of(entry));
        const auto key = sent.key_of(entry);
        if (key.empty()) {
            out.push_back("shown and not recorded as sent: " + entry.dump());
            continue;
        }
        if (!posted_keys.insert(key).second) out.push_back("shown twice: " + entry.dump());
        const auto at = place_of(key);
        auto& last = latest.try_emplace(at.lane, -1).first->second;
        if (at.number <= std::exchange(last, at.number)) out.push_back("out of order: " + key);
    }
    for (const auto& [ref, key] : sent.by_ref())
        if (!posted_refs.contains(ref)) out.push_back("recorded as sent and never shown: " + ref);
    return out;
}

}  // namespace waymark::testing
