// Reading what is called.
#include <algorithm>

#include "adapters/slack/form.hpp"
#include "tests/support/teams_world.hpp"

namespace waymark::testing {
namespace {

constexpr std::string_view version = "/v3/";
constexpr auto user_prefix = "29:1";
constexpr auto conversation_prefix = "a:1";
constexpr std::array<std::size_t, 4> dashes{8, 13, 18, 23};
constexpr std::size_t guid_size = 36;

std::string without_dashes(std::string guid) {
    std::erase(guid, '-');
    return guid;
}

bool is_guid(const std::string& text) {
    return text.size() == guid_size && std::ranges::all_of(dashes, [&](std::size_t at) { return text[at] == '-'; });
}

/// A path keeps its plus signs.
std::string path_decoded(std::string_view part) {
    std::string safe;
    for (const char c : part) safe += c == '+' ? "%2B" : std::string(1, c);
    return slack::form_decoded(safe).value_or("");
}

std::vector<std::string> segments(std::string_view path) {
    std::vector<std::string> out;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        out.push_back(path_decoded(path.substr(0, end)));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

}  // namespace

std::string teams_user(const std::string& object_id) {
    return user_prefix + without_dashes(object_id);
}

std::string teams_conversation(const std::string& object_id) {
    return conversation_prefix + without_dashes(object_id);
}

std::string object_id_in(const std::string& id) {
    if (is_guid(id)) return id;
    for (const std::string prefix : {user_prefix, conversation_prefix}) {
        if (!id.starts_with(prefix)) continue;
        auto guid = id.substr(prefix.size());
        if (guid.size() != guid_size - dashes.size()) return {};
        for (const auto at : dashes) guid.insert(at, 1, '-');
        return guid;
    }
    return {};
}

std::string connector_call::operation() const {
    if (path.empty() || path[0] != "conversations") return {};
    if (path.size() == 1) return method == "POST" ? "create" : "";
    if (path.size() == 3 && path[2] == "activities") return method == "POST" ? "send" : "";
    if (path.size() == 4 && path[2] == "activities")
        return method == "PUT" ? "update" : method == "DELETE" ? "delete" : method == "POST" ? "send" : "";
    if (method != "GET" || path.size() > 4) return {};
    if (path.size() == 3 && (path[2] == "members" || path[2] == "pagedmembers")) return path[2];
    return path.size() == 4 && path[2] == "members" ? "member" : "";
}

std::string connector_call::person() const {
    if (operation() == "member") return object_id_in(path[3]);
    if (path.size() > 1) return object_id_in(path[1]);
    const auto wish = nlohmann::json::parse(body, nullptr, false);
    const auto member = nlohmann::json::json_pointer("/members/0/id");
    return wish.is_object() && wish.contains(member) ? object_id_in(wish.value(member, "")) : "";
}

connector_call read_call(const std::string& method, const std::string& target, const std::string& body) {
    connector_call out;
    out.method = method;
    out.body = body;
    const auto question = std::min(target.find('?'), target.size());
    const auto path = target.substr(0, question);
    const auto at = path.find(version);
    if (at == std::string::npos) return out;
    out.base = path.substr(0, at);
    out.path = segments(std::string_view(path).substr(at + version.size()));
    if (question == target.size()) return out;
    if (const auto form = slack::form::read(std::string_view(target).substr(question + 1)))
        for (const auto& [name, value] : form->pairs()) out.query[name] = value;
    return out;
}

}  // namespace waymark::testing
