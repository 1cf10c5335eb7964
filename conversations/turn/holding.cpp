#include "conversations/turn/holding.hpp"

#include "conversations/turn/recall.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

struct holder {
    turn_work& work;
    const held& what;

    void operator()(const pair_id& which) const { (*this)(which, what.by); }
    void operator()(const pair_id& which, const std::string& by) const {
        if (what.on)
            (void)step_pair(work, which, input::hold{by});
        else
            (void)step_pair(work, which, input::release{by});
    }
    void operator()(const person_id& who) const {
        auto* person = find_person(work, who);
        if (person == nullptr || person->held_since.has_value() == what.on) return;
        note_person(work, *person, what.on ? "held" : "released", what.by);
        const auto pairs = person->pairs;
        if (what.on) {
            person->held_since = work.now;
            recall(work, *person);
        } else {
            person->held_since.reset();
            welcome_back(work, *person);
        }
        // Nobody waits for somebody who is kept from answering: for their pairs, too, no time passes.
        for (const auto& which : pairs)
            if (work.is.pairs.contains(which)) (*this)(which, what.by + "/" + who.text);
    }
};

}  // namespace

void hold_or_release(turn_work& work, const held& what) {
    std::visit(holder{work, what}, what.who);
}

}  // namespace waymark
