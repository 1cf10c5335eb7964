// One activity of the Bot Framework: what we need of its JSON, read in one pass and without a tree. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/teams/token.hpp"

namespace waymark::teams {

constexpr std::size_t longest_activity = 2'000'000;

struct mention {
    std::string id, name, text;  ///< `text` is missing for names with & or <
};

struct member {
    std::string id, object_id;
};

/// What the buttons and forms of our own cards send. Anything else in a card is not ours.
struct card_input {
    std::string control;                ///< outgoing::control::id
    std::optional<std::string> value;   ///< one choice, a date, or text written into the card
    std::optional<std::string> values;  ///< several choices, joined by commas as Teams does
    std::string press;                  ///< renewed whenever the card is: an intended second press differs
    std::string title, label, send;     ///< of the form that task/fetch asks for
    std::string wanted, limit;          ///< of that form's field: words when it is empty, most characters
};

/// The answer to the question whether they want a file (file_offer.hpp).
struct file_consent {
    std::string action;  ///< "accept" or "decline"
    std::string mark;    ///< which file
    std::string upload_url, content_url, name, unique_id, file_type;
};

struct activity {
    std::string type, id, timestamp, local_timestamp, channel, service_url;
    std::string from_id, from_name, from_object_id, from_tenant;
    std::string recipient_id;
    bool targeted = false;  ///< private, though in a group
    std::string conversation_id, conversation_type, conversation_tenant;
    std::string channel_tenant, event_type;
    std::string text, locale, name, reply_to, action;
    std::string local_timezone, client_timezone;
    std::vector<mention> mentions;
    std::vector<member> added, removed;
    bool has_value = false;                 ///< there is a `value`, of whatever kind
    card_input input;                       ///< out of `value`, wherever the kind of activity puts it
    std::string card_action_type, trigger;  ///< of adaptiveCard/action
    file_consent file;                      ///< of fileConsent/invoke

    [[nodiscard]] bool is(std::string_view type_name) const;  ///< in any letter case
    [[nodiscard]] bool personal() const;
    [[nodiscard]] const std::string& tenant() const;  ///< of the conversation
    /// The person's own tenant where it is named, else the conversation's. In lower case, as is their object id in
    /// `person`: they are GUIDs, and a person must not become two.
    [[nodiscard]] std::string person_tenant() const;
    [[nodiscard]] std::string person() const;
    [[nodiscard]] activity_facts facts() const;
};

/// Empty when `body` is not one JSON object with a `type`.
[[nodiscard]] std::optional<activity> read_activity(std::string_view body);

}  // namespace waymark::teams
