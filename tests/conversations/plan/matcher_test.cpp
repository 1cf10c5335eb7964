#include "conversations/plan/matcher.hpp"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using testing::Eq;
using testing::Optional;

bool matches(const std::string& pattern, const std::string& text) {
    return !first_difference(pattern, text);
}

TEST(Matcher, WithoutAStarTheWholeTextIsMeant) {
    EXPECT_TRUE(matches("Hi Ann.", "Hi Ann."));
    EXPECT_FALSE(matches("Hi Ann.", "Hi Ann. And more."));
    EXPECT_FALSE(matches("Hi Ann.", "Hi"));
}

TEST(Matcher, AStarStandsForAnyTextAndForNone) {
    EXPECT_TRUE(matches("Hi*", "Hi"));
    EXPECT_TRUE(matches("Hi*", "Hi Ann.\nHow are you?"));
    EXPECT_TRUE(matches("*you?", "Hi Ann.\nHow are you?"));
    EXPECT_TRUE(matches("*Ann*you*", "Hi Ann.\nHow are you?"));
    EXPECT_TRUE(matches("*", ""));
}

TEST(Matcher, PiecesComeInOrderAndDoNotOverlap) {
    EXPECT_FALSE(matches("*you*Ann*", "Hi Ann.\nHow are you?"));
    EXPECT_FALSE(matches("aba*ba", "aba"));
    EXPECT_FALSE(matches("*one*one*", "one"));
    EXPECT_TRUE(matches("*one*one*", "one and one"));
}

TEST(Matcher, SpaceAndEmptyLinesDoNotCount) {
    EXPECT_TRUE(matches("Hi Ann.\n  How   are you?", "Hi Ann.\n\nHow are you? "));
    EXPECT_TRUE(matches("Ann wrote: * Lovely.", "Ann wrote:\nThe demo.\nLovely."));
    EXPECT_FALSE(matches("Hi Ann. How are you?", "Hi Ann.\nHow are you?"));
}

TEST(Matcher, AStarThatSomebodyWroteMatchesItself) {
    EXPECT_TRUE(matches("My * idea", "My * idea"));
}

TEST(Matcher, TheFirstLetterThatDiffersIsNamed) {
    EXPECT_THAT(first_difference("What did you lern*", "What did you learn?"), Optional(Eq(15U)));
    EXPECT_THAT(first_difference("Hola, Zoé", "Hola, Zoë"), Optional(Eq(8U)));
    EXPECT_THAT(first_difference("What*lern*", "What did you learn?"), Optional(Eq(5U)));
    EXPECT_THAT(first_difference("What*learn", "What did you learn?"), Optional(Eq(5U)));
    EXPECT_THAT(first_difference("What", "What did"), Optional(Eq(4U)));
    EXPECT_THAT(first_difference("a  b", "a c"), Optional(Eq(3U)));
}

}  // namespace
}  // namespace waymark
