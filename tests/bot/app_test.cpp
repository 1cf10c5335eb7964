#include "tests/bot/app_bench.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/bot/runner_bench.hpp"
#include "tests/support/fault_store.hpp"

namespace waymark {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::ending;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct App : testing::app_bench {
    std::vector<std::string> to(const std::string& user) {
        std::vector<std::string> out;
        for (const auto& one : platform.sent)
            if (one.to.user == user) out.push_back(plain_text(std::get<outgoing>(one.content)));
        return out;
    }
};

TEST_F(App, ListensOnPortsOfItsOwnChoiceAndAnswersWhatIsSaid) {
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_NE(service->port(), 0);
    EXPECT_NE(service->admin_port(), 0);
    EXPECT_EQ(ask("GET", service->admin_port(), "/healthz").status, 200U);
    EXPECT_EQ(ready_page(), "ready\n");
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_TRUE(until([&] { return !platform.sent.empty(); }));
    EXPECT_THAT(to("ann"), ElementsAre(HasSubstr("Open Doors")));
}

TEST_F(App, StopsWithNothingLeftAndCanBeToldTwice) {
    ASSERT_EQ(start(), std::nullopt);
    platform.takes = std::chrono::milliseconds(50);
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_TRUE(until([&] { return platform.in_flight == 1; }));
    EXPECT_TRUE(run(service->stop()));
    EXPECT_EQ(platform.in_flight, 0) << "what was in hand is finished";
    EXPECT_EQ(ask("GET", service->admin_port(), "/healthz").status, 0U);
    EXPECT_TRUE(run(service->stop()));
}

TEST_F(App, ARefusedTokenIsSaidAndNothingListens) {
    platform.problem = check_problem{"The platform does not know this token."};
    EXPECT_EQ(start(), "The platform does not know this token.");
    EXPECT_EQ(service->port(), 0);
}

TEST_F(App, APlatformThatIsDownIsNoReasonNotToStart) {
    platform.problem = check_problem{"The platform could not be asked (no_answer).", true};
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_EQ(readiness().status, 200U) << "a warning: it takes events";
    EXPECT_EQ(ready_page(),
              "ready\nwarning: the account on playground could not be checked yet: The platform could not be asked "
              "(no_answer).\n");
}

TEST_F(App, APortInUseIsSaidInWords) {
    boost::asio::ip::tcp::acceptor taken(io, {boost::asio::ip::make_address("127.0.0.1"), 0});
    settings.admin.port = taken.local_endpoint().port();
    EXPECT_EQ(start(),
              "cannot listen on 127.0.0.1:" + std::to_string(settings.admin.port) + ": Address already in use");
}

TEST_F(App, ARestoredDatabaseTakesEventsAndSendsNothing) {
    ASSERT_FALSE(at->set_fact(restored_fact, std::to_string(to_us(morning))).has_error());
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_EQ(ready_page(),
              "paused: the database was restored from a backup at 2026-06-02 08:00 UTC; nothing is sent until somebody "
              "confirms it (waymark confirm-restore)\n");
    EXPECT_TRUE(until([&] { return run(service->measure()).turns.taken == 1; })) << "it is worked on";
    io.run_for(std::chrono::milliseconds(50));
    EXPECT_THAT(platform.sent, IsEmpty());
}

TEST_F(App, PeopleOfWhomNobodySaidTheZoneAreLookedUp) {
    const auto file = ::testing::TempDir() + "waymark_no_zone_" + std::to_string(::getpid()) + ".yaml";
    std::ofstream(file) << "programme: p\nversion: 1\ntitle: P\nlanguage: en\nzone: UTC\ncontact: ann\npeople:\n"
                           "  - { id: ann, first_name: Ann, zone: Europe/Madrid, playground: ann }\n"
                           "  - { id: bo, first_name: Bo, playground: bo }\n"
                           "pairs:\n  - { id: one, mentor: ann, mentee: bo }\n";
    programmes = {file};
    platform.profiles["bo"].zone = "America/Bogota";
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_TRUE(until([&] { return run(service->measure()).turns.taken == 1; })) << "what was learnt is an event";
    EXPECT_THAT(platform.looked_up, ElementsAre(Field(&address::user, "bo")));
    std::filesystem::remove(file);
}

TEST_F(App, WhoCannotBeReachedIsLeftAloneAndTheContactHearsOfItOnce) {
    ASSERT_EQ(start(), std::nullopt);
    auto gone = ending(send_outcome::kind::dead, "user_disabled");
    gone.person_gone = true;
    platform.outcomes = {gone};
    EXPECT_EQ(say("bo help").status, 200U);
    int looks = 0;
    EXPECT_TRUE(until([&] { return platform.outcomes.empty() && ++looks > 20; })) << "what became of it is stored";
    hands.move_to(hands.now() + std::chrono::hours(24));  // it comes with what else the day brings, on the next
    EXPECT_TRUE(until([&] { return to("maria").size() == 1; }));
    EXPECT_THAT(to("maria"), ElementsAre(HasSubstr("Bo")));
}

TEST_F(App, ARefusedTokenOfARunningServiceIsSaidAndEveryCallStops) {
    ASSERT_EQ(start(), std::nullopt);
    platform.outcomes = {ending(send_outcome::kind::account_dead, "token_revoked")};
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_TRUE(until([&] { return platform.sent.size() == 1; }));
    EXPECT_EQ(say("bo help").status, 200U) << "events are still taken";
    EXPECT_TRUE(until([&] { return ready_page().find("token") != std::string::npos; }));
    EXPECT_THAT(ready_page(),
                HasSubstr("the token of playground/playground was refused (token_revoked): nothing is sent there"));
    EXPECT_EQ(readiness().status, 200U);
    EXPECT_THAT(platform.sent, SizeIs(1));
}

TEST_F(App, RemovalFromTheWorkspaceStopsEveryCall) {
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_EQ(say("x !removed").status, 200U);
    EXPECT_TRUE(until([&] { return ready_page().find("app_removed") != std::string::npos; }));
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_TRUE(until([&] { return run(service->measure()).turns.taken == 2; })) << "hers, and the contact's";
    io.run_for(std::chrono::milliseconds(50));
    EXPECT_THAT(platform.sent, IsEmpty());
}

TEST_F(App, AnInstallationAfterARemovalSendsWhatWaited) {
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_EQ(say("x !removed").status, 200U);
    EXPECT_TRUE(until([&] { return ready_page().find("app_removed") != std::string::npos; }));
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_TRUE(until([&] { return run(service->measure()).turns.taken == 2; }));
    EXPECT_THAT(platform.sent, IsEmpty());
    EXPECT_EQ(say("x !added").status, 200U);
    EXPECT_TRUE(until([&] { return !platform.sent.empty(); }));
    EXPECT_THAT(to("ann"), ElementsAre(HasSubstr("Open Doors")));
    EXPECT_EQ(ready_page(), "ready\n");
}

TEST_F(App, AFullDiskIs503AndAnAlarmAndPassesByItself) {
    auto plan = std::make_shared<faults>();
    at = create_fault_store(std::move(at), plan);
    ASSERT_EQ(start(), std::nullopt);
    plan->fail(store_call::commit, store_errc::disk_full, 3);
    const auto refused = say("ann help");
    EXPECT_EQ(refused.status, 503U);
    EXPECT_EQ(refused.header("Retry-After"), "5");
    EXPECT_EQ(ready_page(), "the disk is full: events are refused with 503 until there is space again\n");
    EXPECT_EQ(readiness().status, 503U);
    EXPECT_TRUE(until([&] { return ready_page() == "ready\n"; }));
    EXPECT_EQ(say("ann help").status, 200U);
}

TEST_F(App, MetricsCountWhatHappened) {
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_EQ(say("ann help").status, 200U);
    EXPECT_EQ(say("nobody help").status, 200U);
    EXPECT_TRUE(until([&] { return !platform.sent.empty(); }));
    const auto page = ask("GET", service->admin_port(), "/metrics");
    EXPECT_EQ(page.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    for (const auto* line :
         {"waymark_ready 1", "waymark_requests_total{kind=\"message\"} 3", "waymark_responses_total{status=\"200\"} 3",
          "waymark_events_total{result=\"stored\"} 2", "waymark_events_total{result=\"repeated\"} 1",
          "waymark_connections{listener=\"admin\"} 1"})
        EXPECT_THAT(page.body, HasSubstr("\n" + std::string(line) + "\n"));
    EXPECT_THAT(page.body, Not(HasSubstr("ann")));
}

TEST_F(App, TheAdminListenerAnswersNothingElse) {
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_EQ(ask("GET", service->admin_port(), "/test/events").status, 404U);
    EXPECT_EQ(ask("POST", service->admin_port(), "/metrics").status, 405U);
    EXPECT_EQ(ask("GET", service->port(), "/metrics").status, 404U);
}

}  // namespace
}  // namespace waymark
