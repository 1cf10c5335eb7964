// The driver against a small world: things due at their times, some of which show nothing.
#include "bot/playground/driver.hpp"

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <map>

namespace waymark {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;

constexpr instant morning{std::chrono::hours(9)};

struct PlaygroundDriver : testing::Test {
    asio::io_context io;
    manual_clock hands{morning};
    std::multimap<instant, bool> planned;  ///< when, and whether it shows a line
    std::vector<instant> happened;         ///< where the clock stood when each thing happened
    std::size_t lines = 0;
    std::string note;
    bool moving = false;
    std::vector<std::string> flows;
    playground_driver driver{hands, doors()};
    asio::cancellation_signal stop;

    playground_doors doors() {
        playground_doors all;
        all.next_due = [this]() -> asio::awaitable<std::optional<instant>> {
            if (planned.empty()) co_return std::nullopt;
            co_return planned.begin()->first;
        };
        all.at_rest = [this]() -> asio::awaitable<bool> {
            while (!planned.empty() && planned.begin()->first <= hands.now()) {
                happened.push_back(hands.now());
                if (planned.begin()->second) ++lines;
                planned.erase(planned.begin());
            }
            co_return true;
        };
        all.start = [this](std::string flow) -> asio::awaitable<std::optional<std::string>> {
            flows.push_back(flow);
            if (flow == "at_once") ++lines;
            if (flow == "unknown") co_return "There is no such conversation.";
            co_return std::nullopt;
        };
        all.lines_shown = [this] { return lines; };
        all.tell = [this](instant, bool still_moving, const std::string& words) {
            moving = still_moving;
            note = words;
        };
        return all;
    }

    void run() {
        auto nothing = [](const std::exception_ptr&) {};
        asio::co_spawn(io, driver.run(), asio::bind_cancellation_slot(stop.slot(), nothing));
        io.poll();
        stop.emit(asio::cancellation_type::terminal);
        io.restart();
        io.run();
    }
};

TEST_F(PlaygroundDriver, ALongMoveLetsEverythingHappenAtItsOwnTime) {
    const auto first = morning + std::chrono::hours(1);
    const auto second = morning + std::chrono::hours(30);
    planned = {{first, true}, {second, true}, {morning + std::chrono::hours(60), true}};
    driver.advance(std::chrono::hours(48));
    run();
    EXPECT_THAT(happened, ElementsAre(first, second));
    EXPECT_EQ(hands.now(), morning + std::chrono::hours(48));
    EXPECT_FALSE(moving);
}

TEST_F(PlaygroundDriver, TheNextThingIsTheNextOneThatShowsSomething) {
    const auto unseen = morning + std::chrono::hours(1);
    const auto seen = morning + std::chrono::hours(2);
    planned = {{unseen, false}, {seen, true}, {morning + std::chrono::hours(3), true}};
    driver.advance_to_next();
    run();
    EXPECT_EQ(hands.now(), seen);
    EXPECT_THAT(happened, ElementsAre(unseen, seen));
}

TEST_F(PlaygroundDriver, WithNothingPlannedTheClockStandsAndThePageIsToldSo) {
    driver.advance_to_next();
    run();
    EXPECT_EQ(hands.now(), morning);
    EXPECT_EQ(note, "Nothing is planned. Say something, or start a conversation.");
}

TEST_F(PlaygroundDriver, WishesAreFulfilledInTheirOrder) {
    driver.start("closing");
    driver.advance(std::chrono::hours(1));
    driver.start("unknown");
    run();
    EXPECT_THAT(flows, ElementsAre("closing", "unknown"));
    EXPECT_EQ(note, "There is no such conversation.");
    EXPECT_EQ(hands.now(), morning + std::chrono::hours(1));
}

TEST_F(PlaygroundDriver, AStartSaysWhetherSomethingHasBeenSaidAtOnce) {
    driver.start("closing");
    run();
    EXPECT_EQ(note, "It begins in each person's own working hours. Move the clock to get there.");
    driver.start("at_once");
    run();
    EXPECT_EQ(note, "It has begun.");
}

TEST_F(PlaygroundDriver, TooManyPressesAreIgnored) {
    for (int press = 0; press < 100; ++press) driver.advance(std::chrono::hours(1));
    run();
    EXPECT_EQ(hands.now(), morning + std::chrono::hours(playground_driver::most_wishes));
}

}  // namespace
}  // namespace waymark
