// Who is shown in the playground, also of a programme whose people are elsewhere.
#include "bot/playground/scene.hpp"

#include <gmock/gmock.h>

#include <iostream>

#include "bot/startup.hpp"

namespace waymark {
namespace {

script_book shipped(const std::string& name) {
    script_wishes wishes;
    wishes.programmes = {name};
    return read_scripts(wishes, std::cerr).value().book;
}

TEST(PlaygroundScene, ShowsTheFirstPairOfTheDemo) {
    const auto book = shipped("built-in/demo");
    const auto scene = scene_of(book, book.programmes.begin()->second);
    ASSERT_TRUE(scene);
    EXPECT_EQ(scene->settings.people[0].name, "Ann");
    EXPECT_EQ(scene->settings.people[1].name, "Bo");
    EXPECT_EQ(scene->settings.contact->name, "Maria");
}

TEST(PlaygroundScene, PeopleWhoAreElsewhereAreReplacedByTwoOnThePage) {
    auto book = shipped("built-in/six-month-classic");
    auto& of = book.programmes.begin()->second;
    const auto rules = of.nudges.size();
    ASSERT_FALSE(scene_of(book, of));
    cast_for_page(of);
    const auto scene = scene_of(book, of);
    ASSERT_TRUE(scene);
    EXPECT_EQ(scene->settings.programme, "Six months of mentoring");
    EXPECT_EQ(scene->settings.people[0].role, "mentor");
    EXPECT_NE(scene->settings.people[0].user, scene->settings.people[1].user);
    EXPECT_TRUE(scene->settings.contact);
    EXPECT_EQ(of.nudges.size(), rules);
    for (const auto& person : of.people)
        for (const auto& at : person.addresses) EXPECT_EQ(at.platform, "playground");
}

}  // namespace
}  // namespace waymark
