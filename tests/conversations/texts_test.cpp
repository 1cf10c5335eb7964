#include "conversations/texts.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace waymark {
namespace {

bot_texts some() {
    bot_texts texts;
    texts.add("en", {{"help", "help|?"}, {"hello", "Hi {name}.\nYour goal: {goal}\n{{braces}"}, {"only", "English"}});
    texts.add("es", {{"help", "ayuda|ánimo"}, {"hello", "Hola, {name}."}});
    return texts;
}

TEST(bot_texts, leaves_out_a_line_with_nothing_to_show) {
    EXPECT_EQ(some().say("en", "hello", {{"name", "Ann"}, {"goal", ""}}), "Hi Ann.\n{braces}");
    EXPECT_EQ(some().say("en", "hello", {{"name", "Ann"}, {"goal", "Go"}}), "Hi Ann.\nYour goal: Go\n{braces}");
}

TEST(bot_texts, falls_back_to_the_base_language_and_then_to_english) {
    EXPECT_EQ(some().say("es-MX", "hello", {{"name", "Bo"}}), "Hola, Bo.");
    EXPECT_EQ(some().say("es-MX", "only"), "English");
    EXPECT_THROW((void)some().say("es", "nothing"), std::out_of_range);
}

TEST(bot_texts, a_value_is_never_read_as_a_placeholder) {
    EXPECT_EQ(some().say("es", "hello", {{"name", "{goal}"}}), "Hola, {goal}.");
}

TEST(bot_texts, knows_words_whatever_their_case_and_punctuation) {
    EXPECT_TRUE(some().is_word("en", "help", " HELP! "));
    EXPECT_TRUE(some().is_word("en", "help", "?"));
    EXPECT_TRUE(some().is_word("es", "help", "Ánimo"));
    EXPECT_TRUE(some().is_word("es", "help", "help"));
    EXPECT_FALSE(some().is_word("en", "help", "please help me"));
    EXPECT_FALSE(some().is_word("en", "help", "!"));
}

TEST(bot_texts, finds_words_in_a_text_only_as_whole_words) {
    EXPECT_TRUE(some().mentions("en", "help", "Please, HELP me!"));
    EXPECT_TRUE(some().mentions("es", "help", "con \u00c1nimo y fuerza"));
    EXPECT_FALSE(some().mentions("en", "help", "That was helpful"));
    EXPECT_FALSE(some().mentions("es", "help", "ayudante, desánimo"));
}

}  // namespace
}  // namespace waymark
