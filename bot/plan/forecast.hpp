// What comes to whom in the next days if nobody does anything: the real engine, gate and store on a virtual clock, on a
// copy of the database. For the plan of a changed programme, and for "waymark programme simulate".
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "bot/holds.hpp"
#include "bot/rehearsal/crowd.hpp"
#include "bot/rehearsal/promises.hpp"
#include "conversations/turn.hpp"
#include "storage/store.hpp"

namespace waymark::planning {

/// One message that nobody asked for.
struct foreseen_message {
    instant at;
    person_id to;
    pair_id pair;  ///< empty for lines to a contact
    address account;
    std::string zone;  ///< that counts for the person
    /// Each "<rule>: <conversation> in version <n>", "for Dora, the contact: <rule> of <pair>", or "a talk of their
    /// own".
    std::vector<std::string> what;
    bool to_contact = false;  ///< it holds lines for a contact, who has no budget for them
    friend bool operator==(const foreseen_message&, const foreseen_message&) = default;
};

/// How those are named who hear of others: "Dora, the contact", "Ed, a deputy of the contact".
using contact_names = std::map<person_id, std::string>;
[[nodiscard]] contact_names contacts_in(const script_book& book);

struct forecast {
    instant from;
    int days = 0;
    std::vector<foreseen_message> messages;  ///< by time
    std::vector<person_id> people;           ///< everybody in a pair or named in a programme
    std::vector<person_id> over_budget;   ///< more came to them in the last seven days, or will, than they should get
    std::vector<person_id> without_zone;  ///< the programme's counts for them until theirs is known
    contact_names contacts;               ///< in all programmes
    std::vector<person_id> forgotten;     ///< named in a programme, and wanted everything deleted: they stay away
    std::map<person_id, int> too_much;    ///< how many become too old in their gate
};

/// Names what a message is about from what turns leave behind, in the words of foreseen_message::what.
class message_reasons {
  public:
    explicit message_reasons(const script_book& book) : book_(book), contacts_(contacts_in(book)) {}

    void learn(const pair_state& pair);
    void learn(const person_state& person);
    void learn(const turn_outcome& after);
    /// Sorted. Empty when nothing is known of it.
    [[nodiscard]] std::vector<std::string> of(const message_key& message) const;
    [[nodiscard]] bool holds_lines(const message_key& message) const { return lines_.contains(message); }

  private:
    /// The rule that has put these lines up in this turn, and the pair.
    [[nodiscard]] std::string source_of(const turn_outcome& after) const;
    void learn(const person_state& person, const std::string& source);
    /// What one person goes through alone may follow from what only they know; so nobody reads what it is.
    [[nodiscard]] bool is_theirs_alone(const flow_ref& talk) const;

    const script_book& book_;
    contact_names contacts_;
    std::map<pair_id, std::set<std::string>> rules_done_;
    std::map<std::pair<person_id, std::string>, std::string> sources_;  ///< by the words of a line that waits
    std::map<conversation_id, flow_ref> talks_;
    std::map<message_key, std::map<std::string, std::string>> reasons_;  ///< and the rule, by offer
    std::map<message_key, std::set<std::string>> lines_;
};

/// Starts on `copy` as the service does, with this book and these holds, and lets `days` pass.
[[nodiscard]] result<forecast> foresee(store& copy, const script_book& book, const holds& on_hold, instant now,
                                       int days);

}  // namespace waymark::planning
