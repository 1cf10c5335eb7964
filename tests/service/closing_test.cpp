// The main job, seen from outside: two people go through the shipped closing over signed HTTP, while the platform
// repeats itself, holds back, fails, and forgets to say that it took a message. The fake knows what was shown to whom.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/participant.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// What somebody does when they have read something.
struct cue {
    std::string when_shown;  ///< empty = at once
    enum class act { type, press, edit, command } does = act::type;
    std::string words;
    std::string seals = "";  ///< the sealed question this answers
};

using enum cue::act;

/// Somebody's sealed answer on its way.
struct sealed_words {
    std::string step, author, words;
    std::size_t shown_before = 0;  ///< how many things had been shown to anybody when it was sent
};

constexpr auto recap = "You have both looked back and ahead";
constexpr auto never_shown = std::numeric_limits<std::size_t>::max();

std::ptrdiff_t times_shown(const participant& who, const std::string& words) {
    return std::ranges::count_if(who.shown(), [&](const auto& text) { return text.find(words) != std::string::npos; });
}

/// Where in the order of everything `words` were first shown to this person.
std::size_t first_shown(const json& shown, const std::string& user, const std::string& words) {
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (shown[i]["user_shown_to"] == user && shown[i].value("text", "").find(escaped(words)) != std::string::npos)
            return i;
    return never_shown;
}

struct Closing : ::testing::Test {
    Closing() {
        programme_wishes wishes;
        wishes.pairs = 1;
        wishes.nudges = closing_nudge;
        wishes.ends_in = std::chrono::days(21);
        home.write("programme.yaml", programme_text(wishes));
    }

