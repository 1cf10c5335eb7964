#include "adapters/slack/decode_view.hpp"

#include <nlohmann/json.hpp>

#include "adapters/json_values.hpp"
#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/decode_parts.hpp"
#include "adapters/slack/objects.hpp"
#include "adapters/slack/text.hpp"
#include "conversations/packed_text.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;

constexpr std::size_t most_values = 200;       // of one field
constexpr std::size_t longest_value = 12'000;  // bytes

json tree_of(std::string_view payload) {
    return json::parse(payload, nullptr, false);
}

void add_text(std::vector<std::string>& to, std::string text) {
    if (text.size() <= longest_value && to.size() < most_values) to.push_back(kept_text(std::move(text)));
}

/// Whatever kind of element it is: one value, several, or none.
std::vector<std::string> values_in(const json& element) {
    std::vector<std::string> out;
    for (const auto* name : {"value", "selected_date", "selected_time", "selected_user"})
        if (auto text = text_in(element, name); !text.empty()) add_text(out, std::move(text));
    if (auto text = text_in(object_at(element, "selected_option"), "value"); !text.empty())
        add_text(out, std::move(text));
    const auto several = element.find("selected_options");
    if (several != element.end() && several->is_array())
        for (const auto& one : *several) add_text(out, text_in(one, "value"));
    return out;
}

/// By block; a field that was left empty has none.
draft fields_in(const json& view) {
    draft out;
    const auto& values = object_at(object_at(view, "state"), "values");
    if (!values.is_object()) return out;
    for (const auto& [block, elements] : values.items()) {
        if (!elements.is_object() || block.size() > longest_id || out.size() >= most_values) continue;
        auto& into = out[block];
        for (const auto& element : elements)
            if (element.is_object())
                for (auto& value : values_in(element)) into.push_back(std::move(value));
    }
    return out;
}

inbound_event event_at(const interaction_place& at, std::string key, instant received, inbound_content what) {
    return {std::move(key), at.who, received, "", std::move(what)};
}

std::string json_text(const json& of) {
    return of.dump(-1, ' ', false, json::error_handler_t::replace);
}

void answer_with(webhook_reply& reply, const json& body) {
    reply.content_type = "application/json";
    reply.body = json_text(body);
}

/// Each version of a view that goes on has a name of its own, so that what is shown next does not come before Slack
/// has put the waiting one there.
std::string next_name(const json& view, const interaction_place& at) {
    return "w" + text_in(view, "id") + at.trigger.substr(at.trigger.rfind('.') + 1);
}

bool all_there(const interaction_place& at) {
    return id_like(at.who.user) && id_like(at.trigger);
}

/// Whether it stays open, with what is wrong beside its fields.
bool refused_there(view_act& act, const inbound::submitted& what, const view_purpose& about, instant received,
                   const form_check* check) {
    const bool can = check != nullptr && *check;
    const auto wrong = can ? (*check)(what, about.language, received) : std::map<std::string, std::string>();
    if (wrong.empty()) return false;
    json body;
    body["response_action"] = "errors";
    body["errors"] = wrong;
    answer_with(act.reply, body);
    act.reply.counted_as = "form_refused";
    act.sent = false;
    act.typed = what.values;
    return true;
}

/// A question that was answered in a modal.
void question_sent(view_act& act, const json& view, const view_purpose& about, const interaction_place& at,
                   instant received, const form_rules& rules, draft fields) {
    inbound::chose what{about.what, fields[about.what]};
    if (what.values.empty()) return;
    if (refused_there(act, {about.what, std::move(fields)}, about, received, rules.check)) return;
    auto event = event_at(at, natural_key(at.who.tenant.text, "submit", at.trigger), received, std::move(what));
    if (about.goes_on) {
        const auto name = next_name(view, at);
        event.surface = text_in(view, "id") + " " + name;
        json body;
        body["response_action"] = "update";
        body["view"] = waiting_view(rules.bot_name, name, about.language);
        answer_with(act.reply, body);
    }
    act.reply.events.push_back(std::move(event));
}

void form_sent(view_act& act, const view_purpose& about, const interaction_place& at, instant received,
               const form_check* check, draft fields) {
    inbound::submitted what{about.what, std::move(fields)};
    if (refused_there(act, what, about, received, check)) return;
    act.reply.events.push_back(
        event_at(at, natural_key(at.who.tenant.text, "submit", at.trigger), received, std::move(what)));
}

}  // namespace

std::string draft_note(std::string_view what) {
    return "draft/" + std::string(what);
}

