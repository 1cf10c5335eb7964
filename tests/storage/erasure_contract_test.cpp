// Whoever wants everything deleted: nothing of theirs is left, and what is somebody else's stays.
#include <gmock/gmock.h>

#include <algorithm>

#include "conversations/programme/applied_text.hpp"
#include "tests/storage/life_of_mia.hpp"

namespace waymark {
namespace {

using example::max;
using example::mia;
using example::noon;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct Forgetting : testing::TestWithParam<example::kind> {
    example::database db{GetParam()};

    Forgetting() { example::live(db.at()); }
    void forget() {
        const auto done = example::forget_mia(db.at());
        ASSERT_TRUE(done) << done.error().message();
        db.reopen();
    }
    [[nodiscard]] world of_max() { return db.at().load(turn_owner(max)).value(); }
};

TEST_P(Forgetting, TheyAreAStrangerFromThenOn) {
    forget();
    EXPECT_EQ(db.at().find_person({"slack", {"T0ACME"}, "U0KANAREK"}).value(), std::nullopt);
    EXPECT_THAT(db.at().load(turn_owner(mia))->people, IsEmpty());
    EXPECT_TRUE(*db.at().is_forgotten(mia));
    EXPECT_FALSE(*db.at().is_forgotten(max));
}

TEST_P(Forgetting, ProgrammesThatWereAppliedNameThemNoMoreOrAreGone) {
    forget();
    const programme_id spring{"spring"};
    EXPECT_EQ(db.at().fact(newest_applied_fact(spring)).value(), "2");
    EXPECT_EQ(db.at().fact(applied_fact(spring, 1)).value(), std::nullopt) << "a comment still named her";
    const auto left = db.at().fact(applied_fact(spring, 2)).value();
    ASSERT_TRUE(left);
    EXPECT_EQ(applied_from_text(*left).text, "people:\n  - { id: max, first_name: Max, slack: U0MAX }\n");
}

TEST_P(Forgetting, ThePartnerKeepsTheirOwnWordsInAPairThatHasEndedAndSaysNoName) {
    forget();
    const auto left = of_max();
    ASSERT_THAT(left.pairs, SizeIs(1));
    const auto& pair = left.pairs.begin()->second;
    EXPECT_THAT(pair.id.text, Not(HasSubstr(example::canary)));
    EXPECT_THAT(pair.mentee.text, Not(HasSubstr(example::canary)));
    EXPECT_EQ(pair.mentor, max);
    EXPECT_TRUE(pair.ended);
    EXPECT_THAT(pair.running, IsEmpty());
    ASSERT_THAT(pair.answers, SizeIs(1));
    EXPECT_THAT(pair.answers.front().value.items, ElementsAre("words of his own"));
    EXPECT_EQ(pair.answers.front().label, "What did […] bring along?");
    ASSERT_THAT(pair.kept, SizeIs(1));
    EXPECT_EQ(pair.kept.front().text, "I listened");
    EXPECT_THAT(left.people.at(max).pairs, ElementsAre(pair.id));
    EXPECT_THAT(left.people.at(max).sent, SizeIs(1));
    EXPECT_THAT(left.people.at(max).waiting, IsEmpty());
    EXPECT_THAT(db.at().answers(pair.id, {reader::kind::author, max}).value(), SizeIs(1));
}

TEST_P(Forgetting, NothingMoreIsSentToThemOrSaysTheirName) {
    forget();
    std::vector<std::string> waiting;
    for (int i = 0; i < 9; ++i)
        for (const auto& row : example::begin_sends(db.at(), noon, 9).value()) {
            waiting.push_back(row.message.key.text + ": " + plain_text(std::get<outgoing>(row.message.content)));
            ASSERT_TRUE(db.at().record_send(row.id, {send_result::outcome::sent, "D/1", "", noon}, noon));
        }
    std::ranges::sort(waiting);
    EXPECT_THAT(waiting, ElementsAre("dora/contact/1: A word: […]", "max/reply/7: A word: […]",
                                     "max/reply/8: A word: Good morning"));
    EXPECT_THAT(db.at().dead_letters(9).value(), IsEmpty());
}

TEST_P(Forgetting, TheirEventsAndTimersGoAndThoseOfOthersStay) {
    forget();
    const auto events = db.at().claim_inbox(9, noon).value();
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(events.front().event.from.user, "U0MAX");
    const auto timers = db.at().due_timers(never, 9).value();
    ASSERT_THAT(timers, SizeIs(2));
    EXPECT_EQ(timers.front().key, "person/max/gate");
    EXPECT_EQ(timers.back().owner, turn_owner(of_max().pairs.begin()->first))
        << "his own words go in their time as well";
    EXPECT_THAT(timers.back().key, Not(HasSubstr(example::canary)));
    EXPECT_EQ(db.at().fact("slack/T0ACME/dm/U0KANAREK").value(), std::nullopt);
    EXPECT_EQ(db.at().fact("rules").value(), "7");
}

TEST_P(Forgetting, HistoryStaysUnderAnIdThatSaysNothing) {
    forget();
    EXPECT_THAT(db.at().history("person/kanarek_mia", 9).value(), IsEmpty());
    const auto lines = db.at().history("person/max", 9).value();
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_EQ(lines.front().detail, of_max().pairs.begin()->first.text);
    EXPECT_THAT(db.at().history("pair/" + lines.front().detail, 9).value(), SizeIs(1));
}

TEST_P(Forgetting, WhenTheOtherOneGoesTooNothingIsLeftOfThePair) {
    forget();
    turn_outcome out;
    out.forgotten = {max};
    ASSERT_TRUE(db.at().turn(turn_owner(max), [&](const world&) { return out; }, {}, noon));
    EXPECT_THAT(db.at().pairs({}, 9).value(), IsEmpty());
    EXPECT_TRUE(*db.at().is_forgotten(max));
}

TEST_P(Forgetting, WhoeverComesBackWithAnOlderCopyIsTakenOutAgain) {
    forget();
    example::live(db.at());  // as an older backup would have it
    EXPECT_EQ(db.at().forget_again(noon).value(), 1);
    EXPECT_THAT(db.at().load(turn_owner(mia))->people, IsEmpty());
    EXPECT_EQ(db.at().forget_again(noon).value(), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, Forgetting, testing::Values(example::kind::sqlite, example::kind::memory),
                         [](const auto& one) { return one.param == example::kind::sqlite ? "Sqlite" : "Memory"; });

}  // namespace
}  // namespace waymark
