#include "tests/service/support/closing_story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <thread>

#include "tests/service/support/programme_text.hpp"

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;
using enum cue::act;

constexpr auto recap = "You have both looked back and ahead";
constexpr auto never_shown = std::numeric_limits<std::size_t>::max();

const std::vector<cue> anns_beginning{
    {"Would you like to begin?", press, "Yes, let us begin"},
    {"What did you two achieve together?", type, "The day the demo ran, and I only watched"},
    // Bo has not answered yet, so it may still be changed; and help is there in the middle of a question.
    {"What did you learn from", edit, "The day the demo finally ran, and I only watched", "victories"},
    {"", command, "help"},
    {"help", type, "I gave answers far too early in spring", "lessons"},
};
const std::vector<cue> anns_rest{
    {"What growth have you seen", type, "Bo asks the question that nobody else dares to ask"},
    {"What would you advise", type, "Begin with one person, and ask them how it went"},
    {"What is your own next step?", type, "Mentor somebody new in the autumn", "next_step"},
    {"How would you like to go on", press, "Meet every few months"},
};
const std::vector<cue> bos_part{
    {"Would you like to begin?", press, "Yes, let us begin"},
    {"What did you two achieve together?", type, "When you read my <thesis> *twice* & laughed", "victories"},
    {"What did you learn from", type, "Big plans need a small first week", "lessons"},
    {"What would you like to grow towards", type, "I would like to lead a small team of my own"},
    {"What has Ann's time given you?", type, "A place where I could be wrong for once"},
    {"What is your own next step?", type, "Ask for the summer intern in our team", "next_step"},
    {"How would you like to go on", press, "Meet about once a month"},
};

/// Where in the order of everything shown to them `words` came first.
std::size_t first_shown(const participant& to, const std::string& words) {
    const auto all = to.seen();
    const auto at =
        std::ranges::find_if(all, [&](const auto& one) { return one.text.find(words) != std::string::npos; });
    return at == all.end() ? never_shown : static_cast<std::size_t>(at - all.begin());
}

std::ptrdiff_t times_shown(const participant& to, const std::string& words) {
    return std::ranges::count_if(to.shown(), [&](const auto& text) { return text.find(words) != std::string::npos; });
}

}  // namespace

std::string closing_programme(std::set<std::string> in_teams) {
    programme_wishes wishes;
    wishes.pairs = 1;
    wishes.nudges = closing_nudge;
    wishes.ends_in = std::chrono::days(21);
    wishes.in_teams = std::move(in_teams);
    return programme_text(wishes);
}

void closing_story::act(participant& who, const cue& on) {
    before_acts();
    if (!on.seals.empty()) sealed_.push_back({on.seals, on.words, &who, who.seen().size()});
    switch (on.does) {
        case type:
            return who.type(on.words);
        case press:
            return who.press(on.words);
        case edit:
            return who.edit(on.words);
        case command:
            return who.command(on.words);
    }
}

bool closing_story::goes_on(participant& who, const std::vector<cue>& part, std::size_t& at) {
    if (at == part.size()) return false;
    const auto& next = part[at];
    if (next.when_shown.empty() || !who.wait_for(next.when_shown, 0s).empty()) act(who, part[at++]);
    return true;
}

void closing_story::play(const std::vector<cue>& anns, const std::vector<cue>& bos) {
    const auto until = std::chrono::steady_clock::now() + 120s;
    std::size_t of_ann = 0;
    std::size_t of_bo = 0;
    for (bool busy = true; busy; std::this_thread::sleep_for(20ms)) {
        const bool ann_goes_on = goes_on(ann_, anns, of_ann);
        busy = goes_on(bo_, bos, of_bo) || ann_goes_on;
        ASSERT_LT(std::chrono::steady_clock::now(), until)
            << (of_ann < anns.size() ? "Ann waits for: " + anns[of_ann].when_shown + "\n" : "")
            << (of_bo < bos.size() ? "Bo waits for: " + bos[of_bo].when_shown + "\n" : "") << home_.log();
    }
}

void closing_story::play() {
    play(anns_beginning, {});
    play(anns_rest, bos_part);
}

void closing_story::wait_until_all_is_said() {
    // The recap comes before the last question or after it, whoever of the two is faster.
    for (const auto* who : {&ann_, &bo_})
        for (int i = 0; first_shown(*who, recap) == never_shown; ++i) {
            ASSERT_LT(i, 600) << who->user() << " has no recap\n" << home_.log();
            std::this_thread::sleep_for(100ms);
        }
    for (int i = 0; i < 900; ++i, std::this_thread::sleep_for(100ms)) {
        const database_view now(home_.database);
        if (now.number("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0) return;
    }
    FAIL() << "something is still under way\n" << home_.log();
}

void closing_story::expect_seals_held() const {
    EXPECT_EQ(sealed_.size(), 6U);
    for (const auto& mine : sealed_)
        for (const auto& theirs : sealed_) {
            if (mine.step != theirs.step || mine.author == theirs.author) continue;
            const auto at = first_shown(*theirs.author, mine.words);
            EXPECT_NE(at, never_shown) << mine.words;
            EXPECT_GE(at, theirs.author_had_seen)
                << mine.words << " was shown before " << theirs.author->user() << " wrote";
        }
    EXPECT_EQ(first_shown(bo_, "The day the demo ran"), never_shown) << "it was changed before";
}

/// Whatever a platform said twice was taken for what it is.
void closing_story::expect_each_act_once(const database_view& stored) const {
    const auto& [anns, anns_repeats] = ann_.acknowledged();
    const auto& [bos, bos_repeats] = bo_.acknowledged();
    EXPECT_EQ(stored.number(acts_taken), anns + bos);
    EXPECT_EQ(home_.metric("waymark_events_total{result=\"repeated\"}"), anns_repeats + bos_repeats);
    EXPECT_GE(anns_repeats, 3) << "both of her clicks and the command";
    EXPECT_GE(bos_repeats, 2) << "both of his clicks";
    EXPECT_EQ(times_shown(ann_, "These words always work"), 1) << "the command came twice and is answered once";
}

void closing_story::expect_all_is_as_it_should_be(const database_view& stored) const {
    expect_seals_held();
    expect_each_act_once(stored);
    for (const auto* one : {&ann_, &bo_}) EXPECT_NE(first_shown(*one, "✓ Yes, let us begin"), never_shown);
    EXPECT_EQ(stored.contradictions(), std::vector<std::string>{});
    EXPECT_EQ(stored.number("SELECT count(*) FROM dead_letter"), 0);
    EXPECT_EQ(stored.number("SELECT count(*) FROM answer"), 14);
}

}  // namespace waymark::testing
