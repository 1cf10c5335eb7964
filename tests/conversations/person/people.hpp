// People and offers for the tests of the gate.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conversations/person/gate.hpp"

namespace waymark {

/// No region has holidays.
inline home_rules at_home(const gate_settings& rules, std::string_view zone) {
    static const calendars none;
    return {rules, zone, none};
}

inline person_state person_in(const std::string& zone) {
    person_state person;
    person.id = {"ann"};
    person.zone = zone;
    return person;
}

inline offer offer_of(const std::string& key, const std::string& what) {
    offer one;
    one.key = key;
    one.pair = {"pair"};
    one.what = what;
    one.nudge_kind = "closing";
    one.made = from_us(1'780'000'000'000'000);
    return one;
}

inline void sent_at(person_state& person, instant when) {
    person.sent.push_back({"offer", {"message"}, "closing", "rule", {"pair"}, when, false});
}

/// What a turn notes: an entry for each message, all with the moment of the opening.
inline void note_sent(person_state& person, const std::vector<offer>& released, instant when) {
    for (const auto& one : released)
        person.sent.push_back({one.key, {one.key}, one.nudge_kind, one.why, one.pair, when, false});
}

inline std::vector<std::string> keys(const std::vector<offer>& offers) {
    std::vector<std::string> found;
    for (const auto& one : offers) found.push_back(one.key);
    return found;
}

inline std::map<std::string, std::string> reasons(const gate_result& result) {
    std::map<std::string, std::string> found;
    for (const auto& one : result.dropped) found[one.what.key] = one.reason;
    return found;
}

}  // namespace waymark
