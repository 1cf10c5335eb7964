// What the parts of one engine step share: the room it happens in, and the talk it is about. Internal to engine/.
#pragma once

#include <string>
#include <string_view>

#include "conversations/engine/advance.hpp"

namespace waymark {

/// Everything one call of `advance` reads and changes.
struct step_room {
    const flow_library& flows;
    const bot_texts& texts;
    const cast_facts& facts;
    instant now;
    pair_state pair{};
    std::vector<engine_effect> effects{};

    void note(std::string event, std::string detail);
};

/// One running talk, its script, and who may be spoken to at once.
struct talk {
    step_room& room;
    const flow& script;
    conversation& state;
    person_id present;         ///< has just done something, or their gate has opened; nobody when empty
    bool unsolicited = false;  ///< `present` is so because their gate opened
    std::string offer_why{};

    [[nodiscard]] lane* lane_of(const person_id& who);
    [[nodiscard]] const lane* lane_in(std::string_view role) const;
    [[nodiscard]] person_id partner_of(const lane& one) const;
    [[nodiscard]] std::string language_of(const person_id& who) const;
    [[nodiscard]] std::string first_name_of(const person_id& who) const;
    /// This person's answer to that question of this talk, whether they have moved on from it or not.
    [[nodiscard]] answer* answer_of(const person_id& who, std::string_view step);
    [[nodiscard]] const answer* answer_of(const person_id& who, std::string_view step) const;
    /// The answer that counts: given, and its author is not just answering it anew.
    [[nodiscard]] const answer* settled_answer(const lane& one, std::string_view step) const;
    /// This minute of the day that was answered, where its author is; nothing when it names no day.
    [[nodiscard]] std::optional<instant> day_named_in(const answer& given, int minute) const;
    /// Whether this role is ever asked that.
    [[nodiscard]] static bool is_for(const flow_step& step, const lane& one);
    [[nodiscard]] std::string place_of(const lane& one) const;  ///< "<conversation>/<role>"
    void note(std::string event, const lane& one, std::string detail);
};

}  // namespace waymark
