// How a question ends that the script has no further word for: answered last, or never.
#include <gmock/gmock.h>

#include "tests/conversations/engine/one_talk.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto head =
    "flow: test\nversion: 1\nlanguage: en\ntitle: A test\npeople: [mentor, mentee]\nends_after: 30d\n";

TEST(Engine, ALastAnswerAfterWhichTheScriptSaysNothingIsThankedFor) {
    one_talk test(std::string(head) + R"(
steps:
  - id: good
    ask: What went well?
    answer: { kind: text, max_chars: 500 }
    seen_by: partner_after_both
    says_who_sees: true
    give_up: { after: 8d, go: end }
together:
  - id: open
    needs: { good: answered }
    say: "{partner.first_name} wrote: {partner.answer.good}"
)");
    test.begin();
    test.release_all();
    (void)test.told(test.ann);
    (void)test.told(test.bo);
    test.type(test.ann, "We met");
    EXPECT_THAT(test.told(test.ann), ElementsAre(HasSubstr("Thank you, noted.")));
    test.type(test.bo, "So we did");
    EXPECT_THAT(test.told(test.bo), ElementsAre("Ann wrote: We met"));
}

// The catalogue: what is not answered expires aloud. Nobody is written to for that: the buttons say so.
TEST(Engine, AQuestionThatIsGivenUpOrLeftSaysSoInPlaceOfItsButtons) {
    for (const bool ends_with_talk : {false, true}) {
        one_talk test(std::string(head) + R"(
steps:
  - id: way
    ask: Which way?
    answer: { kind: choice, options: { left: "Left", right: "Right" } }
    seen_by: me
    give_up: { after: )" +
                      (ends_with_talk ? "29d" : "8d") + R"(, go: end }
)");
        test.begin();
        test.release_all();
        ASSERT_EQ(test.said.size(), 2U);
        test.pass(days(ends_with_talk ? 30 : 8));
        std::vector<settled> changes;
        for (const auto& one : test.effects)
            if (const auto* change = std::get_if<effect::settle>(&one)) changes.push_back(change->what);
        ASSERT_EQ(changes.size(), 2U) << ends_with_talk;
        EXPECT_EQ(changes[0].message, test.said[0].key);
        EXPECT_THAT(changes[0].chosen, HasSubstr("without an answer"));
        EXPECT_FALSE(changes[0].is_choice);
    }
}

}  // namespace
}  // namespace waymark
