// Every question says who will see its answer, once.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/conversations/engine/one_talk.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;

std::string asking(const std::string& seen_by) {
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
    hint: One line.
    answer: { kind: text, max_chars: 500 }
    seen_by: )" +
           seen_by + R"(
    remind: { after: [2d], say: It is still open. }
    give_up: { after: 9d, go: bye }
  - id: bye
    for: mentee
    say: Good bye.
together:
  - id: told
    needs: { thing: answered }
    to: mentor
    say: ")" +
           (seen_by.starts_with("partner") ? "{partner.answer.thing}" : "There is something new.") + "\"\n";
}

struct audience_line {
    std::string seen_by, line;
};

TEST(WhoSees, ALineUnderTheQuestionSaysItAndNoReminderDoes) {
    for (const auto& [seen_by, line] :
         {audience_line{"me", "Only you see your answer."}, audience_line{"partner", "Ann gets your answer."},
          audience_line{"partner_after_both", "Sealed until you have both answered."},
          audience_line{"programme", "For the programme to count, and never quoted."}}) {
        one_talk test(asking(seen_by));
        test.begin(test.bo);
        EXPECT_THAT(test.told(test.bo), ElementsAre("What is it?\nOne line.\n" + line));
        test.pass(std::chrono::days(2));
        test.release_all();
        EXPECT_THAT(test.told(test.bo), ElementsAre("It is still open."));
        test.ask_to(test.bo, input::asked_to::what::ask_again);
        EXPECT_THAT(test.told(test.bo), ElementsAre("What is it?\nOne line.\n" + line)) << "asked once more";
    }
}

TEST(WhoSees, AQuestionWhoseOwnWordsSayItGetsNoSecondLine) {
    one_talk test(asking("me\n    says_who_sees: true"));
    test.begin(test.bo);
    EXPECT_THAT(test.told(test.bo), ElementsAre("What is it?\nOne line."));
}

// Whoever takes the bot's line away must have written one.
TEST(WhoSees, EveryShippedQuestionThatSaysSoHasWordsAboutIt) {
    const std::vector<std::string> words{
        "Only you",      "only for you",   "for you alone", "ealed",        "obody ", "see",
        "gets ",         "get ",           "reads ",        "read ",        "hears ", "pass on",
        "stay with you", "stays with you", "goes along",    "word for word"};
    for (const auto* flow : shipped_scripts().flows.all())
        for (const auto& step : flow->steps) {
            if (!step.ask || !step.ask->says_who_sees) continue;
            const auto shown = step.say.text + step.ask->text.text + step.ask->hint.text;
            EXPECT_TRUE(std::ranges::any_of(
                words, [&](const std::string& one) { return shown.find(one) != std::string::npos; }))
                << flow->ref.name << "." << step.id << ": " << shown;
        }
}

}  // namespace
}  // namespace waymark
