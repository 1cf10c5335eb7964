// A programme as it is stored, and what is left of it when somebody in it wants everything deleted.
#include "conversations/programme/applied_text.hpp"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using testing::HasSubstr;
using testing::Not;

const instant noon = from_us(1'780'000'000'000'000);

constexpr auto text = R"(programme: six
contact: maria
people:
  - { id: maria, first_name: Maria, slack: U0MARIA001 }
  - id: ann
    first_name: Ann
    slack: U0ANN00001
  - { id: bo, first_name: Bo, full_name: Bo Lindqvist, slack: U0BO000001 }
nudges:
  - { id: about, when: { pushed: true }, start: checkpoint, to: both, reason: It is about time. }
pairs:
  - { id: ann_and_bo, mentor: ann, mentee: bo }
  - { id: ann_and_maria, mentor: ann, mentee: maria }
)";

std::string stored(const std::string& of) {
    return applied_to_text({3, noon, "applied", of});
}

traces traces_of(const std::string& who) {
    traces out;
    out.who = {who};
    return out;
}

TEST(AppliedText, IsReadBackAsItWasWritten) {
    const applied_text one{7, noon, "undone", "a: \"b\"\n# ü\n"};
    EXPECT_EQ(applied_from_text(applied_to_text(one)), one);
    EXPECT_THROW((void)applied_from_text("{}"), std::invalid_argument);
    EXPECT_THROW((void)applied_from_text(R"({"format":2,"number":1,"at":0,"how":"","text":""})"),
                 std::invalid_argument);
    EXPECT_THROW((void)applied_from_text("programme: six"), std::invalid_argument);
}

TEST(AppliedText, LosesThePersonAndTheirPairsAndNothingElse) {
    const auto rest = applied_without(traces_of("bo"), stored(text));
    ASSERT_TRUE(rest);
    const auto one = applied_from_text(*rest);
    EXPECT_EQ(one.number, 3);
    EXPECT_EQ(one.text, R"(programme: six
contact: maria
people:
  - { id: maria, first_name: Maria, slack: U0MARIA001 }
  - id: ann
    first_name: Ann
    slack: U0ANN00001
nudges:
  - { id: about, when: { pushed: true }, start: checkpoint, to: both, reason: It is about time. }
pairs:
  - { id: ann_and_maria, mentor: ann, mentee: maria }
)");
}

TEST(AppliedText, WithoutTheLastPairHasNoListOfThem) {
    const auto rest = applied_without(traces_of("ann"), stored(text));
    ASSERT_TRUE(rest);
    EXPECT_THAT(applied_from_text(*rest).text, Not(HasSubstr("pairs")));
    EXPECT_THAT(applied_from_text(*rest).text, Not(HasSubstr("U0ANN00001")));
    EXPECT_THAT(applied_from_text(*rest).text, HasSubstr("U0BO000001"));
}

TEST(AppliedText, OfAStrangerStaysAsItIs) {
    EXPECT_EQ(applied_without(traces_of("cy"), stored(text)), stored(text));
    EXPECT_EQ(applied_without(traces_of("cy"), "12"), "12");
}

TEST(AppliedText, ThatWouldStillNameThemGoes) {
    const std::string all(text);
    EXPECT_FALSE(applied_without(traces_of("maria"), stored(text))) << "the contact";
    EXPECT_FALSE(applied_without(traces_of("bo"), stored("# Bo Lindqvist came in spring\n" + all)));
    EXPECT_FALSE(applied_without(traces_of("bo"), stored("# Bo came in spring\n" + all)));
    EXPECT_FALSE(applied_without(traces_of("bo"), stored(all + "# U0BO000001\n")));
    EXPECT_FALSE(
        applied_without(traces_of("bo"),
                        stored("contact: maria\npeople: [{ id: maria, first_name: M }, { id: bo, first_name: Bo }]\n")))
        << "not a line of their own";
    EXPECT_FALSE(applied_without(traces_of("bo"), R"({"format":1})"));
}

TEST(AppliedText, ANamesakeStays) {
    auto all = std::string(text);
    all.replace(all.find("first_name: Ann"), 15, "first_name: Bo ");
    const auto rest = applied_without(traces_of("bo"), stored(all));
    ASSERT_TRUE(rest);
    EXPECT_THAT(applied_from_text(*rest).text, HasSubstr("first_name: Bo"));
    EXPECT_THAT(applied_from_text(*rest).text, Not(HasSubstr("Lindqvist")));
}

}  // namespace
}  // namespace waymark
