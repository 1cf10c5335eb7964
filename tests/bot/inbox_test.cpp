#include "bot/inbox.hpp"

#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>

#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using ::testing::Contains;
using ::testing::Pair;

struct Inbox : testing::runner_bench {
    routes table;
    int announced = 0;
    std::vector<std::string> heard_from;
    std::unique_ptr<inbox> in;

    Inbox() {
        for (const auto& path : platform.paths()) table.add(path, platform);
        inbox::listeners tell;
        tell.events_wait = [this] { ++announced; };
        tell.heard_from = [this](const address& who) { heard_from.push_back(who.user); };
        in = std::make_unique<inbox>(door, hands, table, 2, tell);
    }
    http_reply post(const std::string& body) {
        webhook_request request;
        request.method = "POST";
        request.target = "/test/events";
        request.body = body;
        auto answer = boost::asio::co_spawn(io, in->handle(request), boost::asio::use_future);
        settle();
        return answer.get();
    }
};

TEST_F(Inbox, AnEventIsAcknowledgedOnceItIsStored) {
    EXPECT_EQ(post("U1 hello").status, 200U);
    EXPECT_EQ(rows().inbox, 1);
    EXPECT_EQ(announced, 1);
    EXPECT_EQ(in->counts().stored, 1U);
    EXPECT_EQ(heard_from, std::vector<std::string>{"U1"});
    EXPECT_THAT(in->counts().by_kind, Contains(Pair("message", 1U)));
}

// Slack brings a farewell again after minutes, when the account was found closed long before.
TEST_F(Inbox, AFarewellDoesNotSayThatTheAccountCanBeUsed) {
    platform.first = [](webhook_reply& reply) -> boost::asio::awaitable<void> {
        reply.events.front().what = inbound::app_removed{};
        co_return;
    };
    EXPECT_EQ(post("U1 hello").status, 200U);
    EXPECT_EQ(rows().inbox, 1);
    EXPECT_TRUE(heard_from.empty());
}

TEST_F(Inbox, TheSameActAgainIsAcknowledgedAndNotStored) {
    EXPECT_EQ(post("U1 hello").status, 200U);
    EXPECT_EQ(post("U1 hello").status, 200U);
    EXPECT_EQ(rows().inbox, 1);
    EXPECT_EQ(announced, 1);
    EXPECT_EQ(in->counts().repeated, 1U);
}

TEST_F(Inbox, WhatARequestTeachesIsStoredWithItsEventAndOnlyThenKnown) {
    const address somebody{"test", {"T1"}, "U1"};
    platform.teaches = {{somebody, "way", "here"}};
    door.failures_left = 1;
    door.failure = store_errc::disk_full;
    EXPECT_EQ(post("U1 hello").status, 503U);
    EXPECT_TRUE(platform.known.empty());
    EXPECT_EQ(post("U1 hello").status, 200U);
    EXPECT_EQ(platform.known, platform.teaches);
    EXPECT_EQ(door.at().note(somebody, "way", testing::noon).value(), "here");
}

TEST_F(Inbox, ADeliveryThatComesAgainLateTeachesNothing) {
    const address somebody{"test", {"T1"}, "U1"};
    platform.teaches = {{somebody, "way", "here"}};
    EXPECT_EQ(post("U1 hello").status, 200U);
    platform.teaches = {{somebody, "way", "there"}};
    EXPECT_EQ(post("U1 again").status, 200U);
    platform.known.clear();
    platform.teaches = {{somebody, "way", "here"}};
    EXPECT_EQ(post("U1 hello").status, 200U);
    EXPECT_EQ(door.at().note(somebody, "way", testing::noon).value(), "there");
    EXPECT_TRUE(platform.known.empty());
}

TEST_F(Inbox, WhatMustBeKnownFirstIsAwaitedAndMayAddToTheReply) {
    platform.first = [](webhook_reply& reply) -> boost::asio::awaitable<void> {
        reply.status = 202;
        reply.events.clear();
        co_return;
    };
    EXPECT_EQ(post("U1 hello").status, 202U);
    EXPECT_EQ(rows().inbox, 0);
    platform.first = [](webhook_reply&) -> boost::asio::awaitable<void> {
        throw boost::system::system_error(make_error_code(store_errc::unavailable));
        co_return;
    };
    EXPECT_EQ(post("U1 hello").status, 503U) << "a storage that cannot be read";
    EXPECT_EQ(in->counts().refused_storage, 1U);
}

TEST_F(Inbox, WhatCannotBeStoredIsAskedToComeAgain) {
    door.failures_left = 1;
    door.failure = store_errc::disk_full;
    const auto reply = post("U1 hello");
    EXPECT_EQ(reply.status, 503U);
    ASSERT_EQ(reply.headers.size(), 1U);
    EXPECT_EQ(reply.headers.front().first, "Retry-After");
    EXPECT_EQ(in->counts().refused_storage, 1U);
    EXPECT_EQ(post("U1 hello").status, 200U) << "it may work the next time";
}

TEST_F(Inbox, SomebodyWhoReadsTheAnswerIsToldThatItCouldNotBeStored) {
    platform.first = [](webhook_reply& reply) -> boost::asio::awaitable<void> {
        reply.content_type = "text/html";
        reply.body = "done";
        reply.body_if_unkept = "not stored";
        reply.headers = {{"Cache-Control", "no-store"}};
        co_return;
    };
    door.failures_left = 1;
    door.failure = store_errc::disk_full;
    const auto reply = post("U1 hello");
    EXPECT_EQ(reply.status, 503U);
    EXPECT_EQ(reply.body, "not stored");
    EXPECT_EQ(reply.content_type, "text/html");
    EXPECT_THAT(reply.headers, Contains(Pair("Cache-Control", "no-store")));
    EXPECT_EQ(post("U1 hello").body, "done");
}

TEST_F(Inbox, AFullQueueIsSaidBeforeAnythingIsRead) {
    door.pretended = 2;
    EXPECT_EQ(post("U1 hello").status, 503U);
    EXPECT_EQ(in->counts().refused_full, 1U);
    EXPECT_EQ(rows().inbox, 0);
}

TEST_F(Inbox, OnlyKnownPathsAndMethodsAreLookedAt) {
    EXPECT_EQ(in->refuse("POST", "/test/events?x=1"), 0U);
    EXPECT_EQ(in->refuse("POST", "/test/event"), 404U);
    EXPECT_EQ(in->refuse("DELETE", "/test/events"), 405U);
}

}  // namespace
}  // namespace waymark
