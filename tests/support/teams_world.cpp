#include "tests/support/teams_world.hpp"

#include <algorithm>

#include "tests/support/teams_cards.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

constexpr std::size_t longest_message = 100'000;
constexpr auto first_base = "/teams";  ///< for whom no better one is known; serves every tenant

std::string text_at(const json& object, const char* pointer) {
    const json::json_pointer at(pointer);
    return object.is_object() && object.contains(at) && object[at].is_string() ? object[at].get<std::string>() : "";
}

teams_answer bad(const std::string& message) {
    return teams_error(400, "BadArgument", message);
}

/// What the connector would say of an activity before anybody sees it; good = nothing.
teams_answer objection(const json& activity, const std::string& bot, std::size_t bytes) {
    if (!activity.is_object()) return teams_error(400, "BadSyntax", "No activity");
    if (bytes > longest_message) return known_refusal("413_MessageSizeTooBig");
    if (text_at(activity, "/from/id").empty()) return known_refusal("400_BadArgument");
    if (text_at(activity, "/from/id") != bot) return bad("Activity.From is not the bot");
    if (text_at(activity, "/type") != "message") return bad("no message");
    const auto problems = card_problems(activity);
    return problems.empty() ? teams_answer{} : bad(problems.front());
}

}  // namespace

void teams_world::put_roster(const std::string& conversation, std::vector<std::string> object_ids) {
    rosters_[conversation] = std::move(object_ids);
}

void teams_world::refuse(const std::string& object_id, const std::string& refusal) {
    refused_.erase(object_id);
    if (!refusal.empty()) refused_[object_id] = refusal;
}

void teams_world::move_to(const std::string& region, const std::string& refusal) {
    left_regions_[std::exchange(region_, region)] = refusal;
    left_regions_.erase(region);
}

std::string teams_world::refusal_of_base(const std::string& base) const {
    if (base == first_base || base.starts_with("/" + region_ + "/")) return {};
    const auto region = base.substr(std::min<std::size_t>(1, base.size()), base.find('/', 1) - 1);
    const auto left = left_regions_.find(region);
    return left == left_regions_.end() ? "404_ConversationNotFound" : left->second;
}

bool teams_world::is_too_much(const connector_call& in, instant now) {
    if (!limited_) return false;
    const auto operation = in.operation();
    const bool creates = operation == "create";
    const bool reads = in.method == "GET";
    const auto& windows = creates ? creating_windows() : reads ? reading_windows() : sending_windows();
    const auto about = creates ? in.person() : in.path.size() > 1 ? in.path[1] : "";
    return !limits_.take((creates ? "create "
                          : reads ? "read "
                                  : "send ") +
                             about,
                         windows, now) ||
           !limits_.take("all", tenant_windows(), now);
}

teams_answer teams_world::call(const connector_call& in, instant now) {
    const auto operation = in.operation();
    ++counts_[operation.empty() ? "unknown" : operation];
    auto out = dispatch(in, now);
    json entry;
    entry["operation"] = operation;
    entry["base"] = in.base;
    entry["user"] = in.person();
    entry["status"] = out.status;
    calls_.push_back(std::move(entry));
    return out;
}

teams_answer teams_world::dispatch(const connector_call& in, instant now) {
    const auto operation = in.operation();
    if (operation.empty()) return {404, {{"content-type", "text/html"}}, "<html>Not Found</html>"};
    if (is_too_much(in, now)) {
        ++counts_["limited"];
        return known_refusal("429_Throttled_no_retry_after");
    }
    if (const auto refusal = refusal_of_base(in.base); !refusal.empty()) return known_refusal(refusal);
    if (const auto found = refused_.find(in.person()); found != refused_.end()) return known_refusal(found->second);
    if (operation == "create") return create(json::parse(in.body, nullptr, false));
    if (operation == "send") return post(in, now);
    if (operation == "update") return update(in);
    if (operation == "delete") return erase(in);
    return members(in);
}

teams_answer teams_world::create(const json& body) const {
    if (!body.is_object() || !body.contains("members") || body["members"].size() != 1 || body.value("isGroup", false))
        return bad("one member is wanted");
    if (text_at(body, "/bot/id") != "28:" + app_id_) return bad("another bot");
    // One of the two missing gives an unclear error, so an adapter sends both.
    const auto tenant = text_at(body, "/tenantId");
    if (tenant.empty() || text_at(body, "/channelData/tenant/id") != tenant) return bad("Unknown");
    const auto person = object_id_in(text_at(body, "/members/0/id"));
    if (person.empty()) return bad("Invalid user identity in provided tenant");
    json out;
    out["id"] = teams_conversation(person);
    if (!named_service_.empty()) out["serviceUrl"] = named_service_;
    return teams_json(201, out);
}

