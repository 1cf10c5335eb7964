// A look at a database, also while Waymark runs: what waits, and what could not be delivered. Ids and reasons only. For
// `waymark status` and the other commands that look; reads and never writes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {

/// A fact with this in front of "slack/T0ACME" holds the reason while an account is closed.
constexpr auto closed_account_fact = "closed_account/";

struct database_look {
    /// Some rows of a kind: how many there are, and since when the oldest waits.
    struct queue {
        std::int64_t rows = 0;
        std::optional<instant> oldest;
    };
    struct line {
        std::string what;    ///< a message's key, an event's number, an account
        std::string who;     ///< a person's id, or empty
        std::string reason;  ///< a platform's or our own code
        std::optional<instant> at;
    };
    int schema = 0;
    std::optional<instant> restored;  ///< brought back then, and not confirmed since
    std::int64_t people = 0, pairs = 0;
    queue events, messages, timers;
    std::vector<line> closed_accounts;
    std::vector<line> unknown_sends;  ///< messages of which nobody knows whether they arrived; the oldest
    std::int64_t unknown = 0, dead = 0, set_aside = 0;
    std::vector<line> dead_letters;      ///< the newest
    std::vector<line> set_aside_events;  ///< the newest
};

/// Everybody the database knows, and who is a pair with whom: for `waymark match`.
struct people_look {
    struct pair {
        pair_id id;
        person_id mentor, mentee;
        programme_id programme;
        bool over = false;              ///< it has ended, or has had its closing
        bool held = false;              ///< on hold: by an admin, or as it cannot be reached
        std::vector<flow_ref> talks{};  ///< under way
    };
    std::vector<person_state> people;
    std::vector<pair> pairs;
};

/// Everything a report on one programme counts: its pairs without their answers, its people, what the history says of
/// both, and the answers that its reader may see.
struct programme_look {
    struct seen_answer {
        pair_id pair;
        person_id of;  ///< whose group it counts in; empty once nobody knows. Never to be shown
        visible_answer what;
    };
    struct undelivered {
        message_key key;
        instant at;
    };
    std::vector<person_state> people;
    std::vector<pair_state> pairs;
    std::vector<log_line> history;  ///< by time
    std::vector<undelivered> dead;
    std::vector<seen_answer> answers;
};

/// Small named facts, by name.
using facts_look = std::map<std::string, std::string>;

/// What the master keys are needed for.
struct keys_look {
    std::map<std::string, std::int64_t> wrapped_by;  ///< how many keys of workspaces, by the id of the master key
    std::int64_t all = 0;                            ///< keys altogether: of workspaces, people and pairs
};

// `keys`: where the master keys stand.
/// At most `lines` of each kind.
[[nodiscard]] std::variant<database_look, open_problem> look_at(const std::string& path, int lines,
                                                                const key_place& keys = {});
[[nodiscard]] std::variant<people_look, open_problem> look_at_people(const std::string& path,
                                                                     const key_place& keys = {});
/// With those answers only that `who` may see: of others nothing is handed out.
[[nodiscard]] std::variant<programme_look, open_problem> look_at_programme(const std::string& path,
                                                                           const programme_id& of, const reader& who,
                                                                           const key_place& keys = {});
/// Those whose names begin so.
[[nodiscard]] std::variant<facts_look, open_problem> look_at_facts(const std::string& path,
                                                                   const std::string& beginning,
                                                                   const key_place& keys = {});

/// Conversations as published.
[[nodiscard]] std::variant<std::vector<flow_body>, open_problem> look_at_flows(const std::string& path,
                                                                               const key_place& keys = {});
[[nodiscard]] std::variant<keys_look, open_problem> look_at_keys(const std::string& path, const key_place& keys = {});

}  // namespace waymark
