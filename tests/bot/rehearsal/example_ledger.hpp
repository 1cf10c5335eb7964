// A small world in which every promise is kept; each test breaks one thing in it.
#pragma once

#include "bot/rehearsal/ledger.hpp"
#include "conversations/person/zone.hpp"

namespace waymark::rehearsal::testing {

using std::chrono::days;
using std::chrono::hours;

inline instant tuesday(int hour) {
    using namespace std::chrono;
    return from_local(2026y / January / 13, hour * 60, "Europe/Madrid");
}

inline happening nudge(const std::string& who, instant at, const std::string& key) {
    return {at, {who}, {"ann_and_bo"}, happening::kind::nudge, {key}, "Hello", {}, "Europe/Madrid"};
}

/// Ann is the mentor, Bo the mentee. Both have answered a sealed question; Bo has seen what Ann wrote (mark 1).
inline ledger example_ledger() {
    ledger out;
    out.from = tuesday(0) - days(1);
    out.until = out.from + days(300);
    for (const std::string name : {"ann", "bo", "cleo"}) {
        auto& facts = out.people[{name}];
        facts.is.id.text = name;
        facts.is.name = name;
    }
    programme_pair pair;
    pair.id.text = "ann_and_bo";
    pair.mentor.text = "ann";
    pair.mentee.text = "bo";
    out.pairs = {pair};
    out.happenings = {nudge("ann", tuesday(10), "a1"), nudge("bo", tuesday(11), "b1")};
    given_answer given;
    given.pair = pair.id;
    given.talk.text = "ann_and_bo/closing/1";
    given.flow = "closing";
    given.step = "victories";
    given.keep_as = "victory";
    given.seen_by = audience::partner_after_both;
    given.author.text = "ann";
    given.at = tuesday(12);
    given.marks = {1};
    out.answers.push_back(given);
    given.author.text = "bo";
    given.at = tuesday(13);
    given.marks = {2};
    out.answers.push_back(given);
    out.written = {{1, {{"ann"}, {}}}, {2, {{"bo"}, {}}}};
    out.shown = {{tuesday(14), 1, {"bo"}}};
    out.nudges["walk"] = {"walk", {"ann"}, pair.id, tuesday(9), due_nudge::end::sent, tuesday(10), "", {{"a1"}}, false};
    return out;
}

}  // namespace waymark::rehearsal::testing
