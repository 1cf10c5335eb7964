// S10: secrets are changed under a steady load of signed events, and nothing fails: of each kind two are good at a
// time, and the old one is refused once the new one has taken over. Signing secrets as RUNBOOK.md says it, with
// restarts (a running service takes none); Slack's tokens by their rotation; master keys under the data keys. The keys
// of people and pairs are not changed, they go with whom they are of. WAYMARK_ROTATIONS (1) is how often each is
// changed; the full figure is 20.
#include <gmock/gmock.h>

#include "adapters/slack/installation.hpp"
#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_installing.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/steady_load.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int pairs = 15;
constexpr int a_second = 20;  // events: each of the thirty people writes less than Slack lets a bot answer
constexpr auto patience = 60s;
constexpr auto answer_to_help = "These words always work";

std::vector<std::string> writers() {
    std::vector<std::string> out;
    for (int pair = 1; pair <= pairs; ++pair) out.insert(out.end(), {mentor_of(pair), mentee_of(pair)});
    return out;
}

/// One installation, and what is true of it after any load.
struct rotating {
    rotating(const std::string& name, const std::function<platform_settings(const fake_slack&)>& settings)
        : home(name, {settings(slack)}) {
        home.write("programme.yaml", programme_text(pairs));
    }
    template <class Ready>
    [[nodiscard]] bool in_time(const Ready& ready) const {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!ready() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(20ms);
        return ready();
    }
    [[nodiscard]] std::map<std::string, int> answers() {
        std::map<std::string, int> out;
        slack.with_world([&](slack_world& world) {
            for (const auto& one : world.shown())
                if (one.value("text", "").find(answer_to_help) != std::string::npos)
                    ++out[one.value("user_shown_to", "")];
        });
        return out;
    }
    /// Each event was taken once, and answered once. `others`: acts beside the load.
    void nothing_is_missing(const steady_load::outcome& load, int others = 0) {
        EXPECT_TRUE(in_time([&] { return answers() == load.by_person; })) << home.log();
        const database_view stored(home.database);
        EXPECT_EQ(stored.number(acts_taken), load.taken + others);
        EXPECT_THAT(stored.contradictions(), IsEmpty());
        EXPECT_EQ(stored.number("SELECT count(*) FROM dead_letter"), 0);
    }
    [[nodiscard]] int counted(const char* what) {
        int out = 0;
        slack.with_world([&](slack_world& world) { out = world.counts().value(what, 0); });
        return out;
    }

    fake_slack slack{slack_limits{.enforced = false}};
    installation home;
};

const int rotations = number_from_environment("WAYMARK_ROTATIONS", 1);

struct SigningSecrets : ::testing::Test, rotating {
    static std::string secret(int number) {
        return "signing-secret-number-" + std::to_string(number) + "-of-the-tests";
    }
    static std::string variable(int number) { return "TEST_SIGNING_SECRET_" + std::to_string(number); }
    static platform_settings all_of_them(const fake_slack& slack) {
        auto out = settings_for(slack);
        out.lines =
            "slack:\n  bot_token_env: TEST_BOT_TOKEN\n  messages_per_minute: 6000\n  api_base: " + slack.api() + "\n";
        for (int i = 0; i <= rotations; ++i) out.secrets[variable(i)] = secret(i);
        return out;
    }
    SigningSecrets() : rotating("signing", all_of_them) { home.more_settings = named({0}); }

    static std::string named(const std::vector<int>& numbers) {
        std::string out;
        for (const auto one : numbers) out += (out.empty() ? "" : ", ") + variable(one);
        return "  signing_secrets_env: [" + out + "]\n";
    }
    void restart_with(const std::vector<int>& numbers, steady_load& load) {
        home.more_settings = named(numbers);
        EXPECT_EQ(home.stop(), 0) << home.log();
        home.start();
        load.move_to(home.port());
    }
    [[nodiscard]] int status_of(const nlohmann::json& event, int number) const {
        return slack_caller(home.port(), secret(number)).event(event).status;
    }
};

TEST_F(SigningSecrets, TwoAreGoodAtATimeAndTheOldOneIsRefusedAfterwards) {
    home.start();
    steady_load load(home.port(), writers(), a_second, {secret(0)});
    for (int now = 0; now < rotations; ++now) {
        SCOPED_TRACE(now);
        ASSERT_TRUE(load.goes_on(a_second, patience));
        // What comes signed with a secret that is not named yet is refused, and Slack brings it again.
        const auto early = message_event(mentor_of(1), "thanks", next_ts(), "EvEARLY" + std::to_string(next_serial()));
        EXPECT_EQ(status_of(early, now + 1), 401);
        restart_with({now, now + 1}, load);
        EXPECT_EQ(status_of(early, now + 1), 200);
        load.sign_with({secret(now), secret(now + 1)});
        ASSERT_TRUE(load.goes_on(2 * a_second, patience));
        load.sign_with({secret(now + 1)});
        ASSERT_TRUE(load.goes_on(2, patience)) << "nothing is under way any more with the old one";
        restart_with({now + 1}, load);
        ASSERT_TRUE(load.goes_on(a_second, patience));
        const auto late = message_event(mentor_of(1), "help", next_ts(), "EvLATE" + std::to_string(next_serial()));
        EXPECT_EQ(status_of(late, now), 401);
    }
    const auto all = load.end();
    EXPECT_THAT(all.refusals, IsEmpty());
    nothing_is_missing(all, rotations);  // those that came too early
    std::cout << all.taken << " events over " << 2 * rotations << " restarts; " << all.unreached
              << " deliveries found nobody and were repeated\n";
}

