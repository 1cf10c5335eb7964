#include "conversations/plan/chosen.hpp"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

control with(control::kind shape) {
    control out;
    out.shape = shape;
    out.options = {{"a", "First  one"}, {"b", "Second"}};
    return out;
}

TEST(Chosen, AButtonIsNamedByItsLabel) {
    EXPECT_THAT(chosen_values(with(control::kind::buttons), "First one"), Optional(ElementsAre("a")));
    EXPECT_THAT(chosen_values(with(control::kind::select), "Second"), Optional(ElementsAre("b")));
    EXPECT_THAT(chosen_values(with(control::kind::buttons), "Third"), Eq(std::nullopt));
}

TEST(Chosen, SeveralAreNamedWithAPlusBetween) {
    EXPECT_THAT(chosen_values(with(control::kind::several), "Second + First one"), Optional(ElementsAre("b", "a")));
    EXPECT_THAT(chosen_values(with(control::kind::several), "Second + Third"), Eq(std::nullopt));
    EXPECT_THAT(chosen_values(with(control::kind::buttons), "Second + First one"), Eq(std::nullopt));
}

TEST(Chosen, APickerTakesTheValueItself) {
    EXPECT_THAT(chosen_values(with(control::kind::date), "2026-09-01"), Optional(ElementsAre("2026-09-01")));
    EXPECT_THAT(chosen_values(with(control::kind::date), "soon"), Eq(std::nullopt));
    EXPECT_THAT(chosen_values(with(control::kind::date), "Second"), Optional(ElementsAre("b")));  // such as "not yet"
    EXPECT_THAT(chosen_values(with(control::kind::person), "Maria"), Optional(ElementsAre("Maria")));
    EXPECT_THAT(chosen_values(with(control::kind::number), "2.5"), Optional(ElementsAre("2.5")));
    EXPECT_THAT(chosen_values(with(control::kind::number), "2 or 3"), Eq(std::nullopt));
}

TEST(Chosen, ALongAnswerIsSaidAndOnlyWhatStandsBesideItIsPressed) {
    EXPECT_THAT(chosen_values(with(control::kind::long_text), "Second"), Optional(ElementsAre("b")));
    EXPECT_THAT(chosen_values(with(control::kind::long_text), "Whatever I think"), Eq(std::nullopt));
}

}  // namespace
}  // namespace waymark
