// A person: where and when they may be spoken to, and what they asked us to leave out. Plain values.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"
#include "conversations/person/offer.hpp"
#include "conversations/person/profile.hpp"

namespace waymark {

/// When unsolicited messages may go out. Local wall times of the person; a window may cross midnight.
struct gate_settings {
    int quiet_from_minute = 18 * 60;  ///< minutes after local midnight
    int quiet_to_minute = 9 * 60;
    std::set<int> working_days;  ///< ISO: 1 = Monday; empty = those of the person's region
    int per_week = 2;
    int per_day = 1;
    span apart = std::chrono::hours(20);
    span spread = std::chrono::minutes(90);
    friend bool operator==(const gate_settings&, const gate_settings&) = default;
};

/// One offer that was let through, so that budgets hold and "why did I get this" can be answered. Those of one message
/// stand together, in the order of its text.
struct nudge_sent {
    std::string offer_key;
    message_key message;
    std::string nudge_kind;
    std::string why;
    pair_id pair;
    instant at;
    bool answered = false;  ///< the person did anything since
    friend bool operator==(const nudge_sent&, const nudge_sent&) = default;
};

/// A line for whoever is the contact of a programme, or whose partner has left. It waits for their hours, and is kept
/// for a while after it was let out, in case the message comes too late.
struct contact_line {
    std::vector<text_run> text;  ///< never an answer
    message_key message;         ///< that holds it; empty while it waits
    instant at;                  ///< before which it is not let out, or when it was
    friend bool operator==(const contact_line&, const contact_line&) = default;
};

/// An account that nothing reaches any more.
struct lost_account {
    address at;
    std::string reason;  ///< the platform's own code, or what the adapter makes of it: "deactivated", "not_installed"
    friend bool operator==(const lost_account&, const lost_account&) = default;
};

/// How somebody came to a programme, and whether they wait for a match there.
struct membership {
    enum class kind {
        brought,  ///< an admin has named them
        asked,    ///< has written by themselves and was asked whether to take part; nothing has begun
        joined,   ///< said yes to that
        left      ///< wants no match any more
    };
    kind is = kind::brought;
    std::optional<instant> since{};
    std::optional<instant> told_of_no_match{};  ///< the last time
    bool own_profile = false;                   ///< their own words about themselves count more than a list's
    friend bool operator==(const membership&, const membership&) = default;
};

/// Nobody makes the bot silent for longer with one word.
constexpr auto longest_silence = std::chrono::days(366);
/// Whoever was asked to take part and has not said yes is forgotten after this time.
constexpr auto unanswered_kept = std::chrono::days(14);
/// Nobody is told twice within this time that there is no match for them.
constexpr auto no_match_apart = std::chrono::days(14);

/// Between the good-bye to somebody who wants everything deleted and the deleting, so that it can arrive.
constexpr auto time_for_a_goodbye = std::chrono::seconds(20);

struct person_state {
    static constexpr int format = 1;
    person_id id;
    tenant_id tenant;
    programme_id programme;          ///< whose zone, language, hours and budget are theirs unless they have their own
    std::vector<address> addresses;  ///< the first that reaches them is where we speak to them, see places.hpp
    std::string first_name;
    std::string full_name;
    std::string zone;            ///< IANA; empty = the programme's
    std::string language;        ///< BCP 47, as the platform says; empty = the programme's
    std::string own_language{};  ///< the one they have chosen; empty = the platform's
    bool reachable = true;       ///< false: nothing reaches any of their accounts
    bool greeted = false;
    std::optional<instant> held_since{};  ///< an admin wants nothing said to them for now
    bool stopped = false;                 ///< "stop": no unsolicited messages at all
    std::set<std::string> stopped_kinds;  ///< "less of this"
    std::set<pair_id> stopped_pairs;
    std::optional<instant> snoozed_until;
    std::optional<gate_settings> own_settings;  ///< empty = the programme's
    std::vector<offer> waiting;                 ///< in the gate
    std::vector<nudge_sent> sent;               ///< newest last; kept while budgets or `why` need them
    std::vector<contact_line> contact_lines;    ///< oldest first
    std::vector<pair_id> pairs;
    std::map<pair_id, instant> pairs_to_tell_of{};  ///< which have begun: the partners in the others hear it then
    conversation_id talking_in;        ///< where their next plain message belongs, when several questions are open
    std::string data_choice_open;      ///< a system question that is open ("erase?"), or empty
    int replies = 0;                   ///< numbers the keys of the bot's own replies
    std::optional<instant> leaving{};  ///< wanted everything deleted then; it is, shortly after
    learning_profile profile{};        ///< for whoever matches people; shown to nobody else
    membership member{};
    std::vector<lost_account> lost{};  ///< those of their accounts, in the order in which they were lost
    std::optional<address> page_at{};  ///< the account at which they look at their page, once they have opened it
    std::string page_shown{};          ///< a hash of that page as it was put on its way last
    friend bool operator==(const person_state&, const person_state&) = default;
};

/// Whether they take part as a mentee or a mentor and can be proposed for a pair.
[[nodiscard]] bool wants_a_match(const person_state& person);

/// JSON text with a format number. from_text throws std::invalid_argument for another format or a broken document.
[[nodiscard]] std::string person_to_text(const person_state& person);
[[nodiscard]] person_state person_from_text(std::string_view text);
/// The same as a tree, for tools.
[[nodiscard]] nlohmann::json person_to_json(const person_state& person);
[[nodiscard]] person_state person_from_json(const nlohmann::json& document);

}  // namespace waymark
