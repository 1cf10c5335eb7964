#include "conversations/turn/holding.hpp"

#include "conversations/turn/recall.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

struct holder {
    turn_work& work;
    const held& what;

    void operator()(const pair_id& which) const {
        if (what.on)
            (void)step_pair(work, which, input::hold{what.by});
        else
            (void)step_pair(work, which, input::release{what.by});
    }
    void operator()(const person_id& who) const {
        auto* person = find_person(work, who);
        if (person == nullptr || person->held_since.has_value() == what.on) return;
        note_person(work, *person, what.on ? "held" : "released", what.by);
        if (what.on) {
            person->held_since = work.now;
            return recall(work, *person);
        }
        person->held_since.reset();
        welcome_back(work, *person);
    }
};

}  // namespace

void hold_or_release(turn_work& work, const held& what) {
    std::visit(holder{work, what}, what.who);
}

}  // namespace waymark
