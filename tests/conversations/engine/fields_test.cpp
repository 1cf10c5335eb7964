// Questions that platforms may show a field for: a number and a long answer. What comes out of a field is read as what
// is typed.
#include <gmock/gmock.h>

#include "conversations/engine/control_id.hpp"
#include "tests/conversations/engine/one_talk.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;
using kind = control::kind;

std::string asking(const std::string& answer, const std::string& seen_by) {
    return R"(
flow: test
version: 1
language: en
title: A test
people: [mentor, mentee]
ends_after: 30d
steps:
  - id: thing
    for: mentee
    ask: What is it?
    answer: )" +
           answer + "\n    seen_by: " + seen_by + R"(
    says_who_sees: true
    give_up: { after: 9d, go: bye }
  - id: bye
    for: mentee
    say: Good bye.
)";
}

struct asked : one_talk {
    explicit asked(const std::string& answer, const std::string& seen_by = "me") : one_talk(asking(answer, seen_by)) {
        begin(bo);
    }
    [[nodiscard]] std::optional<control> shown() const { return said.back().message.ask; }
};

TEST(Fields, ANumberHasItsBoundsAndWhatMayBePressedInstead) {
    const asked test("{ kind: number, range: 0 to 40, may_decline: \"I did not count\" }");
    const auto field = test.shown().value();
    EXPECT_EQ(field.shape, kind::number);
    EXPECT_THAT(field.least, Optional(0));
    EXPECT_THAT(field.most, Optional(40));
    EXPECT_EQ(field.label, "What is it?");
    EXPECT_THAT(field.options, ElementsAre(option{std::string(declining), "I did not count"}));
    const asked free("{ kind: number }");
    EXPECT_EQ(free.shown().value().least, std::nullopt);
    EXPECT_EQ(free.shown().value().most, std::nullopt);
}

TEST(Fields, ALongAnswerAndAPrivateOneHaveAWindowAndAShortOneForOthersHasNone) {
    const asked test("{ kind: long_text, max_chars: 1200 }");
    const auto field = test.shown().value();
    EXPECT_EQ(field.shape, kind::long_text);
    EXPECT_EQ(field.at_most, 1200);
    EXPECT_EQ(field.action, "Write in a window");
    const auto words = "{ kind: text, max_chars: 1200 }";
    const auto list = "{ kind: list, items: 1 to 3, each: { kind: text, max_chars: 300 } }";
    EXPECT_EQ(asked(words).shown().value().shape, kind::long_text);
    EXPECT_EQ(asked(list).shown().value().at_most, 900);
    EXPECT_EQ(asked(words, "programme").shown(), std::nullopt);
    EXPECT_EQ(asked(list, "programme").shown(), std::nullopt);
    EXPECT_EQ(asked("{ kind: long_text }", "programme").shown().value().shape, kind::long_text);
}

TEST(Fields, TheWordsOnTheWindowsButtonAreInTheirLanguageAndFitAPhone) {
    const auto& texts = shipped_scripts().texts;
    EXPECT_NE(texts.say("en", "answer.in_window"), texts.say("es", "answer.in_window"));
    for (const auto& language : texts.languages()) EXPECT_LE(texts.say(language, "answer.in_window").size(), 20U);
}

// A card stands by itself: the question is its field's label, and what is left of it once it is answered.
TEST(Fields, WhatIsAskedAgainHasTheQuestionWithIt) {
    asked test("{ kind: choice, options: { a: First, b: Second }, tries: 3 }");
    (void)test.told(test.bo);
    test.type(test.bo, "neither of them");
    ASSERT_TRUE(test.shown());
    EXPECT_EQ(test.shown()->label, "What is it?");
    EXPECT_THAT(
        test.told(test.bo),
        ElementsAre("Which of these is it? Pick one, or write its number.\n1. First\n2. Second\n\"skip\" leaves "
                    "the question out, and \"help\" shows what else you can write.\nWhat is it?"));
}

TEST(Fields, ANumberOutOfAFieldIsReadAsATypedOne) {
    for (const bool typed : {false, true}) {
        asked test("{ kind: number, range: 0 to 40, tries: 3 }");
        const auto answers = [&](const std::string& text) {
            (void)test.told(test.bo);
            if (typed)
                test.type(test.bo, text);
            else
                test.pick(test.bo, "thing", {text});
            return test.told(test.bo);
        };
        EXPECT_THAT(answers("41"), ElementsAre("A number from 0 to 40 is what I need here.\nWhat is it?"));
        EXPECT_THAT(answers("many"), ElementsAre("A number from 0 to 40 is what I need here.\nWhat is it?"));
        EXPECT_THAT(answers("12.5"), ElementsAre("Good bye."));
        EXPECT_EQ(test.answer_of(test.bo, "thing")->value.number, 12.5);
    }
}

TEST(Fields, ALongAnswerOutOfAWindowIsCheckedAsATypedOne) {
    asked test("{ kind: long_text, max_chars: 20, tries: 4 }");
    const auto answers = [&](std::vector<std::string> values) {
        (void)test.told(test.bo);
        test.pick(test.bo, "thing", std::move(values));
        return test.told(test.bo);
    };
    EXPECT_THAT(answers({"  \n "}), ElementsAre(HasSubstr("could not find any words")));
    EXPECT_THAT(answers({}), ElementsAre(HasSubstr("could not find any words")));
    EXPECT_THAT(answers({std::string(21, 'x')}), ElementsAre(HasSubstr("20 letters fit")));
    EXPECT_THAT(answers({"First I ask,\nthen"}), ElementsAre("Good bye."));
    EXPECT_THAT(test.answer_of(test.bo, "thing")->value.items, ElementsAre("First I ask,\nthen"));
}

TEST(Fields, AskedAnewTheFieldIsThereAgain) {
    asked test("{ kind: number, range: 0 to 40 }");
    test.type(test.bo, "many");
    EXPECT_EQ(test.shown().value().shape, kind::number);
}

TEST(Fields, AWordThatIsAWishAnywhereIsNoAnswerInAWindowEither) {
    stage here;
    here.starts("mentor_story");
    std::string window;
    for (const auto& one : here.lines)
        if (const auto* said = std::get_if<outgoing>(&one.row.content); said != nullptr && said->ask)
            window = said->ask->id;
    ASSERT_TRUE(question_of(window));
    (void)here.told(here.ann);
    here.does(here.ann, inbound::chose{window, {"Example"}});
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("a project that three people had left")));
    EXPECT_TRUE(here.answer_rows.empty());
    here.does(here.ann, inbound::chose{window, {"For example, the year I moved."}});
    EXPECT_FALSE(here.answer_rows.empty());
}

}  // namespace
}  // namespace waymark
