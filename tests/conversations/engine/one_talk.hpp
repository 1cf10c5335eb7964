// A pair and one script, stepped by hand: what tests of the engine say to it, and what it answered.
#pragma once

#include <string>
#include <vector>

#include "conversations/engine/advance.hpp"

namespace waymark {

/// Ann is the mentor, Bo the mentee. Nothing goes through a gate here: `offers` are let out with `release`.
struct one_talk {
    explicit one_talk(const std::string& script);

    void begin(person_id asker = {});
    void type(const person_id& who, const std::string& text, const std::string& said_in = {});
    void pick(const person_id& who, const std::string& step, std::vector<std::string> values);
    void edit(const person_id& who, const std::string& said_in, const std::string& text);
    void ask_to(const person_id& who, input::asked_to::what wish);
    void pass(span time);
    /// Lets out every offer made and not taken back so far, in order.
    void release_all();
    /// The last walk of this person's that was let out is not sent.
    void miss(const person_id& who);
    void step(const engine_input& what);

    [[nodiscard]] const conversation& talk() const { return pair.running.front(); }
    [[nodiscard]] const lane& lane_of(const person_id& who) const;
    [[nodiscard]] const answer* answer_of(const person_id& who, const std::string& step) const;
    /// What this person has been told so far; forgets it.
    [[nodiscard]] std::vector<std::string> told(const person_id& who);

    person_id ann{"ann"}, bo{"bo"};
    flow_library flows;
    bot_texts texts;
    cast_facts facts;
    pair_state pair;
    instant now = from_us(1'780'000'000'000'000);
    std::vector<engine_effect> effects;  ///< of the last step
    std::vector<std::pair<person_id, offer>> offers;
    std::map<person_id, std::string> walks;  ///< key of the last one that was let out
    std::vector<effect::say> said;
};

}  // namespace waymark
