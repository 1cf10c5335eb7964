#include "adapters/teams/activity.hpp"

#include <array>

#include "adapters/json_paths.hpp"
#include "adapters/letter_case.hpp"

namespace waymark::teams {
namespace {

enum node : json_node {
    root = json_root,
    type,
    id,
    timestamp,
    local_timestamp,
    local_timezone,
    channel,
    service_url,
    from,
    from_id,
    from_name,
    from_object_id,
    from_tenant,
    recipient,
    recipient_id,
    recipient_targeted,
    conversation,
    conversation_id,
    conversation_type,
    conversation_tenant,
    channel_data,
    channel_tenant,
    channel_tenant_id,
    event_type,
    text,
    locale,
    name,
    reply_to,
    action,
    entities,
    entity_type,
    entity_text,
    entity_timezone,
    mentioned,
    mentioned_id,
    mentioned_name,
    added,
    added_id,
    added_object_id,
    removed,
    removed_id,
    value,
    card_action,
    card_action_type,
    trigger,
    data,
    input_control,
    input_value,
    input_values,
    input_press,
    input_title,
    input_label,
    input_send,
    file_context,
    file_mark,
    upload,
    upload_url,
    upload_content_url,
    upload_name,
    upload_unique_id,
    upload_file_type,
    input_wanted,
    input_limit
};

constexpr std::array steps{
    json_step{root, "type", type},
    json_step{root, "id", id},
    json_step{root, "timestamp", timestamp},
    json_step{root, "localTimestamp", local_timestamp},
    json_step{root, "localTimezone", local_timezone},
    json_step{root, "serviceUrl", service_url},
    json_step{root, "channelId", channel},
    json_step{root, "from", from},
    json_step{root, "recipient", recipient},
    json_step{root, "conversation", conversation},
    json_step{root, "text", text},
    json_step{root, "locale", locale},
    json_step{root, "channelData", channel_data},
    json_step{root, "entities", entities},
    json_step{root, "value", value},
    json_step{root, "replyToId", reply_to},
    json_step{root, "name", name},
    json_step{root, "action", action},
    json_step{root, "membersAdded", added},
    json_step{from, "id", from_id},
    json_step{from, "name", from_name},
    json_step{from, "aadObjectId", from_object_id},
    json_step{from, "tenantId", from_tenant},
    json_step{recipient, "id", recipient_id},
    json_step{recipient, "isTargeted", recipient_targeted},
    json_step{conversation, "id", conversation_id},
    json_step{conversation, "conversationType", conversation_type},
    json_step{conversation, "tenantId", conversation_tenant},
    json_step{channel_data, "tenant", channel_tenant},
    json_step{channel_data, "eventType", event_type},
    json_step{channel_tenant, "id", channel_tenant_id},
    json_step{entities, "type", entity_type},
    json_step{entities, "text", entity_text},
    json_step{entities, "timezone", entity_timezone},
    json_step{entities, "mentioned", mentioned},
    json_step{mentioned, "id", mentioned_id},
    json_step{mentioned, "name", mentioned_name},
    json_step{root, "membersRemoved", removed},
    json_step{removed, "id", removed_id},
    json_step{added, "id", added_id},
    json_step{added, "aadObjectId", added_object_id},
    json_step{value, "action", card_action},
    json_step{value, "trigger", trigger},
    json_step{card_action, "type", card_action_type},
    // Action.Submit sends its data as `value`, a dialog as `value.data`, Action.Execute as `value.action.data`.
    json_step{value, "data", data},
    json_step{card_action, "data", data},
    json_step{value, "control", input_control},
    json_step{value, "value", input_value},
    json_step{value, "values", input_values},
    json_step{value, "press", input_press},
    json_step{data, "control", input_control},
    json_step{data, "value", input_value},
    json_step{data, "values", input_values},
    json_step{data, "press", input_press},
    json_step{data, "title", input_title},
    json_step{data, "label", input_label},
    json_step{data, "send", input_send},
    json_step{value, "context", file_context},
    json_step{file_context, "waymark_file", file_mark},
    json_step{value, "uploadInfo", upload},
    json_step{upload, "uploadUrl", upload_url},
    json_step{upload, "contentUrl", upload_content_url},
    json_step{upload, "name", upload_name},
    json_step{upload, "uniqueId", upload_unique_id},
    json_step{upload, "fileType", upload_file_type},
    json_step{data, "wanted", input_wanted},
    json_step{data, "limit", input_limit},
};

struct entity {
    std::string type, timezone;
    mention who;
};

class activity_sink {
  public:
    std::string* text(json_node at) {
        auto* to = place_of(at);
        if (to) to->clear();
        return to;
    }
    void begin(json_node at) {
        if (at == value) out_.has_value = true;
        // The array itself, then each of its objects.
        if (at == entities && ++entities_begun_ > 1 && entities_.size() < most_listed) entities_.emplace_back();
        if (at == added && ++added_begun_ > 1 && out_.added.size() < most_listed) out_.added.emplace_back();
        if (at == removed && ++removed_begun_ > 1 && out_.removed.size() < most_listed) out_.removed.emplace_back();
    }
    [[nodiscard]] activity finish() {
        for (auto& one : entities_) {
            if (iequals(one.type, "mention")) out_.mentions.push_back(std::move(one.who));
            if (out_.client_timezone.empty()) out_.client_timezone = std::move(one.timezone);
        }
        out_.targeted = targeted_ == "true";
        return std::move(out_);
    }