struct SlackTokens : ::testing::Test, rotating {
    SlackTokens() : rotating("tokens", installable) {
        slack.with_world([&](slack_world& world) { world.installs().rotates = true; });
        home.start();
    }
    void lasting(span how_long) {
        slack.with_world([&](slack_world& world) { world.installs().token_lasts = how_long; });
    }
    [[nodiscard]] int exchanges() {
        int out = 0;
        slack.with_world([&](slack_world& world) { out = world.installs().exchanges(); });
        return out;
    }
    /// As they are kept.
    [[nodiscard]] slack::installation stored() const {
        const auto notes = database_view(home.database).opened("note", "WHERE name = 'installation'");
        return slack::read_installation(notes.at(0)).value();
    }
    [[nodiscard]] std::string refusal_of(const std::string& token) {
        std::string out;
        slack.with_world([&](slack_world& world) {
            const auto now = std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
            out = world.call(token, "auth.test", {}, now).body.value("error", "");
        });
        return out;
    }
};

TEST_F(SlackTokens, AreRenewedAheadOfTheirEndAndWhenSlackEndsThemEarly) {
    // They are renewed when two hours are left: these after two seconds each.
    lasting(2h + 2s);
    ASSERT_EQ(install_in(default_team, "Acme", home, slack).status, 200);
    const auto first = stored();
    steady_load load(home.port(), writers(), a_second, {signing_secret});
    EXPECT_TRUE(in_time([&] { return exchanges() > rotations; })) << home.log();
    EXPECT_EQ(counted("refused_token_expired") + counted("refused_token_revoked"), 0)
        << "the one before is good until nothing is under way with it";
    EXPECT_EQ(refusal_of(first.token), "token_revoked");

    lasting(12h);
    auto before = exchanges();
    EXPECT_TRUE(in_time([&] { return exchanges() > before; })) << "the last short one";
    before = exchanges();
    for (int i = 1; i <= rotations; ++i) {
        const auto old = stored();
        slack.with_world([](slack_world& world) { world.installs().pass(13h); });
        EXPECT_TRUE(in_time([&] { return stored().token != old.token; })) << home.log();
        ASSERT_TRUE(load.goes_on(a_second, patience));
        EXPECT_EQ(exchanges(), before + i) << "once for all who wait";
        EXPECT_EQ(refusal_of(old.token), "token_expired");
    }
    const auto all = load.end();
    EXPECT_THAT(all.refusals, IsEmpty());
    EXPECT_EQ(all.unreached, 0);
    nothing_is_missing(all, 1);  // the installation
    EXPECT_EQ(counted("refused_invalid_refresh_token") + counted("refused_token_revoked"), 1) << "by this test alone";
    EXPECT_THAT(home.log(), ::testing::Not(HasSubstr("cannot be renewed")));
    std::cout << all.taken << " events while " << exchanges() << " pairs of tokens came, slowest answer "
              << all.slowest.count() << " ms\n";
}

struct MasterKeysUnderLoad : ::testing::Test, rotating {
    MasterKeysUnderLoad() : rotating("masters", [](const fake_slack& slack) { return settings_for(slack); }) {
        home.start();
    }
    [[nodiscard]] installation::said command(std::vector<std::string> words) const {
        words.insert(words.end(), {"--config", home.path("waymark.yaml").string()});
        return home.run(words);
    }
    [[nodiscard]] std::string first_key() const {
        const auto listed = command({"keys", "list"}).text;
        const auto line = listed.find('\n') + 1;
        return listed.substr(line, listed.find(' ', line) - line);
    }
};

TEST_F(MasterKeysUnderLoad, TheOldOneOpensABackupOfItsTimeUntilItIsDropped) {
    steady_load load(home.port(), writers(), a_second, {signing_secret});
    for (int i = 0; i < rotations; ++i) {
        SCOPED_TRACE(i);
        ASSERT_TRUE(load.goes_on(a_second, patience));
        const auto older = first_key();
        const auto backup = home.path("backup" + std::to_string(i) + ".db").string();
        EXPECT_EQ(command({"backup", backup}).status, 0);
        EXPECT_EQ(command({"keys", "rotate"}).status, 0);
        const auto newer = first_key();
        ASSERT_NE(newer, older);
        const auto both = command({"restore", "--verify", backup});
        EXPECT_EQ(both.status, 0) << "two are good: " << both.text;
        const auto taken = "the master key " + newer + " wraps now what " + older + " did";
        EXPECT_TRUE(in_time([&] { return home.log().find(taken) != std::string::npos; })) << home.log();
        const auto dropped = command({"keys", "drop", older});
        EXPECT_EQ(dropped.status, 0) << dropped.text;
        const auto refused = command({"restore", "--verify", backup});
        EXPECT_NE(refused.status, 0);
        EXPECT_THAT(refused.text, HasSubstr("needs the master key " + older));
    }
    const auto all = load.end();
    EXPECT_THAT(all.refusals, IsEmpty());
    EXPECT_EQ(all.unreached, 0);
    nothing_is_missing(all);
    std::cout << all.taken << " events over " << rotations << " new master keys, slowest answer " << all.slowest.count()
              << " ms\n";
}

}  // namespace
}  // namespace waymark::testing
