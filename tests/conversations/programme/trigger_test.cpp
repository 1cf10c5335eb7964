// The moments of rules that count from what has happened.
#include "conversations/programme/trigger.hpp"

#include <gmock/gmock.h>

#include "conversations/programme/programme.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const instant start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 12) + 10h;
const person_id ann{"ann"};
const person_id bo{"bo"};

kept_text kept(const std::string& kind, instant at) {
    kept_text one;
    one.kind = kind;
    one.at = at;
    return one;
}

answer given(const person_id& by, const std::string& step, const std::string& value, instant at) {
    answer one;
    one.conversation = {"p1.pulse.1"};
    one.flow = "pulse";
    one.step = step;
    one.author = by;
    one.value.items = {value};
    one.at = at;
    return one;
}

struct moments : testing::Test {
    moments() {
        pair.mentor = ann;
        pair.mentee = bo;
        pair.stage = "growing";
        pair.started = pair.stage_since = start;
    }
    std::vector<instant> times() const {
        std::vector<instant> all;
        for (const auto& one : occurrences(when, pair, {days(28), "UTC"})) all.push_back(one.due);
        return all;
    }
    trigger when;
    pair_state pair;
};

TEST_F(moments, since_counts_from_each_beginning_there_is) {
    when.is = trigger::moment::since;
    when.length = days(7);
    when.anchor = "start";
    EXPECT_THAT(times(), ElementsAre(start + days(7)));
    when.anchor = "end";
    EXPECT_THAT(times(), IsEmpty()) << "no end is agreed";
    pair.ends = start + days(100);
    EXPECT_THAT(times(), ElementsAre(start + days(107)));
    when.anchor = "first_meeting";
    EXPECT_THAT(times(), IsEmpty());
    pair.met = {start + days(9), start + days(3), start + days(5)};
    EXPECT_THAT(times(), ElementsAre(start + days(10)));
    when.anchor = "last_meeting";
    EXPECT_THAT(times(), ElementsAre(start + days(16)));
    when.anchor = "goal";
    EXPECT_THAT(times(), IsEmpty());
    pair.kept = {kept("goal", start + days(20)), kept("lesson", start + days(30))};
    EXPECT_THAT(times(), ElementsAre(start + days(27)));
}

// A second goal is another beginning.
TEST_F(moments, another_time_is_another_occurrence) {
    when.is = trigger::moment::since;
    when.anchor = "goal";
    pair.kept = {kept("goal", start + days(20))};
    const auto first = occurrences(when, pair, {}).at(0).key;
    EXPECT_EQ(occurrences(when, pair, {}).at(0).key, first);
    pair.kept.push_back(kept("goal", start + days(40)));
    EXPECT_NE(occurrences(when, pair, {}).at(0).key, first);
}

TEST_F(moments, so_many_meetings_come_once) {
    when.is = trigger::moment::meetings;
    when.count = 2;
    pair.met = {start + days(3)};
    EXPECT_THAT(times(), IsEmpty());
    pair.met = {start + days(5), start + days(3)};
    EXPECT_THAT(times(), ElementsAre(start + days(5)));
    const auto key = occurrences(when, pair, {}).at(0).key;
    pair.met.push_back(start + days(8));
    EXPECT_EQ(occurrences(when, pair, {}).at(0).key, key);
}

TEST_F(moments, an_answer_comes_for_each_who_gave_it) {
    when.is = trigger::moment::answer;
    when.question = "pulse.learning";
    when.values = {"1", "2"};
    pair.answers = {given(bo, "learning", "2", start + days(2)), given(ann, "learning", "1", start + days(1)),
                    given(ann, "chemistry", "1", start)};
    const auto all = occurrences(when, pair, {});
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].by, ann);
    EXPECT_EQ(all[1].by, bo);
    pair.answers[0].value.items = {"4"};
    EXPECT_THAT(occurrences(when, pair, {}), SizeIs(1));
    pair.answers[1].value.declined = true;
    EXPECT_THAT(occurrences(when, pair, {}), IsEmpty());
}

TEST_F(moments, silence_can_be_a_length_of_time) {
    when.is = trigger::moment::silent_for;
    when.length = days(90);
    pair.met = {start + days(10)};
    EXPECT_THAT(times(), ElementsAre(start + days(100)));
}

TEST_F(moments, what_must_have_happened_is_waited_for) {
    when.with = {"feedback", "pulse.learning", "meeting"};
    EXPECT_THAT(times(), IsEmpty());
    pair.kept = {kept("feedback", start)};
    pair.met = {start};
    EXPECT_THAT(times(), IsEmpty());
    pair.answers = {given(bo, "learning", "2", start)};
    EXPECT_THAT(times(), SizeIs(1));
    when.without = {{"goal"}, {"pulse.learning"}};
    EXPECT_THAT(times(), IsEmpty());
}

TEST_F(moments, what_has_happened_lately_is_waited_off) {
    when.length = days(10);
    when.without = {{"meeting", days(14)}, {"pulse.learning", days(7)}};
    EXPECT_THAT(times(), ElementsAre(start + days(10))) << "nothing has happened yet";
    pair.met = {start + days(1), start + days(5)};
    EXPECT_THAT(times(), ElementsAre(start + days(19))) << "two weeks after the last one";
    pair.answers = {given(bo, "learning", "2", start + days(15))};
    EXPECT_THAT(times(), ElementsAre(start + days(22))) << "and a week after the answer";
    pair.answers[0].value.declined = true;
    pair.met = {start - days(20)};
    EXPECT_THAT(times(), ElementsAre(start + days(10))) << "long ago is not lately";
    EXPECT_TRUE(applies(when, pair)) << "an admin who pushes does not wait";
}

TEST_F(moments, a_push_never_comes_by_itself) {
    when.is = trigger::moment::pushed;
    EXPECT_THAT(times(), IsEmpty());
}

nudge_rule a_rule(const std::string& id) {
    nudge_rule rule;
    rule.id = id;
    rule.start = {"checkpoint", 1};
    rule.roles = {"mentor", "mentee"};
    rule.to = "both";
    return rule;
}

// Always the same pairs, and about the share that was asked for.
TEST_F(moments, a_share_of_the_pairs_is_held_out) {
    programme of;
    of.nudges = {a_rule("look")};
    of.nudges[0].hold_out = 20;
    int out = 0;
    for (int nth = 0; nth < 1000; ++nth) {
        pair.id = {"pair" + std::to_string(nth)};
        const auto fate = due_rules(of, pair, start).at(0).is;
        EXPECT_EQ(due_rules(of, pair, start + days(3)).at(0).is, fate);
        if (fate == due_rule::fate::held_out) ++out;
    }
    EXPECT_NEAR(out, 200, 50);
    of.nudges[0].hold_out = 0;
    EXPECT_EQ(due_rules(of, pair, start).at(0).is, due_rule::fate::comes);
}

TEST_F(moments, whoever_answered_is_who_is_written_to) {
    programme of;
    of.nudges = {a_rule("low")};
    auto& rule = of.nudges[0];
    rule.to = "author";
    rule.roles = {"asker"};
    rule.when.is = trigger::moment::answer;
    rule.when.question = "pulse.learning";
    rule.when.values = {"1"};
    for (const auto& who : {ann, bo}) {
        pair.answers = {given(who, "learning", "1", start)};
        const auto due = due_rules(of, pair, start);
        ASSERT_THAT(due, SizeIs(1));
        EXPECT_EQ(std::get<input::begin>(due[0].what).cast.at("asker"), who);
    }
}

}  // namespace
}  // namespace waymark
