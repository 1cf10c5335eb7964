// What comes in from people and what goes out to them, in domain words. Adapters translate platforms to and from this.
#pragma once

#include <optional>
#include <string>
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
/// The person opened their conversation with the bot, or its home page.
struct opened {
    friend bool operator==(const opened&, const opened&) = default;
};
enum class account_is {  // by its number in stored events: add at the end
    unsaid,
    deactivated,
    active,
    without_app  ///< they have taken the bot's app out
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
}  // namespace inbound

using inbound_content =
    std::variant<inbound::said, inbound::edited, inbound::deleted, inbound::chose, inbound::commanded,
                 inbound::mentioned, inbound::opened, inbound::profile_changed, inbound::app_removed>;

/// One thing somebody did on a platform, already verified.
struct inbound_event {
    std::string key;  ///< natural key: equal for every delivery of the same act, whatever event id it came under
    address from;
    instant at;           ///< when it happened by the platform's clock
    std::string message;  ///< the platform's name of the message concerned ("D0DM000001/1767225610.000100"), or empty
    inbound_content what;
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
    enum class kind { buttons, select, several, date, person, number, long_text };  // by its number in stored rows
    kind shape = kind::buttons;
    std::string id;               ///< opaque, comes back in inbound::chose
    std::vector<option> options;  ///< for a date, person, number or long text: only what may be pressed instead
    int at_most = 1;              ///< several: how many may be picked; long_text: how many characters fit
    std::string label;            ///< what a screen reader says
    std::optional<double> least{}, most{};  ///< number: its bounds
    std::string action{};                   ///< long_text: the words on the button that opens a field for it
    friend bool operator==(const control&, const control&) = default;
};

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
    friend bool operator==(const outgoing&, const outgoing&) = default;
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

/// How urgent a message is, and what may be done when it is unknown whether it arrived.
enum class message_class { reply, nudge, update };

/// A message on its way: one row of the outbox.
struct outbox_message {
    message_key key;
    person_id to;
    address at;
    message_class kind = message_class::reply;
    std::variant<outgoing, settled> content;
    instant expires = never;  ///< not sent after this; recorded as expired
};

[[nodiscard]] std::string encode_content(const std::variant<outgoing, settled>& content);
[[nodiscard]] std::variant<outgoing, settled> decode_content(const std::string& body);

/// The text of a message without its controls, as one string.
[[nodiscard]] std::string plain_text(const outgoing& message);
/// Whether nothing but blanks is left of it, since every line mentioned something that is not there.
[[nodiscard]] bool is_blank(const std::vector<text_run>& text);

}  // namespace waymark
