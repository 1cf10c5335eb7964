// Reads what somebody typed or pressed as the answer to a question. Pure, and knows nothing of talks.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conversations/engine/flow.hpp"
#include "conversations/engine/pair_state.hpp"
#include "conversations/texts.hpp"

namespace waymark {

/// What the person sees beside each option, in all the languages they may type it in.
struct shown_option {
    std::string value;
    std::vector<std::string> labels;
};

struct reading_aids {
    const bot_texts& texts;
    std::string language;
    std::vector<shown_option> options;  ///< in the order shown; the way to decline last, if there is one
    std::chrono::year_month_day today;  ///< of the person
    /// The last day that makes sense as the answer, and the agreed end that is the reason; empty when it is another.
    std::optional<std::chrono::year_month_day> latest{};
    std::optional<std::chrono::year_month_day> ends{};
};

/// Either a value, or the phrase that says what is needed (key and values of bot_texts).
struct answer_reading {
    bool readable = false;
    answer_value value;
    std::string problem;
    std::map<std::string, std::string> problem_values;
    bool counts = true;  ///< as one of the tries; not so what was understood, such as a day that is over
};

[[nodiscard]] answer_reading read_typed(const answer_spec& spec, const reading_aids& aids, std::string_view text);
[[nodiscard]] answer_reading read_picked(const answer_spec& spec, const reading_aids& aids,
                                         const std::vector<std::string>& values);
/// Whether a number has a least and a most.
[[nodiscard]] bool is_bounded(const answer_spec& spec);
/// Too short to say much: under three words and fifteen letters, in every item.
[[nodiscard]] bool is_vague(const answer_value& value);

}  // namespace waymark
