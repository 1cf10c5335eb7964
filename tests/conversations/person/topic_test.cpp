#include "conversations/person/topic.hpp"

#include <gmock/gmock.h>

namespace waymark {
namespace {

int likeness_of(std::string_view one, std::string_view other) {
    const auto there = likeness(read_topic(one), read_topic(other));
    EXPECT_EQ(there, likeness(read_topic(other), read_topic(one)));
    return there;
}

TEST(Topic, CaseAccentsSpacesOrderAndFillersMakeNoDifference) {
    EXPECT_EQ(likeness_of("Public speaking", "  speaking in PUBLIC "), 100);
    EXPECT_EQ(likeness_of("Gestión de proyectos", "gestion proyectos"), 100);
    EXPECT_EQ(likeness_of("Straße", "STRASSE"), 100);
    EXPECT_EQ(likeness_of("self-confidence", "Self confidence"), 100);
    EXPECT_EQ(likeness_of("УПРАВЛЕНИЕ", "управление"), 100);
    EXPECT_EQ(likeness_of("cafe\xCC\x81", "caf\xC3\xA9"), 100) << "an accent that stands by itself";
    EXPECT_EQ(likeness_of("data\xC2\xA0science", "data science"), 100) << "a wide space, as spreadsheets have it";
}

TEST(Topic, SomeWordsInCommonIsAPart) {
    EXPECT_EQ(likeness_of("management", "product management"), 50);
    EXPECT_EQ(likeness_of("time management", "people management"), 33);
    EXPECT_EQ(likeness_of("sales", "law"), 0);
}

TEST(Topic, SignsThatMakeANameStay) {
    EXPECT_EQ(likeness_of("C++", "C#"), 0);
    EXPECT_EQ(likeness_of("c++", "C++"), 100);
    EXPECT_EQ(likeness_of("日本語", "日本語"), 100);
}

TEST(Topic, FillersAloneAreTheTopic) {
    EXPECT_EQ(likeness_of("the a", "a the"), 100);
    EXPECT_TRUE(read_topic(" - ").words.empty());
    EXPECT_EQ(likeness_of("-", "-"), 0);
}

}  // namespace
}  // namespace waymark
