// A whole conversation of two people, whatever it asks: for tests that look at every message and not at what is said.
#pragma once

#include <string>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {

/// How both of them answer.
struct way_to_answer {
    std::string words = "We found a way that works for both of us.";
    bool last_option = false;  ///< of each choice, instead of the first
};

/// Begins it and goes on until nothing of it runs any more, or no question has come for weeks. Time passes as it must.
void talk_through(stage& here, const std::string& flow, const way_to_answer& how = {});

/// Both open their page and their forms, and say every word that people can say at any time, in their own language.
void look_around(stage& here);

}  // namespace waymark