  private:
    static constexpr std::size_t most_listed = 500;

    std::string* place_of(json_node at) {
        if (at >= entity_type && at <= mentioned_name) return entities_.empty() ? nullptr : in_entity(at);
        if (at == added_id || at == added_object_id) {
            if (out_.added.empty()) return nullptr;
            return at == added_id ? &out_.added.back().id : &out_.added.back().object_id;
        }
        if (at == removed_id) return out_.removed.empty() ? nullptr : &out_.removed.back().id;
        if (at >= value) return in_value(at);
        return in_envelope(at);
    }
    std::string* in_entity(json_node at) {
        auto& last = entities_.back();
        switch (at) {
            case entity_type:
                return &last.type;
            case entity_text:
                return &last.who.text;
            case entity_timezone:
                return &last.timezone;
            case mentioned_id:
                return &last.who.id;
            case mentioned_name:
                return &last.who.name;
            default:
                return nullptr;
        }
    }
    std::string* in_value(json_node at) {
        out_.has_value = true;
        switch (at) {
            case waymark::teams::card_action_type:
                return &out_.card_action_type;
            case waymark::teams::trigger:
                return &out_.trigger;
            case input_control:
                return &out_.input.control;
            case input_value:
                return &out_.input.value.emplace();
            case input_values:
                return &out_.input.values.emplace();
            case input_press:
                return &out_.input.press;
            case input_title:
                return &out_.input.title;
            case input_label:
                return &out_.input.label;
            case input_send:
                return &out_.input.send;
            case input_wanted:
                return &out_.input.wanted;
            case input_limit:
                return &out_.input.limit;
            default:
                return in_file(at);
        }
    }
    std::string* in_file(json_node at) {
        auto& file = out_.file;
        switch (at) {
            case card_action:
                return &file.action;
            case file_mark:
                return &file.mark;
            case upload_url:
                return &file.upload_url;
            case upload_content_url:
                return &file.content_url;
            case upload_name:
                return &file.name;
            case upload_unique_id:
                return &file.unique_id;
            case upload_file_type:
                return &file.file_type;
            default:
                return nullptr;
        }
    }
    std::string* in_envelope(json_node at) {
        static constexpr std::array<std::pair<node, std::string activity::*>, 22> places{{
            {type, &activity::type},
            {id, &activity::id},
            {timestamp, &activity::timestamp},
            {local_timestamp, &activity::local_timestamp},
            {local_timezone, &activity::local_timezone},
            {channel, &activity::channel},
            {service_url, &activity::service_url},
            {from_id, &activity::from_id},
            {from_name, &activity::from_name},
            {from_object_id, &activity::from_object_id},
            {from_tenant, &activity::from_tenant},
            {recipient_id, &activity::recipient_id},
            {conversation_id, &activity::conversation_id},
            {conversation_type, &activity::conversation_type},
            {conversation_tenant, &activity::conversation_tenant},
            {channel_tenant_id, &activity::channel_tenant},
            {event_type, &activity::event_type},
            {node::text, &activity::text},
            {locale, &activity::locale},
            {name, &activity::name},
            {reply_to, &activity::reply_to},
            {action, &activity::action},
        }};
        if (at == recipient_targeted) return &targeted_;
        for (const auto& [where, member] : places)
            if (where == at) return &(out_.*member);
        return nullptr;
    }

    activity out_;
    std::vector<entity> entities_;
    std::string targeted_;
    std::size_t entities_begun_ = 0, added_begun_ = 0, removed_begun_ = 0;
};

}  // namespace

bool activity::is(std::string_view type_name) const {
    return iequals(type, type_name);
}

bool activity::personal() const {
    return iequals(conversation_type, "personal");
}

const std::string& activity::tenant() const {
    return channel_tenant.empty() ? conversation_tenant : channel_tenant;
}

std::string activity::person_tenant() const {
    return lower(from_tenant.empty() ? tenant() : from_tenant);
}

std::string activity::person() const {
    return lower(from_object_id);
}

activity_facts activity::facts() const {
    activity_facts out{channel, service_url, recipient_id, {}};
    for (const auto* one : {&channel_tenant, &conversation_tenant, &from_tenant})
        if (!one->empty()) out.tenants.emplace_back(*one);
    return out;
}

std::optional<activity> read_activity(std::string_view body) {
    if (body.size() > longest_activity) return {};
    activity_sink sink;
    if (!read_json_paths(body, steps, sink)) return {};
    auto out = sink.finish();
    if (out.type.empty()) return {};
    return out;
}

}  // namespace waymark::teams
