#include <gmock/gmock.h>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using example::noon;
using testing::IsEmpty;
using testing::SizeIs;

struct Store : testing::TestWithParam<example::kind> {
    example::database db{GetParam()};

    std::vector<inbox_row> claim(std::size_t limit = 10) { return db.at().claim_inbox(limit, noon).value(); }
    std::vector<visible_answer> seen(reader::kind is, const std::string& who) {
        return db.at().answers({"mia-max"}, {is, {who}}).value();
    }
};

TEST_P(Store, AcceptsEachActOnce) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    EXPECT_FALSE(*db.at().accept(example::said("a"), noon));
    db.reopen();
    EXPECT_FALSE(*db.at().accept(example::said("a"), noon));
    EXPECT_THAT(claim(), SizeIs(1));
}

TEST_P(Store, ListsItsPairsPageByPage) {
    for (const auto* id : {"b", "a", "c"}) {
        turn_outcome out;
        pair_state pair;
        pair.id = {id};
        pair.mentor = {"max"};
        pair.mentee = {"mia"};
        out.pairs.push_back(pair);
        ASSERT_TRUE(db.at().turn(turn_owner(pair.id), [&](const world&) { return out; }, {}, noon));
    }
    using testing::ElementsAre;
    EXPECT_THAT(db.at().pairs({}, 2).value(), ElementsAre(pair_id{"a"}, pair_id{"b"}));
    EXPECT_THAT(db.at().pairs({"b"}, 2).value(), ElementsAre(pair_id{"c"}));
    EXPECT_THAT(db.at().pairs({"c"}, 2).value(), IsEmpty());
}

TEST_P(Store, EqualKeysOfTwoWorkspacesAreTwoActs) {
    auto other = example::said("a");
    other.from.tenant.text = "T0OTHER";
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    EXPECT_TRUE(*db.at().accept(other, noon));
}

TEST_P(Store, ClaimsOldestFirstAndCountsTries) {
    for (const auto* key : {"a", "b", "c"}) EXPECT_TRUE(*db.at().accept(example::said(key), noon));
    const auto first = claim(2);
    ASSERT_THAT(first, SizeIs(2));
    EXPECT_EQ(first[0].event.key, "a");
    EXPECT_EQ(first[1].event.key, "b");
    EXPECT_EQ(first[0].tries, 1);
    db.reopen();
    EXPECT_EQ(claim(1).at(0).tries, 2);
}

TEST_P(Store, AnEventIsNotClaimedInTheTransactionThatAcceptsIt) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    const auto done = db.at().transaction([&]() -> result<void> {
        EXPECT_TRUE(*db.at().accept(example::said("b"), noon));
        EXPECT_THAT(claim(), SizeIs(1));
        return {};
    });
    ASSERT_TRUE(done);
    const auto rows = claim();
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[1].event.key, "b");
    EXPECT_EQ(rows[1].accepted, noon);
}

TEST_P(Store, AnEventSetAsideIsCountedAndNotClaimedAgain) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    ASSERT_TRUE(db.at().quarantine(claim().at(0).id, "threw", noon));
    EXPECT_THAT(claim(), IsEmpty());
    EXPECT_EQ(db.at().health()->dead, 1);
}

TEST_P(Store, ATurnStoresTheWorldAndEndsItsEvent) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    const auto step = [](const world& before) {
        EXPECT_THAT(before.pairs, IsEmpty());
        return example::new_pair();
    };
    const auto id = claim().at(0).id;
    ASSERT_TRUE(db.at().turn(pair_id{"mia-max"}, step, id, noon));
    db.reopen();
    EXPECT_THAT(claim(), IsEmpty());
    const auto all = db.at().load(person_id{"mia"}).value();
    EXPECT_EQ(all.people.at({"max"}), example::new_pair().people.at(1));
    EXPECT_EQ(all.pairs.at({"mia-max"}), example::new_pair().pairs.at(0));
    EXPECT_EQ(db.at().find_person({"slack", {"T0ACME"}, "U0MAX"}).value(), person_id{"max"});
    EXPECT_EQ(db.at().find_person({"slack", {"T0OTHER"}, "U0MAX"}).value(), std::nullopt);
}

TEST_P(Store, ATurnThatNeedsSomebodyElseIsTakenOnceMoreWithThem) {
    db.enrol();
    turn_outcome first;
    person_state dora;
    dora.id = {"dora"};
    first.people = {dora};
    ASSERT_TRUE(db.at().turn(turn_owner(dora.id), [&](const world&) { return first; }, {}, noon));
    const auto step = [&](const world& before) {
        turn_outcome out;
        out.also_needed = {{"dora"}, {"nobody"}};
        const auto found = before.people.find({"dora"});
        if (found == before.people.end()) return out;
        out.people = {found->second};
        out.people.front().first_name = "Dora";
        return out;
    };
    ASSERT_TRUE(db.at().turn(turn_owner(person_id{"mia"}), step, {}, noon));
    EXPECT_EQ(db.at().load(turn_owner(dora.id))->people.at({"dora"}).first_name, "Dora");
}

