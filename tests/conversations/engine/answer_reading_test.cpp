#include "conversations/engine/answer_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conversations/engine/control_id.hpp"
#include "conversations/engine/shown_time.hpp"
#include "tests/conversations/engine/one_talk.hpp"

namespace waymark {
namespace {

using std::chrono::year_month_day;
using testing::ElementsAre;
using namespace std::chrono_literals;

struct AnswerReading : testing::Test {
    one_talk english{
        "flow: t\nversion: 1\nlanguage: en\ntitle: T\npeople: [mentee]\nends_after: 1d\nsteps:\n"
        "  - { id: a, say: Hi., end: true }\n"};
    reading_aids aids{english.texts, "en", {}, 2026y / 6 / 2};
    answer_spec spec;

    void offer(std::vector<shown_option> options) { aids.options = std::move(options); }
    answer_reading typed(answer_kind kind, std::string_view text) {
        spec.kind = kind;
        return read_typed(spec, aids, text);
    }
    answer_reading picked(answer_kind kind, const std::vector<std::string>& values) {
        spec.kind = kind;
        return read_picked(spec, aids, values);
    }
};

TEST_F(AnswerReading, AChoiceIsKnownByNumberLabelWhateverItsCaseAndTheBaseLanguage) {
    offer({{"now", {"Sí, empecemos", "Yes, let us begin"}}, {"later", {"Dame unos días"}}});
    for (const auto* text : {"1", " 1. ", "sí, empecemos", "YES, LET US BEGIN!"})
        EXPECT_THAT(typed(answer_kind::choice, text).value.items, ElementsAre("now")) << text;
    for (const auto* text : {"3", "0", "1.5", "perhaps", "", "now"})  // "now" is what it is called inside
        EXPECT_FALSE(typed(answer_kind::choice, text).readable) << text;
}

TEST_F(AnswerReading, APartOfALabelIsEnoughWhenItFitsOnlyOneAndIsNotItsOpposite) {
    offer({{"a", {"Vernos cada pocos meses", "Meet every few months"}},
           {"b", {"Meet about once a month"}},
           {"c", {"Not settled yet"}}});
    EXPECT_THAT(typed(answer_kind::choice, "cada pocos meses").value.items, ElementsAre("a"));
    EXPECT_THAT(typed(answer_kind::choice, "Every few months!").value.items, ElementsAre("a"));
    EXPECT_THAT(typed(answer_kind::choice, "not settled").value.items, ElementsAre("c"));
    for (const auto* text : {"meet", "month", "few mon", "settled"})
        EXPECT_FALSE(typed(answer_kind::choice, text).readable) << text;
    offer({{"a", {"Meet again soon"}}, {"b", {"Meet again later"}}});
    EXPECT_FALSE(typed(answer_kind::choice, "meet again").readable);
}

TEST_F(AnswerReading, ALabelWithAYesOrARemarkBesideItIsThatOption) {
    offer({{"met", {"We met"}}, {"booked", {"A date is set"}}, {"not_yet", {"Not yet"}}});
    for (const auto* text : {"yes we met", "Yes, we met!", "we met, on Monday", "yeah sure we met"})
        EXPECT_THAT(typed(answer_kind::choice, text).value.items, ElementsAre("met")) << text;
    for (const auto* text : {"we met, but it was short", "we met, not for long", "we met or a date is set",
                             "I wish we met", "not yet, a date is set"})
        EXPECT_FALSE(typed(answer_kind::choice, text).readable) << text;
    offer({{"yes", {"Yes, let us try"}}, {"perhaps", {"Perhaps, I would try"}}, {"no", {"I do not think so"}}});
    for (const auto* text : {"yeah sure", "ok yes please", "sure"})
        EXPECT_THAT(typed(answer_kind::choice, text).value.items, ElementsAre("yes")) << text;
    EXPECT_THAT(typed(answer_kind::choice, "maybe, who is to say").value.items, ElementsAre("perhaps"));
    for (const auto* text : {"maybe, who is that?", "yes but no", "please", ""})
        EXPECT_FALSE(typed(answer_kind::choice, text).readable) << text;
    offer({{"more", {"One more, please"}}, {"topic", {"Something else"}}, {"enough", {"That is enough"}}});
    EXPECT_THAT(typed(answer_kind::choice, "another").value.items, ElementsAre("more"));
}

TEST_F(AnswerReading, ADayThatIsNoneOrOverAndAQuestionAreNoTries) {
    spec.days_ahead = 1;
    const auto none = typed(answer_kind::date, "31 February");
    EXPECT_EQ(none.problem, "answer.no_such_day");
    EXPECT_EQ(none.problem_values.at("day"), "31 February");
    EXPECT_FALSE(none.counts);
    for (const auto* text : {"yesterday", "2019-01-01", "which day is best?"})
        EXPECT_FALSE(typed(answer_kind::date, text).counts) << text;
    EXPECT_EQ(typed(answer_kind::date, "29 February").problem, "answer.date");  // some years have it
    EXPECT_TRUE(typed(answer_kind::date, "some day").counts);
}

TEST_F(AnswerReading, ADayThatIsTooEarlyIsAskedAgainWithTheFirstOneThatIsNot) {
    spec.days_ahead = 1;
    const auto today = typed(answer_kind::date, date_text(aids.today));
    EXPECT_FALSE(today.readable);
    EXPECT_EQ(today.problem, "answer.date_over");
    const auto tomorrow = std::chrono::sys_days(aids.today) + std::chrono::days(1);
    EXPECT_EQ(today.problem_values.at("day"), day_in_words(aids.texts, aids.language, tomorrow));
    EXPECT_FALSE(typed(answer_kind::date, "2019-01-01").readable);
    EXPECT_TRUE(typed(answer_kind::date, date_text(tomorrow)).readable);
    spec.days_ahead = 0;
    EXPECT_TRUE(typed(answer_kind::date, date_text(aids.today)).readable);
    spec.days_ahead.reset();
    EXPECT_TRUE(typed(answer_kind::date, "2019-01-01").readable) << "a date of long ago can be an answer";
}

TEST_F(AnswerReading, AnUnreadableChoiceNamesWhatIsPossible) {
    offer({{"now", {"Yes"}}, {"later", {"Later"}}});
    const auto read = typed(answer_kind::choice, "perhaps");
    EXPECT_EQ(read.problem, "answer.choice");
    EXPECT_EQ(read.problem_values.at("options"), "1. Yes\n2. Later");
}

TEST_F(AnswerReading, DecliningWorksOnEveryKindByButtonAndByItsLabel) {
    offer({{std::string(declining), {"I decide later"}}});
    for (const auto kind : {answer_kind::text, answer_kind::list, answer_kind::date, answer_kind::number}) {
        EXPECT_TRUE(typed(kind, "i decide later.").value.declined);
        EXPECT_TRUE(picked(kind, {std::string(declining)}).value.declined);
    }
    offer({});
    EXPECT_FALSE(picked(answer_kind::text, {std::string(declining)}).value.declined) << "it was not offered";
}

TEST_F(AnswerReading, AListHasOneThingPerLineWithoutItsBullets) {
    spec.max_items = 3;
    EXPECT_THAT(typed(answer_kind::list, "- the demo\n\n• your call\n").value.items,
                ElementsAre("the demo", "your call"));
    EXPECT_EQ(typed(answer_kind::list, "a\nb\nc\nd").problem, "answer.too_many");
    spec.min_items = 2;
    EXPECT_EQ(typed(answer_kind::list, "only one").problem, "answer.too_few");
}

TEST_F(AnswerReading, SeveralAreReadFromNumbersAndLabels) {
    offer({{"a", {"A result, clearly"}}, {"b", {"Worth it"}}, {"c", {"Moves them"}}});
    spec.max_items = 2;
    EXPECT_THAT(typed(answer_kind::several, "1, 3").value.items, ElementsAre("a", "c"));
    EXPECT_THAT(typed(answer_kind::several, "worth it; worth it").value.items, ElementsAre("b"));
    EXPECT_THAT(typed(answer_kind::several, "A result, clearly").value.items, ElementsAre("a")) << "a comma of its own";
    EXPECT_EQ(typed(answer_kind::several, "1,2,3").problem, "answer.too_many");
    EXPECT_EQ(picked(answer_kind::several, {"a", "zzz"}).problem, "answer.several");
}

TEST_F(AnswerReading, AScaleTakesWholeNumbersWithinIt) {
    spec.min = 1;
    spec.max = 5;
    EXPECT_EQ(typed(answer_kind::scale, " 4 ").value.number, 4);
    for (const auto* text : {"0", "6", "2.5", "four", "nan", "1e9"})
        EXPECT_EQ(typed(answer_kind::scale, text).problem, "answer.range") << text;
    EXPECT_EQ(typed(answer_kind::number, "2,5").value.number, 2.5);
}

TEST_F(AnswerReading, YesAndNoAreWordsInThePersonsLanguage) {
    offer({{"yes", {"Gladly"}}, {"no", {"Rather not"}}});
    EXPECT_THAT(typed(answer_kind::yes_no, "Yes please!").value.items, ElementsAre("yes"));
    EXPECT_THAT(typed(answer_kind::yes_no, "rather not").value.items, ElementsAre("no"));
    EXPECT_FALSE(typed(answer_kind::yes_no, "hm").readable);
}

TEST_F(AnswerReading, DatesAreReadAsPeopleWriteThem) {
    for (const auto* text : {"2026-09-01", "1.9.2026", "1/9/2026", "1 September 2026", "September 1", "1 sep"})
        EXPECT_THAT(typed(answer_kind::date, text).value.items, ElementsAre("2026-09-01")) << text;
    EXPECT_THAT(typed(answer_kind::date, "1 May").value.items, ElementsAre("2027-05-01")) << "the next one";
    for (const auto* text : {"soon", "32.1.2026", "2026-02-30", "1", ""})
        EXPECT_FALSE(typed(answer_kind::date, text).readable) << text;
}

TEST_F(AnswerReading, LettersAreCountedAndNotBytes) {
    spec.max_chars = 4;
    EXPECT_TRUE(typed(answer_kind::text, "äöüß").readable);
    EXPECT_EQ(typed(answer_kind::text, "äöüß!").problem, "answer.too_long");
    EXPECT_EQ(typed(answer_kind::text, " \n ").problem, "answer.empty");
}

TEST(VagueAnswer, IsShortInLettersAndInWords) {
    EXPECT_TRUE(is_vague({{"good"}, 0, false}));
    EXPECT_TRUE(is_vague({{"good", "nice one"}, 0, false}));
    EXPECT_FALSE(is_vague({{"good", "the day the demo ran"}, 0, false}));
    EXPECT_FALSE(is_vague({{}, 0, true}));
}

}  // namespace
}  // namespace waymark