std::string draft_text(const draft& typed) {
    packed_writer to("d1 ");
    to.each(typed, [&](const auto& field) {
        to.text(field.first);
        to.each(field.second, [&](const std::string& value) { to.text(value); });
    });
    return to.take();
}

draft draft_from(std::string_view text) {
    packed_reader from(text, "d1 ");
    draft out;
    for (auto& [field, values] : from.each([&] {
             auto name = from.text();
             return std::pair(std::move(name), from.each([&] { return from.text(); }));
         }))
        out.emplace(std::move(field), std::move(values));
    return out;
}

view_act decode_submission(std::string_view payload, const interaction_place& at, instant received,
                           const form_rules& rules) {
    view_act act{answered("view"), at.who};
    const auto in = tree_of(payload);
    const auto& view = object_at(in, "view");
    act.view = text_in(view, "id");
    const auto about = purpose_in(text_in(view, "private_metadata"));
    act.sent = about && !about->what.empty() && all_there(at);
    if (!act.sent) return act;  // none of ours; an empty 200 closes it
    act.draft_of = about->what;
    auto fields = fields_in(view);
    if (about->question)
        question_sent(act, view, *about, at, received, rules, std::move(fields));
    else
        form_sent(act, *about, at, received, rules.check, std::move(fields));
    return act;
}

view_act decode_closing(std::string_view payload, const interaction_place& at, instant received) {
    view_act act{answered("view"), at.who};
    const auto in = tree_of(payload);
    const auto& view = object_at(in, "view");
    const auto about = purpose_in(text_in(view, "private_metadata"));
    const auto name = text_in(view, "id");
    if (!about || !about->goes_on || about->what.empty() || !id_like(name) || !id_like(at.who.user)) return act;
    act.reply.counted_as = "form_closed";
    const auto version = text_in(view, "hash");
    act.reply.events.push_back(event_at(at, natural_key(at.who.tenant.text, "closed", name, version), received,
                                        inbound::form_closed{about->what}));
    return act;
}

view_act decode_in_view(std::string_view payload, const interaction_place& at, instant received) {
    view_act act{answered("click"), at.who};
    const auto in = tree_of(payload);
    const auto& view = object_at(in, "view");
    act.view = text_in(view, "id");
    const bool is_modal = text_in(view, "type") == "modal";
    const auto about = purpose_in(text_in(view, "private_metadata"));
    const auto actions = in.is_object() ? in.find("actions") : in.end();
    if (!all_there(at) || actions == in.end() || !actions->is_array() || actions->empty()) {
        act.reply = answered("malformed");
        return act;
    }
    const auto& action = actions->front();
    const auto id = text_in(action, "action_id");
    if (id == field_action) {  // somebody types
        act.reply.counted_as = "typing";
        if (about && is_modal) act.draft_of = about->what;
        act.typed = fields_in(view);
        return act;
    }
    if (id.empty() || id.size() > longest_id) {
        act.reply = answered("malformed");
        return act;
    }
    inbound::chose what{id.substr(0, id.rfind(element_mark)), values_in(action)};
    const bool opens = what.control.starts_with(form_mark);
    auto event = event_at(at, natural_key(at.who.tenant.text, "click", at.trigger),
                          read_ts(text_in(action, "action_ts")).value_or(received), std::move(what));
    if (is_modal) event.surface = text_in(view, "id");
    if (opens && !is_modal) act.open = opening{at.trigger};
    act.reply.events.push_back(std::move(event));
    return act;
}

view_act decode_shortcut(std::string_view payload, const interaction_place& at, instant received) {
    view_act act{answered("shortcut"), at.who};
    const auto in = tree_of(payload);
    const auto which = text_in(in, "callback_id");
    if (!all_there(at)) {
        act.reply = answered("malformed");
        return act;
    }
    const auto key = natural_key(at.who.tenant.text, "shortcut", at.trigger);
    if (which == goal_shortcut) {
        inbound::chose goal{std::string(form_mark) + "word", {"smart_goal"}};
        act.open = opening{at.trigger};
        act.reply.events.push_back(event_at(at, key, received, std::move(goal)));
    } else if (which == keep_shortcut) {
        const auto& message = object_at(in, "message");
        const bool own = text_in(message, "user") == at.who.user && text_in(message, "bot_id").empty();
        inbound::kept what{own ? readable(text_in(message, "text")) : std::string()};
        auto event = event_at(at, key, received, std::move(what));
        if (own) event.message = message_ref(text_in(object_at(in, "channel"), "id"), text_in(message, "ts"));
        act.reply.events.push_back(std::move(event));
    } else {
        act.reply.counted_as = "unknown_shortcut";
    }
    return act;
}

}  // namespace waymark::slack
