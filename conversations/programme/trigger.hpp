// When a rule of a programme comes: one moment, and what must be so by then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/engine/pair_state.hpp"

namespace waymark {

/// Something that must not have happened: ever, or within a length of time before now.
struct absence {
    std::string what;  ///< as in trigger::with
    span within{};     ///< 0 = ever
    friend bool operator==(const absence&, const absence&) = default;
};

struct trigger {
    enum class moment {
        in_stage,        ///< the pair has been in one of `stages` for `length`
        since,           ///< `length` after the last `anchor`
        before_end,      ///< `length` before the agreed end
        silent_for,      ///< nobody logged a meeting for `rhythms` times the pair's rhythm, or for `length`
        fading,          ///< the `anchor`, "pair" or "one_person", is there more and more rarely
        meetings,        ///< once, when somebody has logged the `count`-th meeting
        every_meetings,  ///< with each `count`-th meeting that somebody logged
        on,              ///< on a `day`
        each_quarter,    ///< on the first day of each quarter of the calendar, for the next years
        answer,          ///< one of `values` was answered to `question`
        pushed           ///< only when an admin says so
    };
    moment is = moment::in_stage;
    std::vector<std::string> stages;  ///< comes only while the pair is in one of them; empty = in every stage
    span length{};
    double rhythms = 0;
    int count = 1;
    std::optional<std::chrono::year_month_day> day;
    std::string anchor;    ///< "start", "end", "first_meeting", "last_meeting", or something kept such as "goal"; or
                           ///< who fades
    std::string question;  ///< "<flow>.<step>"
    std::vector<std::string> values;
    /// "meeting", something kept, or "<flow>.<step>" for a question somebody has answered.
    std::vector<std::string> with;
    /// With a length the rule waits until nothing of the kind has happened for so long.
    std::vector<absence> without;
    friend bool operator==(const trigger&, const trigger&) = default;
};

/// The defaults of a programme that moments count with.
struct usual {
    span rhythm{};
    std::string zone;
};

/// One time that a trigger comes for a pair.
struct occurrence {
    std::string key;  ///< never the same for two of them, and the same whenever it is asked for
    instant due;
    person_id by;  ///< with `answer`: whose; with `fading`: who
};

/// The times of this trigger for the pair as it is now, past and to come, oldest first. None while it does not apply.
/// Days of a pause do not count. Only `answer` can have several.
[[nodiscard]] std::vector<occurrence> occurrences(const trigger& when, const pair_state& pair, const usual& of);

/// Whether the pair is in a stage, and has and lacks what this asks for. The moment does not count.
[[nodiscard]] bool applies(const trigger& when, const pair_state& pair);

}  // namespace waymark
