// What somebody hears whose last answer the script has no word for.
#include <gmock/gmock.h>

#include "tests/conversations/engine/one_talk.hpp"

namespace waymark {
namespace {

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

}  // namespace
}  // namespace waymark
