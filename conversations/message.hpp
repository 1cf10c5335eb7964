// What comes in from people and what goes out to them, in domain words. Adapters translate platforms to and from this.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "conversations/ids.hpp"
#include "conversations/time.hpp"

namespace waymark {

/// One account of a person on one platform. `tenant` keeps equal user ids of two workspaces apart.
struct address {
    std::string platform;  ///< "slack", "teams", "playground"
    tenant_id tenant;
    std::string user;
    friend auto operator<=>(const address&, const address&) = default;
};

namespace inbound {
/// A message typed to the bot.
struct said {
    std::string text;
    friend bool operator==(const said&, const said&) = default;
};
/// The person changed an earlier message; `inbound_event::message` names it.
struct edited {
    std::string text;
    friend bool operator==(const edited&, const edited&) = default;
};
/// The person deleted an earlier message; `inbound_event::message` names it.
struct deleted {
    friend bool operator==(const deleted&, const deleted&) = default;
};
/// A button or select was used. `control` is what outgoing::control::id said; `values` what was chosen (empty =
/// cleared).
struct chose {
    std::string control;
    std::vector<std::string> values;
    friend bool operator==(const chose&, const chose&) = default;
};
/// The slash command, without the command's own name.
struct commanded {
    std::string text;
    friend bool operator==(const commanded&, const commanded&) = default;
};
/// The bot was named in a shared place. It never answers there; it writes to the person directly.
struct mentioned {
    friend bool operator==(const mentioned&, const mentioned&) = default;
};
enum class place { conversation, home };  // by its number in stored events
/// The person opened their conversation with the bot, or their page at it.
struct opened {
    place where = place::conversation;
    bool blank = false;  ///< the platform has nothing to show there yet, or not any more
    friend bool operator==(const opened&, const opened&) = default;
};
/// A form was sent. `values` by the ids of its fields; a field without any was left empty.
struct submitted {
    std::string form;
    std::map<std::string, std::vector<std::string>> values;
    friend bool operator==(const submitted&, const submitted&) = default;
};
/// A form was closed and not sent. `form` is its id, or that of the question's control it showed.
struct form_closed {
    std::string form;
    friend bool operator==(const form_closed&, const form_closed&) = default;
};
/// The person wants a message kept; `inbound_event::message` names it, and is empty when it is not their own.
struct kept {
    std::string text;
    friend bool operator==(const kept&, const kept&) = default;
};
enum class account_is {  // by its number in stored events: add at the end
    unsaid,
    deactivated,
    active,
    without_app,  ///< they have taken the bot's app out
    visiting      ///< a guest in the workspace, or from another company
};
/// The platform's profile of the person changed. Only what the platform named is set.
struct profile_changed {
    std::optional<std::string> name;
    std::optional<std::string> zone;      ///< IANA name
    std::optional<std::string> language;  ///< BCP 47, such as "en-GB"
    account_is account = account_is::unsaid;
    friend bool operator==(const profile_changed&, const profile_changed&) = default;
};
/// The workspace removed the bot or took its token back: nothing more may be sent there. `from.user` is empty.
struct app_removed {
    friend bool operator==(const app_removed&, const app_removed&) = default;
};
/// The workspace has installed the bot, for the first time or again. `from.user` is empty.
struct app_added {
    friend bool operator==(const app_added&, const app_added&) = default;
};
}  // namespace inbound

using inbound_content =
    std::variant<inbound::said, inbound::edited, inbound::deleted, inbound::chose, inbound::commanded,
                 inbound::mentioned, inbound::opened, inbound::profile_changed, inbound::app_removed,
                 inbound::submitted, inbound::form_closed, inbound::kept, inbound::app_added>;

/// One thing somebody did on a platform, already verified.
struct inbound_event {
    std::string key;  ///< natural key: equal for every delivery of the same act, whatever event id it came under
    address from;
    instant at;           ///< when it happened by the platform's clock
    std::string message;  ///< the platform's name of the message concerned ("D0DM000001/1767225610.000100"), or empty
    inbound_content what;
    std::string surface{};  ///< the form that waits for what comes of this, as the platform names it; empty = the chat
    bool visiting = false;  ///< the platform says: from a guest in the workspace, or from another company
    friend bool operator==(const inbound_event&, const inbound_event&) = default;
};

/// Compact text for the inbox row, and back. Throws std::invalid_argument for text encode_inbound did not write.
[[nodiscard]] std::string encode_inbound(const inbound_event& event);
[[nodiscard]] inbound_event decode_inbound(const std::string& body);

/// A stretch of text. What people wrote is marked, so that every platform shows it literally and never as markup.
struct text_run {
    std::string text;
    bool from_person = false;
    friend bool operator==(const text_run&, const text_run&) = default;
};

struct option {
    std::string value;
    std::string label;
    friend bool operator==(const option&, const option&) = default;
};

/// Something to press or pick. A typed number or label always works as well.
struct control {
    enum class kind {
        buttons,
        select,
        several,
        date,
        person,
        number,
        long_text,
        time
    };  // by its number in stored rows
    kind shape = kind::buttons;
    std::string id;               ///< opaque, comes back in inbound::chose
    std::vector<option> options;  ///< for a date, person, number or long text: only what may be pressed instead
    int at_most = 1;              ///< several: how many may be picked; long_text: how many characters fit
    std::string label;            ///< what a screen reader says
    std::optional<double> least{}, most{};  ///< number: its bounds
    std::string action{};                   ///< long_text: the words on the button that opens a field for it
    std::vector<std::string> initial{};     ///< what stands there before anything is picked or typed
    friend bool operator==(const control&, const control&) = default;
};

/// A button whose control id begins so opens a form. Where the platform cannot show one, `inbound_event::surface` of
/// the click is empty, and what stands there instead is said in the chat.
constexpr std::string_view form_mark = "form|";

/// A small text file that goes along with a message, such as somebody's own data.
struct attached_file {
    std::string name;
    std::string body;
    friend bool operator==(const attached_file&, const attached_file&) = default;
};

/// One message to one person.
struct outgoing {
    std::vector<text_run> text;           ///< paragraphs are separated by '\n'
    std::optional<control> ask;           ///< the question's buttons or picker
    std::optional<control> ways_out;      ///< on unsolicited messages: why, snooze, less of this, pause, stop
    std::string language;                 ///< BCP 47
    std::optional<attached_file> file{};  ///< such a message has no controls
    std::string shown_in{};  ///< a form that shows it while it is open; when it is closed by then, the chat does
    friend bool operator==(const outgoing&, const outgoing&) = default;
};

struct form_field {
    control what;  ///< its label is the field's; comes back under its id
    std::string hint;
    bool optional = true;
    friend bool operator==(const form_field&, const form_field&) = default;
};

/// Several fields that are sent together.
struct input_form {
    std::string id;
    std::string title;
    std::vector<text_run> text;
    std::vector<form_field> fields;
    std::string send, close;  ///< words on its two buttons
    std::string language;     ///< BCP 47
    std::string shown_in;     ///< the open form of `inbound_event::surface` that becomes this one
    friend bool operator==(const input_form&, const input_form&) = default;
};

struct page_section {
    std::string heading;
    std::vector<text_run> text;
    std::vector<control> controls;
    friend bool operator==(const page_section&, const page_section&) = default;
};

/// A person's own page at the bot. It takes the place of the one before.
struct person_page {
    std::vector<page_section> sections;
    std::string language;  ///< BCP 47
    friend bool operator==(const person_page&, const person_page&) = default;
};

/// Turns the buttons of an earlier message into the choice made, or into words such as that nobody waits any more.
struct settled {
    message_key message;  ///< the earlier outgoing message
    std::string chosen;   ///< label shown instead of the buttons
    bool from_person = false;
    bool is_choice = true;
    friend bool operator==(const settled&, const settled&) = default;
};

/// What an adapter must know of an account again after a restart, such as how it is reached. Nobody else reads it.
struct platform_note {
    address about;
    std::string name;
    std::string body;         ///< empty = forget it
    instant expires = never;  ///< then it is forgotten
    friend bool operator==(const platform_note&, const platform_note&) = default;
};

/// What can be on its way to a person.
using message_content = std::variant<outgoing, settled, person_page, input_form>;

/// How urgent a message is, and what may be done when it is unknown whether it arrived.
enum class message_class { reply, nudge, update };

/// A message on its way: one row of the outbox.
struct outbox_message {
    message_key key;
    person_id to;
    address at;
    message_class kind = message_class::reply;
    message_content content;
    instant expires = never;  ///< not sent after this; recorded as expired
};

[[nodiscard]] std::string encode_content(const message_content& content);
[[nodiscard]] message_content decode_content(const std::string& body);

/// The text of a message without its controls, as one string.
[[nodiscard]] std::string plain_text(const outgoing& message);
/// Whether nothing but blanks is left of it, since every line mentioned something that is not there.
[[nodiscard]] bool is_blank(const std::vector<text_run>& text);

}  // namespace waymark
