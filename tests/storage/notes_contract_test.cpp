// What adapters note: kept with what it came with, read back, and gone at its time or with its person.
#include <gmock/gmock.h>

#include "tests/storage/example_rows.hpp"
#include "tests/storage/life_of_mia.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using example::noon;
using outcome = send_result::outcome;

const address somebody{"teams", {"acme"}, "1234"};

struct Notes : testing::TestWithParam<example::kind> {
    example::database db{GetParam()};

    std::optional<std::string> read(const std::string& name = "way", const address& about = somebody,
                                    instant now = noon) {
        return db.at().note(about, name, now).value();
    }
    void keep(const std::string& body, const std::string& name = "way", const address& about = somebody,
              instant expires = never) {
        ASSERT_TRUE(db.at().keep_note({about, name, body, expires}));
    }
};

TEST_P(Notes, EachIsOfOneAccountAndOneName) {
    EXPECT_EQ(read(), std::nullopt);
    keep("here");
    keep("a card", "card/1");
    keep("there", "way", {"teams", {"other"}, "1234"});
    db.reopen();
    EXPECT_EQ(read(), "here");
    EXPECT_EQ(read("card/1"), "a card");
    EXPECT_EQ(read("way", {"teams", {"other"}, "1234"}), "there");
    EXPECT_EQ(read("way", {"slack", {"acme"}, "1234"}), std::nullopt);
    keep("elsewhere");
    EXPECT_EQ(read(), "elsewhere");
    keep("");
    EXPECT_EQ(read(), std::nullopt);
    EXPECT_EQ(read("card/1"), "a card");
}

TEST_P(Notes, OneThatHasExpiredIsNotReadAndTidiedAway) {
    keep("for a while", "file", somebody, noon + 1h);
    EXPECT_EQ(read("file", somebody, noon + 59min), "for a while");
    EXPECT_EQ(read("file", somebody, noon + 1h), std::nullopt);
    EXPECT_EQ(db.at().tidy(noon + 59min, 10).value(), 0);
    EXPECT_EQ(db.at().tidy(noon + 2h, 10).value(), 1);
    EXPECT_EQ(read("file"), std::nullopt);
}

TEST_P(Notes, WhatASendTaughtIsKeptWithItsOutcomeHoweverItEnded) {
    turn_outcome put;
    put.outbox = {example::message("1"), example::message("2", "max")};
    const auto added = db.take(put).value();
    ASSERT_EQ(added.size(), 2U);
    const auto rows = example::begin_sends(db.at(), noon, 10).value();
    send_result later{outcome::retry_at, "", "reason", noon + 1s};
    later.notes = {{somebody, "way", "here"}};
    ASSERT_TRUE(db.at().record_send(rows.at(0).id, later, noon));
    send_result sent{outcome::sent, "a:1/7", "", noon};
    sent.notes = {{somebody, "card/7", "words"}, {somebody, "way", ""}};
    ASSERT_TRUE(db.at().record_send(rows.at(1).id, sent, noon));
    db.reopen();
    EXPECT_EQ(read("card/7"), "words");
    EXPECT_EQ(read(), std::nullopt);
}

TEST_P(Notes, AChangeGoesWhereItsMessageWentWhereverItsPersonIsSpokenToByNow) {
    auto first = example::message("1");
    const auto there = first.at;
    turn_outcome put;
    put.outbox = {first};
    ASSERT_TRUE(db.take(put));
    const auto row = example::begin_sends(db.at(), noon, 10).value().at(0);
    ASSERT_TRUE(db.at().record_send(row.id, {outcome::sent, "D/1", "", noon}, noon));
    auto change = example::message("2");
    change.kind = message_class::update;
    change.content = settled{{"1"}, "Yes", false};
    change.at = somebody;
    put.outbox = {change};
    ASSERT_TRUE(db.take(put));
    const auto found = db.at().sendable(noon, {10}, {}).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].message.at, there);
    EXPECT_EQ(found[0].earlier_ref, "D/1");
}

TEST_P(Notes, WhoIsForgottenLeavesNoneOfTheirOwnAndNoneWithTheirWords) {
    example::live(db.at());
    const address hers{"slack", {"T0ACME"}, "U0KANAREK"};
    const address his{"slack", {"T0ACME"}, "U0MAX"};
    keep("where she is", "way", hers);
    keep("where he is", "way", his);
    keep("Max, this is what Kanarek-Mia wrote", "card/1", his);
    ASSERT_TRUE(example::forget_mia(db.at()));
    db.reopen();
    EXPECT_EQ(read("way", hers), std::nullopt);
    EXPECT_EQ(read("card/1", his), std::nullopt);
    EXPECT_EQ(read("way", his), "where he is");
}

INSTANTIATE_TEST_SUITE_P(Both, Notes, testing::Values(example::kind::sqlite, example::kind::memory),
                         [](const auto& of) { return of.param == example::kind::sqlite ? "Sqlite" : "Memory"; });

}  // namespace
}  // namespace waymark