    void disturb() {
        constexpr std::array kinds{slack_fault::kind::rate_limited, slack_fault::kind::accept_then_drop,
                                   slack_fault::kind::accept_then_error, slack_fault::kind::slow};
        if (dice() % 3 != 0) return;
        slack_fault fault;
        fault.is = kinds[dice() % kinds.size()];
        fault.method = dice() % 4 == 0 ? "chat.update" : "chat.postMessage";
        fault.delay = 200ms;
        slack.fail(fault);
    }
    void act(participant& who, const cue& on) {
        disturb();
        if (!on.seals.empty()) sealed.push_back({on.seals, who.user(), on.words, slack.truth()["shown"].size()});
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
    bool goes_on(participant& who, const std::vector<cue>& part, std::size_t& at) {
        if (at == part.size()) return false;
        const auto& next = part[at];
        if (next.when_shown.empty() || !who.wait_for(next.when_shown, 0s).empty()) act(who, part[at++]);
        return true;
    }
    /// Both act on what they are shown, each at their own pace, until nothing is left to do.
    void play(const std::vector<cue>& anns, const std::vector<cue>& bos) {
        const auto until = std::chrono::steady_clock::now() + 120s;
        std::size_t of_ann = 0;
        std::size_t of_bo = 0;
        for (bool busy = true; busy; std::this_thread::sleep_for(20ms)) {
            const bool ann_goes_on = goes_on(ann, anns, of_ann);
            busy = goes_on(bo, bos, of_bo) || ann_goes_on;
            ASSERT_LT(std::chrono::steady_clock::now(), until)
                << (of_ann < anns.size() ? "Ann waits for: " + anns[of_ann].when_shown + "\n" : "")
                << (of_bo < bos.size() ? "Bo waits for: " + bos[of_bo].when_shown + "\n" : "") << home.log();
        }
    }
    void wait_until_all_is_sent() {
        for (int i = 0; i < 900; ++i, std::this_thread::sleep_for(100ms)) {
            const database_view now(home.database);
            if (now.number("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0) return;
        }
        FAIL() << "something is still under way";
    }
    /// It comes before the last question or after it, whoever of the two is faster.
    void wait_until_both_have_the_recap() {
        for (const auto* who : {&ann, &bo})
            for (int i = 0; first_shown(slack.truth()["shown"], who->user(), recap) == never_shown; ++i) {
                ASSERT_LT(i, 600) << who->user() << " has no recap\n" << home.log();
                std::this_thread::sleep_for(100ms);
            }
    }
    /// Whatever Slack said twice was taken for what it is.
    void every_act_is_stored_once(const database_view& stored) const {
        const auto& [anns, anns_repeats] = ann.acknowledged();
        const auto& [bos, bos_repeats] = bo.acknowledged();
        EXPECT_EQ(stored.number("SELECT count(*) FROM accepted"), anns + bos);
        EXPECT_EQ(home.metric("waymark_events_total{result=\"repeated\"}"), anns_repeats + bos_repeats);
        EXPECT_GE(anns_repeats, 3) << "both of her clicks and the command";
        EXPECT_GE(bos_repeats, 2) << "both of his clicks";
    }
    /// A 429 for the first message of all; later ones come by chance.
    void hold_back_the_first_message() {
        slack_fault fault;
        fault.is = slack_fault::kind::rate_limited;
        fault.method = "chat.postMessage";
        fault.retry_after = 2;
        slack.fail(fault);
    }
    void sealed_words_were_shown_only_when_both_had_answered(const json& shown) const {
        for (const auto& mine : sealed)
            for (const auto& theirs : sealed) {
                if (mine.step != theirs.step || mine.author == theirs.author) continue;
                const auto at = first_shown(shown, theirs.author, mine.words);
                EXPECT_NE(at, never_shown) << mine.words;
                EXPECT_GE(at, theirs.shown_before) << mine.words << " was shown before " << theirs.author << " wrote";
            }
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    fake_slack slack{slack_limits{.enforced = true, .workspace_per_minute = 1e6}};
    installation home{"closing", slack};
    const delivery_habits habits{.repeated = 0.5, .renamed = 0.5, .remembered = 0.3, .doubled = 1};
    participant ann{mentor_of(1), home, slack, habits, seed + 1};
    participant bo{mentee_of(1), home, slack, habits, seed + 2};
    std::vector<sealed_words> sealed;
};

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

TEST_F(Closing, IsTalkedThroughByBothWhileThePlatformRepeatsItselfAndFails) {
    std::cout << "seed " << seed << " (WAYMARK_SEED)\n";
    hold_back_the_first_message();
    home.start();
    json question;
    question["type"] = "url_verification";
    question["challenge"] = "are-you-there";
    ASSERT_EQ(slack_caller(home.port(), signing_secret).event(question).status, 200);

    play(anns_beginning, {});
    play(anns_rest, bos_part);
    slack.stop_failing();
    wait_until_both_have_the_recap();
    wait_until_all_is_sent();
    EXPECT_GE(slack.times_failed(slack_fault::kind::rate_limited), 1);
    EXPECT_GE(home.metric("waymark_sends_total{result=\"retried\"}"), 1);

    const auto shown = slack.truth()["shown"];
    const database_view stored(home.database);
    EXPECT_EQ(sealed.size(), 6U);
    sealed_words_were_shown_only_when_both_had_answered(shown);
    EXPECT_EQ(first_shown(shown, bo.user(), "The day the demo ran"), never_shown) << "it was changed before";
    for (const auto* one : {&ann, &bo}) EXPECT_NE(first_shown(shown, one->user(), "✓ Yes, let us begin"), never_shown);
    EXPECT_EQ(disagreements(shown, stored), std::vector<std::string>{});
    EXPECT_EQ(stored.contradictions(), std::vector<std::string>{});
    EXPECT_EQ(stored.number("SELECT count(*) FROM dead_letter"), 0);
    EXPECT_EQ(stored.number("SELECT count(*) FROM answer"), 14);
    every_act_is_stored_once(stored);
    EXPECT_EQ(times_shown(ann, "These words always work"), 1) << "the command came twice and is answered once";
}

}  // namespace
}  // namespace waymark::testing