TEST_P(Store, AnEventIsAppliedOnce) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    const auto id = claim().at(0).id;
    const auto step = [](const world&) { return example::new_pair(); };
    ASSERT_TRUE(db.at().turn(pair_id{"mia-max"}, step, id, noon));
    EXPECT_EQ(db.at().turn(pair_id{"mia-max"}, step, id, noon).error(), store_errc::missing);
}

TEST_P(Store, AStepThatThrowsChangesNothing) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    const auto id = claim().at(0).id;
    const auto step = [](const world&) -> turn_outcome { throw std::runtime_error("bug"); };
    EXPECT_THROW((void)db.at().turn(pair_id{"mia-max"}, step, id, noon), std::runtime_error);
    EXPECT_EQ(db.at().health()->inbox, 1);
    const auto within = db.at().transaction([&]() -> result<void> {
        EXPECT_THROW((void)db.at().turn(pair_id{"mia-max"}, step, id, noon), std::runtime_error);
        return db.at().set_fact("after", "fine");
    });
    EXPECT_TRUE(within);
    EXPECT_EQ(db.at().health()->inbox, 1);
    EXPECT_EQ(db.at().fact("after").value(), "fine");
}

TEST_P(Store, AnInnerFailureUndoesOnlyTheInnerPart) {
    const auto done = db.at().transaction([&]() -> result<void> {
        EXPECT_TRUE(db.at().set_fact("outer", "1"));
        const auto inner = db.at().transaction([&]() -> result<void> {
            EXPECT_TRUE(db.at().set_fact("inner", "1"));
            return make_error_code(store_errc::moved_on);
        });
        EXPECT_EQ(inner.error(), store_errc::moved_on);
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(db.at().fact("outer").value(), "1");
    EXPECT_EQ(db.at().fact("inner").value(), std::nullopt);
}

TEST_P(Store, APartInAPartIsUndoneAlone) {
    const auto done = db.at().transaction([&]() -> result<void> {
        return db.at().transaction([&]() -> result<void> {
            const auto innermost = db.at().transaction([&]() -> result<void> {
                EXPECT_EQ(db.at().fact("before").value(), std::nullopt);
                EXPECT_TRUE(db.at().set_fact("before", "1"));
                return make_error_code(store_errc::moved_on);
            });
            EXPECT_EQ(innermost.error(), store_errc::moved_on);
            return db.at().set_fact("after", "1");
        });
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(db.at().fact("before").value(), std::nullopt);
    EXPECT_EQ(db.at().fact("after").value(), "1");
}

TEST_P(Store, AnOuterFailureUndoesEverything) {
    const auto done = db.at().transaction([&]() -> result<void> {
        EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
        return make_error_code(store_errc::moved_on);
    });
    EXPECT_EQ(done.error(), store_errc::moved_on);
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
}

TEST_P(Store, TimersComeInOrderAndOnlyTheOwnersDueOnesGo) {
    auto outcome = example::new_pair();
    const auto timer = [&](const std::string& key, turn_owner owner, instant due) {
        outcome.timers.push_back({key, std::move(owner), {}, due});
    };
    timer("pair/mia-max/late", pair_id{"mia-max"}, noon + 2h);
    timer("pair/mia-max/soon", pair_id{"mia-max"}, noon + 1h);
    timer("person/mia/soon", person_id{"mia"}, noon + 1h);
    ASSERT_TRUE(db.take(outcome));
    EXPECT_EQ(db.at().next_due().value(), noon + 1h);
    EXPECT_THAT(db.at().due_timers(noon + 59min, 10).value(), IsEmpty());
    EXPECT_THAT(db.at().due_timers(noon + 1h, 10).value(), SizeIs(2));
    ASSERT_TRUE(db.take({}, noon + 1h));
    const auto left = db.at().due_timers(noon + 3h, 10).value();
    ASSERT_THAT(left, SizeIs(2));
    EXPECT_EQ(left[0].key, "person/mia/soon");
    EXPECT_EQ(left[1].key, "pair/mia-max/late");
    turn_outcome moved;
    moved.timers.push_back({"pair/mia-max/late", pair_id{"mia-max"}, noon + 2h, noon + 5h});
    ASSERT_TRUE(db.take(moved));
    EXPECT_EQ(db.at().health()->timers, 2);
}

TEST_P(Store, SealedAnswersReachThePartnerOnlyWhenOpened) {
    db.enrol();
    turn_outcome said;
    said.answers_kept = {example::answer_of("mia", audience::me, "own"),
                         example::answer_of("mia", audience::partner, "shared"),
                         example::answer_of("mia", audience::partner_after_both, "sealed"),
                         example::answer_of("mia", audience::programme, "counted"),
                         example::answer_of("mia", audience::programme, "scale", answer_kind::scale)};
    ASSERT_TRUE(db.take(said));
    EXPECT_THAT(seen(reader::kind::author, "mia"), SizeIs(5));
    EXPECT_THAT(seen(reader::kind::author, "max"), IsEmpty());
    ASSERT_THAT(seen(reader::kind::partner, "max"), SizeIs(1));
    EXPECT_EQ(seen(reader::kind::partner, "max").at(0).what.step, "shared");
    EXPECT_THAT(seen(reader::kind::partner, "mia"), IsEmpty());
    EXPECT_THAT(seen(reader::kind::partner, "somebody"), IsEmpty());
    auto opened = example::answer_of("mia", audience::partner_after_both, "sealed");
    opened.opened = true;
    turn_outcome reveal;
    reveal.answers_kept = {opened};
    ASSERT_TRUE(db.take(reveal));
    EXPECT_THAT(seen(reader::kind::partner, "max"), SizeIs(2));
}

TEST_P(Store, TheProgrammeCountsButNeverReadsWordsOrNames) {
    db.enrol();
    turn_outcome said;
    said.answers_kept = {example::answer_of("mia", audience::programme, "words"),
                         example::answer_of("mia", audience::me, "own", answer_kind::scale)};
    ASSERT_TRUE(db.take(said));
    const auto counted = seen(reader::kind::programme, "");
    ASSERT_THAT(counted, SizeIs(1));
    EXPECT_THAT(counted[0].what.value.items, IsEmpty());
    EXPECT_TRUE(counted[0].what.author.empty());
}

TEST_P(Store, AnAnswerTakenBackIsGone) {
    db.enrol();
    turn_outcome said;
    said.answers_kept = {example::answer_of("mia", audience::partner, "shared")};
    ASSERT_TRUE(db.take(said));
    turn_outcome back;
    back.answers_dropped.push_back({{"mia-max/closing/1"}, "shared", {"mia"}});
    ASSERT_TRUE(db.take(back));
    EXPECT_THAT(seen(reader::kind::author, "mia"), IsEmpty());
}

TEST_P(Store, HistoryIsInOrderAndTheNewestAreKeptByALimit) {
    turn_outcome out;
    for (const auto* event : {"started", "answered", "ended"})
        out.log.push_back({{"T0ACME"}, "pair/mia-max", event, "", noon});
    ASSERT_TRUE(db.take(out));
    const auto lines = db.at().history("pair/mia-max", 2).value();
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_EQ(lines[0].event, "answered");
    EXPECT_EQ(lines[1].event, "ended");
}

TEST_P(Store, FlowsAndFactsStayAndAreReplaced) {
    ASSERT_TRUE(db.at().publish_flow({{"closing", 1}, "hash", "body", "texts"}, noon));
    ASSERT_TRUE(db.at().publish_flow({{"closing", 1}, "hash", "better words", "better texts"}, noon));
    ASSERT_TRUE(db.at().set_fact("a", "1"));
    ASSERT_TRUE(db.at().set_fact("a", "2"));
    db.reopen();
    ASSERT_THAT(db.at().published_flows().value(), SizeIs(1));
    EXPECT_EQ(db.at().published_flows().value().at(0).body, "better words");
    EXPECT_EQ(db.at().published_flows().value().at(0).texts, "better texts");
    EXPECT_EQ(db.at().fact("a").value(), "2");
}

TEST_P(Store, TidyForgetsKeysAfterSevenDaysAndNoEarlier) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    EXPECT_EQ(db.at().tidy(noon + std::chrono::days(7), 10).value(), 0);
    EXPECT_FALSE(*db.at().accept(example::said("a"), noon + std::chrono::days(7)));
    EXPECT_EQ(db.at().tidy(noon + std::chrono::days(7) + 1us, 10).value(), 1);
}

TEST_P(Store, TheWordsOfAnEventSetAsideAreForgottenWithinSevenDaysAndTheRowStays) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    ASSERT_TRUE(db.at().quarantine(claim().at(0).id, "threw", noon));
    EXPECT_EQ(db.at().tidy(noon + std::chrono::days(6), 10).value(), 0);
    EXPECT_EQ(db.at().tidy(noon + std::chrono::days(6) + 1us, 10).value(), 1);
    db.reopen();
    EXPECT_EQ(db.at().tidy(noon + std::chrono::days(6) + 1us, 10).value(), 0) << "once";
    EXPECT_EQ(db.at().health()->dead, 1);
}

INSTANTIATE_TEST_SUITE_P(Both, Store, testing::Values(example::kind::sqlite, example::kind::memory),
                         [](const auto& one) { return one.param == example::kind::sqlite ? "Sqlite" : "Memory"; });

}  // namespace
}  // namespace waymark
