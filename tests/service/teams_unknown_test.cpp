// Many nudges of which nobody can know whether they arrived: none is shown twice, and the list that Waymark gives is
// the list of what was done to them. WAYMARK_SENDS (300) says how many nudges, WAYMARK_SEED which ends they meet.
#include <iostream>
#include <map>
#include <set>

#include "tests/service/support/teams_service.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using ::testing::HasSubstr;

constexpr auto invitation = "Would you like to begin?";

/// What happens to a nudge, once.
struct end_of_nudge {
    const char* name;
    const char* answer;
    bool shown = true;                   ///< Teams takes it, whatever it says
    bool known = false;                  ///< what it says leaves no doubt
    std::chrono::milliseconds delay{0};  ///< longer than anybody waits
};
constexpr std::array ends{
    end_of_nudge{"taken", "", true, true},
    end_of_nudge{"held back", "429_Throttled_retry_after", false, true},
    end_of_nudge{"taken, reply dropped", "close"},
    end_of_nudge{"taken, connection reset", "reset"},
    end_of_nudge{"taken, 502", "502_html"},
    end_of_nudge{"taken, 503", "503_empty"},
    end_of_nudge{"taken, 504", "504_html"},
    end_of_nudge{"taken, 500", "500_ServiceError"},
    end_of_nudge{"taken, late", "", true, false, 17s},
    end_of_nudge{"not taken, connection lost", "close", false},
    end_of_nudge{"not taken, 504", "504_html", false},
};

struct TeamsUnknown : teams_service {
    TeamsUnknown() {
        teams.with_world([](teams_world& world) { world.enforce_limits(false); });
        home.more_settings = "  messages_per_minute: 6000\n";
        home.write("programme.yaml", programme(pairs, closing_nudge));
        std::vector<const end_of_nudge*> deck;
        for (int i = 0; i < 2 * pairs; ++i) deck.push_back(&ends.at(static_cast<std::size_t>(i) % ends.size()));
        std::shuffle(deck.begin(), deck.end(), dice);
        for (int i = 1; i <= pairs; ++i)
            for (const auto& user : {teams_mentor_of(i), teams_mentee_of(i)}) {
                plan[user] = deck.back();
                deck.pop_back();
            }
        for (const auto& [user, end] : plan) inject(user, *end);
    }
    void inject(const std::string& user, const end_of_nudge& end) {
        teams_fault fault;
        fault.operation = "send";
        fault.user = user;
        fault.answer = end.answer;
        fault.done = end.shown;
        fault.delay = end.delay;
        fault.retry_after = end.known && !end.shown ? 1 : 0;
        teams.fail(fault);
    }
    /// SIGKILL in the middle of it. What was being sent then is in doubt, whatever Teams did with it.
    void kill() {
        home.kill();
        const auto left = database_view::as_left_behind(home.database);
        for (const auto& one : left.column("SELECT recipient FROM outbox WHERE state = 1")) interrupted.insert(one);
        home.start();
    }
    [[nodiscard]] std::map<std::string, int> times_shown_by_user() {
        std::map<std::string, int> out;
        teams.with_world([&](teams_world& world) {
            for (const auto& one : world.shown())
                if (one["kind"] == "post" &&
                    one["text"].get_ref<const std::string&>().find(invitation) != std::string::npos)
                    ++out[one["user"].get<std::string>()];
        });
        return out;
    }
    [[nodiscard]] bool all_ended() const {
        return nothing_is_under_way() && stored(
                                             "SELECT (SELECT count(*) FROM delivery) + (SELECT count(*) FROM "
                                             "dead_letter)") >= 2 * pairs;
    }

    [[nodiscard]] std::string how_far() const {
        std::string out;
        for (const auto* table : {"inbox", "outbox", "delivery", "dead_letter"})
            out += table + (": " + std::to_string(stored("SELECT count(*) FROM " + std::string(table)))) + "; ";
        return out + "\n";
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    const int pairs = std::max(11, number_from_environment("WAYMARK_SENDS", 300) / 2);
    std::map<std::string, const end_of_nudge*> plan;  ///< by user
    std::set<std::string> interrupted;                ///< people
};

TEST_F(TeamsUnknown, NudgesAreListedAllOfThemAndNoOthersAndNoneIsShownTwice) {
    std::cout << "seed " << seed << " (WAYMARK_SEED), " << 2 * pairs << " nudges (WAYMARK_SENDS)" << std::endl;
    home.start();
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(soon([&] { return stored("SELECT count(*) FROM outbox WHERE state = 1") > 0; })) << home.log();
        std::this_thread::sleep_for(std::chrono::milliseconds(dice() % 200));
        kill();
    }
    ASSERT_TRUE(soon([&] { return all_ended(); }, 5min + pairs * 200ms)) << how_far() << home.log();

    const auto shown = times_shown_by_user();
    std::multiset<std::string> injected;
    for (const auto& [user, end] : plan) {
        const auto found = shown.find(user);
        const auto times = found == shown.end() ? 0 : found->second;
        const bool was_interrupted = interrupted.contains(person_of(user));
        EXPECT_LE(times, 1) << user << ": " << end->name;
        if (!was_interrupted) {
            EXPECT_EQ(times, end->shown || end->known ? 1 : 0) << user << ": " << end->name;
        }
        if (was_interrupted || !end->known) injected.insert(person_of(user));
    }
    const auto listed =
        database_view(home.database).column("SELECT recipient FROM dead_letter WHERE reason = 'unknown_unresolved'");
    EXPECT_EQ(std::multiset<std::string>(listed.begin(), listed.end()), injected);
    EXPECT_EQ(stored("SELECT count(*) FROM dead_letter"), std::ssize(injected)) << "nothing else was given up";
    EXPECT_EQ(stored("SELECT count(*) FROM delivery"), 2 * pairs - std::ssize(injected));
    const auto told = home.run({"status", "--config", home.path("waymark.yaml").string()});
    EXPECT_THAT(told.text, HasSubstr("messages given up:            " + std::to_string(injected.size()) + "\n"));
    EXPECT_GE(interrupted.size(), 1U) << "no kill has hit anything";
    std::cout << injected.size() << " of unknown end, of them " << interrupted.size() << " by a kill" << std::endl;
}

}  // namespace
}  // namespace waymark::testing
