// What the store in memory holds.
#pragma once

#include <map>
#include <tuple>

#include "storage/ledger.hpp"
#include "storage/store.hpp"

namespace waymark::memory {

using answer_key = std::tuple<pair_id, conversation_id, std::string, person_id>;
struct sent_row {
    std::string ref;
    instant at;
    address to;
};
struct note_row {
    std::string body;
    instant expires;
};
struct set_aside_row {
    std::string reason;
    instant at;
    std::optional<inbound_event> event;  ///< empty once its words are forgotten
};

/// Everything that is stored; a copy of it is what undoes a transaction.
struct tables {
    std::map<std::tuple<tenant_id, std::string, std::string>, instant> accepted;
    std::map<std::int64_t, inbox_row> inbox;
    std::map<std::int64_t, set_aside_row> quarantine;
    std::map<person_id, person_state> people;
    std::map<address, person_id> addresses;
    std::map<pair_id, pair_state> pairs;
    std::map<answer_key, answer> answers;
    std::vector<log_line> log;
    std::map<std::pair<instant, std::string>, turn_owner> timers;
    std::map<std::int64_t, outbox_row> outbox;
    std::map<message_key, sent_row> sent;
    std::map<message_key, dead_letter> dead;
    std::map<flow_ref, flow_body> flows;
    std::map<std::string, std::string> facts;
    std::map<std::pair<address, std::string>, note_row> notes;
    std::vector<forgotten_mark> forgotten;
};

}  // namespace waymark::memory
