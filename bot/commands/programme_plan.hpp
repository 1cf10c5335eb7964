// "waymark programme plan" and "simulate": what a changed programme file would change, and what the next days would
// bring. Both only look, also while Waymark runs.
#pragma once

#include <iosfwd>
#include <string>

#include "bot/commands/programme_scene.hpp"

namespace waymark {

struct plan_wishes {
    programme_wishes of;
    int days = 28;
    std::string out;  ///< where the plan is saved; empty = nowhere
};

int programme_plan(const plan_wishes& wishes, std::ostream& out, std::ostream& complaints);
int programme_simulate(const plan_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