teams_answer teams_world::post(const connector_call& in, instant now) {
    const auto activity = json::parse(in.body, nullptr, false);
    if (object_id_in(in.path[1]).empty()) return known_refusal("404_ConversationNotFound");
    if (auto refused = objection(activity, "28:" + app_id_, in.body.size()); !refused.good()) return refused;
    last_id_ = std::max(last_id_ + 1, to_us(now) / 1000);
    const auto id = std::to_string(last_id_);
    conversations_[in.path[1]][id] = activity;
    show("post", in, id, activity);
    json out;
    out["id"] = id;
    return teams_json(201, out);
}

teams_answer teams_world::update(const connector_call& in) {
    auto& messages = conversations_[in.path[1]];
    const auto found = messages.find(in.path[3]);
    if (found == messages.end()) return known_refusal("404_ActivityNotFoundInConversation");
    const auto activity = json::parse(in.body, nullptr, false);
    if (auto refused = objection(activity, "28:" + app_id_, in.body.size()); !refused.good()) return refused;
    found->second = activity;
    show("update", in, found->first, activity);
    json out;
    out["id"] = found->first;
    return teams_json(200, out);
}

teams_answer teams_world::erase(const connector_call& in) {
    auto& messages = conversations_[in.path[1]];
    const auto found = messages.find(in.path[3]);
    if (found == messages.end()) return known_refusal("404_ActivityNotFoundInConversation");
    show("delete", in, found->first, found->second);
    messages.erase(found);
    return {};
}

json teams_world::member(const std::string& object_id) const {
    json out;
    out["id"] = teams_user(object_id);
    out["aadObjectId"] = object_id;
    out["name"] = "Person " + object_id.substr(0, 8);
    out["userRole"] = "user";
    if (const auto found = described_.find(object_id); found != described_.end()) out.update(found->second);
    return out;
}

teams_answer teams_world::members(const connector_call& in) const {
    auto people = std::vector{object_id_in(in.path[1])};
    if (const auto found = rosters_.find(in.path[1]); found != rosters_.end()) people = found->second;
    if (people.front().empty()) return known_refusal("404_ConversationNotFound");
    if (in.operation() == "member") {
        const auto known = std::ranges::find(people, in.person());
        return known == people.end() ? teams_error(404, "MemberNotFoundInConversation", "No such member.")
                                     : teams_json(200, member(*known));
    }
    constexpr std::size_t smallest_page = 50;
    constexpr std::size_t largest_page = 500;
    const auto number = [&](const char* name, std::size_t otherwise) {
        return in.query.contains(name) ? std::stoul(in.query.at(name)) : otherwise;
    };
    const bool paged = in.operation() == "pagedmembers";
    const auto from = std::min(number("continuationToken", 0), people.size());
    const auto size = paged ? std::clamp(number("pageSize", 200), smallest_page, largest_page) : people.size();
    const auto to = std::min(from + size, people.size());
    json all = json::array();
    for (auto i = from; i < to; ++i) all.push_back(member(people[i]));
    if (!paged) return teams_json(200, all);
    json out;
    out["members"] = std::move(all);
    if (to < people.size()) out["continuationToken"] = std::to_string(to);
    return teams_json(200, out);
}

void teams_world::show(const char* kind, const connector_call& in, const std::string& id, const json& activity) {
    json entry;
    entry["seq"] = shown_.size();
    entry["kind"] = kind;
    entry["user"] = in.person();
    entry["conversation"] = in.path[1];
    entry["id"] = id;
    entry["base"] = in.base;
    entry["text"] = words_in(activity);
    entry["activity"] = activity;
    shown_.push_back(std::move(entry));
}

json teams_world::messages() const {
    json out = json::array();
    for (const auto& [conversation, by_id] : conversations_)
        for (const auto& [id, activity] : by_id) {
            json one;
            one["conversation"] = conversation;
            one["user"] = object_id_in(conversation);
            one["id"] = id;
            one["text"] = words_in(activity);
            one["activity"] = activity;
            out.push_back(std::move(one));
        }
    return out;
}

json teams_world::counts() const {
    json out = json::object();
    for (const auto& [name, count] : counts_) out[name] = count;
    return out;
}

}  // namespace waymark::testing
