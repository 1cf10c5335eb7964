#include "bot/profile_runner.hpp"

#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::SizeIs;

struct ProfileRunner : testing::runner_bench {
    int announced = 0;
    std::unique_ptr<profile_runner> profiles;

    ~ProfileRunner() override { end(); }
    void look_up(std::vector<missing_profile> missing) {
        const std::vector<adapter*> platforms{&platform};
        profiles =
            std::make_unique<profile_runner>(door, hands, platforms, std::move(missing), [this] { ++announced; });
        tasks.spawn("profiles", profiles->run());
        settle();
    }
    [[nodiscard]] std::vector<inbound_event> stored() {
        std::vector<inbound_event> out;
        for (auto& row : door.at().claim_inbox(10, hands.now()).value()) out.push_back(std::move(row.event));
        return out;
    }
};

TEST_F(ProfileRunner, WhatThePlatformKnowsEntersAsAnEvent) {
    platform.profiles["U1"].zone = "Europe/Madrid";
    platform.profiles["U1"].language = "es-ES";
    platform.profiles["U1"].full_name = "Somebody Else";
    look_up({{testing::address_of("U1"), true}});
    const auto events = stored();
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(events.front().from, testing::address_of("U1"));
    const auto& change = std::get<inbound::profile_changed>(events.front().what);
    EXPECT_EQ(change.zone, "Europe/Madrid");
    EXPECT_EQ(change.language, "es-ES");
    EXPECT_EQ(change.name, std::nullopt) << "names are the programme's";
    EXPECT_EQ(change.account, inbound::account_is::unsaid);
    EXPECT_EQ(announced, 1);
    EXPECT_EQ(tasks.size(), 0U) << "nobody is left to be asked about";
}

TEST_F(ProfileRunner, ALanguageThatAFileNamesIsNotAskedFor) {
    platform.profiles["U1"].zone = "Europe/Madrid";
    platform.profiles["U1"].language = "es-ES";
    look_up({{testing::address_of("U1"), false}});
    EXPECT_EQ(std::get<inbound::profile_changed>(stored().at(0).what).language, std::nullopt);
}

TEST_F(ProfileRunner, ANameWithoutAZoneIsTakenAtOnceAndTheZoneAskedForLater) {
    platform.profiles["U1"].full_name = "Ann Archer";
    look_up({{testing::address_of("U1"), true, true}});
    auto events = stored();
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(std::get<inbound::profile_changed>(events.front().what).name, "Ann Archer");
    move(2min);
    EXPECT_THAT(platform.looked_up, SizeIs(2));
    EXPECT_THAT(stored(), SizeIs(1)) << "the name is known";
    platform.profiles["U1"].zone = "Europe/Madrid";
    move(4min);
    events = stored();
    ASSERT_THAT(events, SizeIs(2));
    EXPECT_EQ(std::get<inbound::profile_changed>(events.back().what).zone, "Europe/Madrid");
    EXPECT_EQ(std::get<inbound::profile_changed>(events.back().what).name, std::nullopt);
    EXPECT_EQ(tasks.size(), 0U);
}

TEST_F(ProfileRunner, SomebodyOfAnotherCompanyIsNotAskedAboutForEverAsTheirZoneIsNeverSaid) {
    platform.profiles["U1"].visiting = true;
    look_up({{testing::address_of("U1"), true, true}});
    const auto events = stored();
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(std::get<inbound::profile_changed>(events.front().what).account, inbound::account_is::visiting);
    EXPECT_EQ(tasks.size(), 0U);
}

TEST_F(ProfileRunner, SomebodyWhoLeftIsNoticed) {
    platform.profiles["U1"].deactivated = true;
    look_up({{testing::address_of("U1"), true}});
    EXPECT_EQ(std::get<inbound::profile_changed>(stored().at(0).what).account, inbound::account_is::deactivated);
}

TEST_F(ProfileRunner, PeopleAreAskedAboutOneAfterTheOtherWithABreathBetween) {
    for (const auto* user : {"U1", "U2"}) platform.profiles[user].zone = "Europe/Madrid";
    look_up({{testing::address_of("U1"), true}, {testing::address_of("U2"), true}});
    EXPECT_THAT(platform.looked_up, SizeIs(1));
    move(profile_runner::breath);
    EXPECT_THAT(platform.looked_up, SizeIs(2));
    EXPECT_EQ(tasks.size(), 0U);
}

TEST_F(ProfileRunner, WhomThePlatformDoesNotTellOfIsAskedAboutLaterAndLater) {
    look_up({{testing::address_of("U1"), true}});
    EXPECT_THAT(platform.looked_up, SizeIs(1));
    move(1min);
    EXPECT_THAT(platform.looked_up, SizeIs(1)) << "the first pause is doubled already: nothing was learnt";
    move(1min);
    EXPECT_THAT(platform.looked_up, SizeIs(2));
    move(4min);
    EXPECT_THAT(platform.looked_up, SizeIs(3));
    platform.profiles["U1"].zone = "Europe/Madrid";
    move(8min);
    EXPECT_THAT(stored(), SizeIs(1));
}

TEST_F(ProfileRunner, WhoeverIsHeardOfIsAskedAboutAtOnce) {
    look_up({{testing::address_of("U1"), true}, {testing::address_of("U2"), true}});
    move(profile_runner::breath);
    platform.looked_up.clear();
    profiles->heard_from(testing::address_of("U9"));
    settle();
    EXPECT_THAT(platform.looked_up, SizeIs(0)) << "nobody who is missing";
    profiles->heard_from(testing::address_of("U2"));
    settle();
    EXPECT_THAT(platform.looked_up, ElementsAre(Field(&address::user, "U2")));
}

TEST_F(ProfileRunner, WhatCannotBeStoredIsAskedForAgain) {
    platform.profiles["U1"].zone = "Europe/Madrid";
    door.failures_left = 1;
    look_up({{testing::address_of("U1"), true}});
    EXPECT_EQ(announced, 0);
    move(2min);
    EXPECT_THAT(stored(), SizeIs(1));
}

}  // namespace
}  // namespace waymark
