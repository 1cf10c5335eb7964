// Figure R14: everything that somebody does is delivered one to five times, in any order after the first, as it was, as
// a retry, or under another event id, and now and then what arrives first is a retry. What comes of it is what comes of
// the same conversation delivered once: the first person has it so. WAYMARK_PEOPLE (4) says how many talk, WAYMARK_SEED
// in which order.
#include <gmock/gmock.h>

#include <iostream>
#include <regex>
#include <thread>

#include "tests/service/support/crowd.hpp"
#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/soon.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using ::testing::IsEmpty;
using once_more = slack_participant::once_more;

constexpr int most_deliveries = 5;
constexpr int questions = 6;
constexpr auto patience = 60s;

/// Times, and names that come from them, are each person's own; so is their number.
std::string without_names(const std::string& text, const std::string& number) {
    static const std::regex own("20[0-9]{2}-[0-9]{2}-[0-9]{2}[T0-9:.Z]*|[0-9a-f]{32}|[0-9]{9,}(\\.[0-9]+)?");
    auto out = std::regex_replace(text, own, "0");
    for (auto at = out.find(number); at != std::string::npos; at = out.find(number, at + 1)) out.replace(at, 4, "0001");
    return out;
}

std::vector<std::string> differences(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    std::vector<std::string> out;
    std::ranges::set_symmetric_difference(one, other, std::back_inserter(out));
    return out;
}

/// Somebody who answers question after question, changes their mind, and asks for help in between.
struct talker {
    talker(int number, const installation& at, fake_slack& slack, std::uint64_t seed)
        : repeats(number > 1),
          dice(seed),
          who(mentor_of(number), at, slack, {.first_lost = repeats ? 0.2 : 0}, seed + 1) {}

    void talk() {
        act([&] { who.type("count"); });
        for (int i = 1; i <= questions; ++i) {
            const auto number = std::to_string(i);
            if (who.wait_for("Question " + number, patience).empty()) return;
            if (i % 3 == 0) {
                act([&] { who.press("Green"); });
            } else {
                act([&] { who.type("My words on " + number); });
                act([&] { who.edit("Better words on " + number); });
            }
            if (i == 5) act([&] { who.command("help"); });
        }
        if (who.wait_for("Question " + std::to_string(questions + 1), patience).empty()) return;
        finished = true;
        if (repeats)
            while (!left().empty()) repeat_one();
    }

    const bool repeats;
    bool finished = false;
    std::mt19937_64 dice;
    slack_participant who;

  private:
    template <class Act>
    void act(const Act& does) {
        while (repeats && dice() % 2 == 0 && !left().empty()) repeat_one();
        does();
    }
    /// Their acts that are to come again, each as often as that is.
    std::vector<std::size_t>& left() {
        for (; known < who.acts(); ++known) to_come.insert(to_come.end(), dice() % most_deliveries, known);
        return to_come;
    }
    void repeat_one() {
        std::swap(to_come[dice() % to_come.size()], to_come.back());
        who.again(to_come.back(), static_cast<once_more>(dice() % 3));
        to_come.pop_back();
    }
    std::size_t known = 0;
    std::vector<std::size_t> to_come;
};

struct SlackRepeats : ::testing::Test {
    SlackRepeats() {
        home.write("programme.yaml", programme_text(people));
        home.write("scripts/flows/counting.yaml", counting_flow());
        for (int i = 1; i <= people; ++i)
            all.push_back(
                std::make_unique<talker>(i, home, slack, std::uint64_t{seed} + 10 * static_cast<std::uint64_t>(i)));
    }
    /// Everything that is kept of somebody, and everything they were shown, in order.
    std::vector<std::string> outcome_of(const talker& one) {
        const database_view stored(home.database);
        const auto id = person_of(one.who.user());
        const auto number = id.substr(id.size() - 4);
        const auto owned_by = "owner IN ('" + id + "', 'pair" + number + "')";
        std::vector<std::string> out;
        const auto add = [&](const std::string& what, const std::vector<std::string>& rows) {
            for (const auto& row : rows) out.push_back(what + ": " + without_names(row, number));
        };
        add("person", stored.opened("person", "WHERE id = '" + id + "'"));
        add("pair", stored.opened("pair", "WHERE id = 'pair" + number + "'"));
        add("answer", stored.opened("answer", "WHERE author = '" + id + "'"));
        add("sent", stored.column("SELECT message_key FROM delivery WHERE recipient = '" + id + "'"));
        add("timer", stored.column("SELECT key FROM timer WHERE " + owned_by));
        int shown = 0;
        for (const auto& message : one.who.seen())
            if (!message.is_change) add("shown as number " + std::to_string(++shown), {message.text});
        std::ranges::sort(out);
        return out;
    }

    const std::uint32_t seed = test_seed();
    const int people = std::max(2, number_from_environment("WAYMARK_PEOPLE", 4));
    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"slack_repeats", slack};
    std::vector<std::unique_ptr<talker>> all;
};

TEST_F(SlackRepeats, ChangeNothingHoweverOftenAndInWhateverOrderTheyCome) {
    std::cout << "seed " << seed << " (WAYMARK_SEED), " << people << " people (WAYMARK_PEOPLE)" << std::endl;
    home.start();
    {
        std::vector<std::jthread> threads;
        for (const auto& one : all) threads.emplace_back([&] { one->talk(); });
    }
    for (const auto& one : all) ASSERT_TRUE(one->finished) << one->who.user() << "\n" << home.log();
    ASSERT_TRUE(becomes_true(
        [&] {
            return database_view(home.database)
                       .number("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0;
        },
        patience));
    const database_view stored(home.database);
    int acts = 0, repeats = 0;
    const auto example = outcome_of(*all.front());
    for (const auto& one : all) {
        acts += one->who.acknowledged().acts;
        repeats += one->who.acknowledged().repeats;
        EXPECT_THAT(differences(outcome_of(*one), example), IsEmpty()) << one->who.user();
    }
    EXPECT_EQ(stored.number(acts_taken), acts);
    EXPECT_EQ(home.metric("waymark_events_total{result=\"repeated\"}"), repeats);
    EXPECT_GE(repeats, acts) << "each of them comes three times, on the whole";
    EXPECT_EQ(stored.number("SELECT count(*) FROM answer"), people * questions);
    EXPECT_EQ(stored.number("SELECT count(*) FROM dead_letter"), 0);
    EXPECT_THAT(stored.contradictions(), IsEmpty());
    EXPECT_THAT(disagreements(slack.truth()["shown"], stored), IsEmpty());
    std::cout << acts << " acts, delivered " << acts + repeats << " times" << std::endl;
}

}  // namespace
}  // namespace waymark::testing
