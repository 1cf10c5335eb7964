// The closing as two people talk it through, whatever platform each of them is on: what they do on reading what, and
// what must be true in the end.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/participant.hpp"

namespace waymark::testing {

/// What somebody does when they have read something.
struct cue {
    std::string when_shown;  ///< empty = at once
    enum class act { type, press, edit, command } does = act::type;
    std::string words;
    std::string seals = "";  ///< the sealed question this answers
};

/// A programme of one pair that is about to end; see programme_wishes for `in_teams`.
[[nodiscard]] std::string closing_programme(std::set<std::string> in_teams = {});

class closing_story {
  public:
    /// Ann mentors Bo. Both and the installation outlive the story.
    closing_story(participant& ann, participant& bo, const installation& home) : ann_(ann), bo_(bo), home_(home) {}

    /// Called before each act.
    std::function<void()> before_acts = [] {};

    /// Ann begins and waits; then both go on, each at their own pace, until nothing is left to do. Records a failure
    /// when somebody is not shown what they wait for.
    void play();
    /// Both have been shown the recap, and nothing is under way any more.
    void wait_until_all_is_said();
    /// Sealed words were shown to nobody who had not answered; all answers are kept; each act was taken once, however
    /// often it was delivered; nothing was given up.
    void expect_all_is_as_it_should_be(const database_view& stored) const;

  private:
    /// Somebody's sealed answer on its way.
    struct sealed_words {
        std::string step, words;
        const participant* author = nullptr;
        std::size_t author_had_seen = 0;  ///< how many things, when it was sent
    };
    void act(participant& who, const cue& on);
    [[nodiscard]] bool goes_on(participant& who, const std::vector<cue>& part, std::size_t& at);
    void play(const std::vector<cue>& anns, const std::vector<cue>& bos);
    void expect_seals_held() const;
    void expect_each_act_once(const database_view& stored) const;

    participant& ann_;
    participant& bo_;
    const installation& home_;
    std::vector<sealed_words> sealed_;
};

}  // namespace waymark::testing
