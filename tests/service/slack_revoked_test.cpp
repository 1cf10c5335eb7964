// Figure R12 for Slack: a token that is refused is not used again, by nobody and for nothing; the contact, who is in
// Teams, hears of it once; and when the app is installed again, what waited goes out, once. Each case is a workspace of
// its own in one Waymark.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <thread>

#include "tests/service/support/crowd.hpp"
#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_installing.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/soon.hpp"
#include "tests/service/support/truth.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto help_words = "These words always work";
constexpr auto patience = 30s;
constexpr int pairs = 2;

/// A workspace and some of its people.
struct place {
    place(int number, const installation& at, fake_slack& slack)
        : number(number),
          team("T0PLACE00" + std::to_string(number)),
          ann(mentor_of(first_pair()), at, slack, {}, 1, team),
          bo(mentee_of(first_pair()), at, slack, {}, 2, team),
          cleo(mentor_of(first_pair() + 1), at, slack, {}, 3, team) {}
    [[nodiscard]] int first_pair() const { return 1 + number * pairs; }
    [[nodiscard]] std::string contact() const { return number == 0 ? "sam" : "sam_" + std::to_string(first_pair()); }

    int number;
    std::string team;
    slack_participant ann, bo, cleo;
};

struct SlackRevoked : ::testing::Test {
    /// Everything is well in so many workspaces; in each, reminders will be due in five, ten and fifteen seconds.
    void begin(int count) {
        home.programmes.clear();
        home.write("scripts/flows/silent.yaml", silent_flow());
        for (int i = 0; i < count; ++i) {
            places.push_back(std::make_unique<place>(i, home, slack));
            const auto& one = *places.back();
            programme_wishes wishes;
            wishes.pairs = pairs;
            wishes.first_pair = one.first_pair();
            wishes.workspace = one.team;
            wishes.in_teams = {one.contact()};
            home.programmes += (i == 0 ? "" : ", ") + one.team + ".yaml";
            home.write(one.team + ".yaml", without_zones(programme_text(wishes)));
        }
        // nobody's profile is known, so that Slack is asked for them all the time, and again with each word of theirs
        slack_fault unknown;
        unknown.is = slack_fault::kind::error;
        unknown.method = "users.info";
        unknown.times = 1'000'000;
        slack.fail(unknown);
        home.start();
        for (auto& one : places) {
            ASSERT_EQ(install_in(one->team, "Place", home, slack).status, 200);
            one->bo.type("listen");
        }
        for (auto& one : places) ASSERT_NE(one->bo.wait_for("Question for you", patience), "") << home.log();
        listening_since = std::chrono::steady_clock::now();
    }
    static std::string without_zones(std::string programme) {
        const std::string zone = ", zone: UTC";
        for (auto at = programme.find(zone); at != std::string::npos; at = programme.find(zone))
            programme.erase(at, zone.size());
        return programme;
    }
    [[nodiscard]] std::int64_t stored(const std::string& query) const {
        return database_view(home.database).number(query);
    }
    bool nothing_is_under_way() const {
        return becomes_true(
            [this] { return stored("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0; },
            patience);
    }
    bool closed(const place& one) const {
        return becomes_true([&] { return home.admin("/readyz").body.find(one.team) != std::string::npos; }, patience);
    }
    /// Calls with tokens that are good for nothing, by what Slack says of them.
    int calls(const std::string& error) {
        int out = 0;
        slack.with_world([&](slack_world& world) { out = world.counts().value("refused_" + error, 0); });
        return out;
    }
    void take_out(const place& one, const std::string& error) {
        slack.with_world([&](slack_world& world) { world.installs().take_out(one.team, error); });
    }
    void say_farewell(const place& one, const std::string& kind) {
        const auto event = farewell_event(one.team, kind, "Ev" + kind + std::to_string(next_serial()));
        EXPECT_EQ(slack_caller(home.port(), signing_secret).event(event).status, 200);
    }
    /// Everything that makes Waymark want to say something there: words, commands, a Home tab, reminders. `heard`: the
    /// people there are, until the app itself is out.
    void live_on(bool heard) {
        for (auto& one : places) {
            for (auto* who : {&one->ann, &one->bo, &one->cleo}) who->type("help");
            one->ann.command("help");
            auto opened = message_event(one->cleo.user(), "", next_ts(), "EvHOME" + std::to_string(next_serial()));
            opened["event"]["type"] = "app_home_opened";
            opened["event"]["tab"] = "home";
            const auto event = of_team(std::move(opened), one->team);
            EXPECT_EQ(slack_caller(home.port(), signing_secret).event(event).status, 200);
        }
        // no time passes for whoever cannot be reached: a reminder would be due, and is not
        for (const auto& one : places) EXPECT_TRUE(becomes_true([&] { return is_held(*one); }, patience)) << home.log();
        std::this_thread::sleep_until(listening_since + 6s);
        EXPECT_TRUE(becomes_true([this] { return stored("SELECT count(*) FROM inbox") == 0; }, patience));
        for (const auto& one : places)
            EXPECT_EQ(stored("SELECT count(*) FROM outbox WHERE recipient = '" + person_of(one->bo.user()) + "'"),
                      heard ? 1 : 0);
    }
    /// Whether its time stands still.
    [[nodiscard]] bool is_held(const place& one) const {
        const auto pair = "pair" + one.bo.user().substr(one.bo.user().size() - 4);
        const auto found = database_view(home.database).opened("pair", "WHERE id = '" + pair + "'");
        return !found.empty() && found.front().find("account/slack/") != std::string::npos;
    }
    [[nodiscard]] std::int64_t lines_for_the_contact(const place& one) const {
        std::int64_t out = 0;
        const std::string words = "Slack takes no messages from me any more";
        for (const auto& body : database_view(home.database).opened("person", "WHERE id = '" + one.contact() + "'"))
            for (auto at = body.find(words); at != std::string::npos; at = body.find(words, at + 1)) ++out;
        return out;
    }
    static std::ptrdiff_t times_shown(const slack_participant& to, const std::string& words) {
        return std::ranges::count_if(to.shown(),
                                     [&](const auto& text) { return text.find(words) != std::string::npos; });
    }
    void expect_it_goes_on(bool heard) {
        for (auto& one : places) {
            EXPECT_TRUE(becomes_true([&] { return lines_for_the_contact(*one) == 1; }, patience)) << home.log();
            EXPECT_EQ(install_in(one->team, "Place", home, slack).status, 200);
            if (!heard) one->ann.type("help");
        }
        for (auto& one : places) {
            EXPECT_NE(one->ann.wait_for(help_words, patience), "") << home.log();
            EXPECT_NE(one->bo.wait_for("A reminder", patience), "") << home.log();
            EXPECT_FALSE(is_held(*one));
        }
        EXPECT_TRUE(nothing_is_under_way()) << home.log();
        for (const auto& one : places) {
            for (const auto* who : {&one->bo, &one->cleo}) EXPECT_EQ(times_shown(*who, help_words), heard ? 1 : 0);
            EXPECT_THAT(home.admin("/readyz").body, Not(HasSubstr(one->team)));
            EXPECT_EQ(lines_for_the_contact(*one), 1) << "told once";
        }
        EXPECT_EQ(stored("SELECT count(*) FROM dead_letter WHERE reason <> 'expired'"), 0);
        EXPECT_THAT(disagreements(slack.truth()["shown"], database_view(home.database)), IsEmpty());
    }

    fake_teams teams;
    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"slack_revoked", {settings_for(teams), installable(slack)}};
    std::vector<std::unique_ptr<place>> places;
    std::chrono::steady_clock::time_point listening_since;
};

TEST_F(SlackRevoked, ATokenThatIsRefusedIsNotUsedAgainUntilTheAppIsInstalledAgain) {
    const std::vector<std::string> errors{"token_revoked", "account_inactive", "invalid_auth"};
    begin(static_cast<int>(errors.size()));
    std::map<std::string, int> proof;
    for (std::size_t i = 0; i < errors.size(); ++i) take_out(*places[i], errors[i]);
    slack.stop_failing();
    for (std::size_t i = 0; i < errors.size() && !HasFailure(); ++i) {
        places[i]->ann.type("help");
        EXPECT_TRUE(closed(*places[i])) << home.log();
        proof[errors[i]] = calls(errors[i]);
        // a profile may be asked for while she is answered; and "invalid_auth" proves nothing until Slack says it of a
        // call that is about nothing else, so that a few more may come before
        EXPECT_LE(proof[errors[i]], errors[i] == "invalid_auth" ? 8 : 2);
    }
    live_on(true);
    for (const auto& [error, before] : proof) EXPECT_EQ(calls(error), before) << error << ", after the first proof";
    expect_it_goes_on(true);
    for (const auto& [error, before] : proof) EXPECT_EQ(calls(error), before) << error << ", after the new one";
}

TEST_F(SlackRevoked, FarewellsInEitherOrderAreTheEndWithoutASingleCall) {
    const std::vector<std::array<const char*, 2>> orders{{"app_uninstalled", "tokens_revoked"},
                                                         {"tokens_revoked", "app_uninstalled"}};
    begin(static_cast<int>(orders.size()));
    for (std::size_t i = 0; i < orders.size() && !HasFailure(); ++i) {
        take_out(*places[i], "token_revoked");
        for (const auto* kind : orders[i]) say_farewell(*places[i], kind);
        EXPECT_TRUE(closed(*places[i])) << home.log();
    }
    slack.stop_failing();
    live_on(false);
    EXPECT_EQ(calls("token_revoked"), 0);
    EXPECT_EQ(home.stop(), 0);
    home.start();
    for (auto& one : places) one->ann.type("hello?");
    std::this_thread::sleep_for(1s);
    expect_it_goes_on(false);
    EXPECT_EQ(calls("token_revoked"), 0) << "nor after a restart";
}

}  // namespace
}  // namespace waymark::testing
