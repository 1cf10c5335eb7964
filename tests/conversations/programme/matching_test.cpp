// What speaks for a pair and what forbids it (2.11: learning fit; chemistry alone is no reason).
#include "conversations/programme/matching.hpp"

#include <gmock/gmock.h>

#include "tests/conversations/programme/cohort.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;

struct Matching : testing::Test {
    programme_person bo = wants("bo", {"Public speaking", "Budgets", "Sales"});
    programme_person ann = offers("ann", {"budget planning", "speaking in public"});
    match_facts facts;

    [[nodiscard]] fit now() const { return score(made_ready(bo), made_ready(ann), facts); }
    [[nodiscard]] std::vector<std::string> words() const {
        std::vector<std::string> out;
        for (const auto& one : explained(now(), made_ready(bo), made_ready(ann)))
            out.push_back(one.name + " " + std::to_string(one.points) + "/" + std::to_string(one.most) + ": " +
                          one.words);
        return out;
    }
};

TEST_F(Matching, ExplainsItsPoints) {
    bo.profile.wants[1] = "budget";
    EXPECT_THAT(words(),
                ElementsAre("learning 35/70: ann offers \"Public speaking\", \"budget\" in part (as \"budget "
                            "planning\"); still open: \"Sales\"",
                            "language 15/15: both speak en", "hours 15/15: both work in the same 45 hours a week"));
    EXPECT_EQ(now().points(), 65);
}

TEST_F(Matching, AllThatIsWantedAndTimeAndLanguageIsAHundred) {
    bo.profile.wants = {"Public speaking"};
    EXPECT_EQ(now().points(), fit::most_points);
}

TEST_F(Matching, WithoutSomethingToLearnNothingElseCounts) {
    bo.profile.wants = {"Sales"};
    EXPECT_EQ(now().why_not, refusal::nothing_to_learn);
    EXPECT_EQ(now().points(), 0);
    bo.profile.wants = {};
    EXPECT_EQ(now().why_not, refusal::nothing_to_learn);
}

TEST_F(Matching, ALanguageThatIsNotOnesOwnCountsLess) {
    bo.profile.languages = {"sv", "en-GB"};
    ann.profile.languages = {"es", "en-US"};
    EXPECT_THAT(words()[1], "language 10/15: both speak en, which is not the first language of bo");
    bo.profile.languages = {"sv"};
    EXPECT_EQ(now().why_not, refusal::no_language);
}

TEST_F(Matching, TheLanguageTheyAreWrittenToInIsTheirs) {
    bo.language = "sv";
    EXPECT_EQ(now().why_not, refusal::no_language);
    ann.language = "sv";
    EXPECT_EQ(now().language, "sv");
}

TEST_F(Matching, HoursAreThoseOfTheirOwnClocks) {
    bo.zone = "America/New_York";
    EXPECT_THAT(words()[2], "hours 15/15: both work in the same 15 hours a week");
    bo.zone = "America/Chicago";
    EXPECT_THAT(words()[2], "hours 10/15: both work in the same 10 hours a week");
    bo.profile.hours = day_hours{10 * 60 + 50, 18 * 60};
    EXPECT_THAT(words()[2], "hours 0/15: both work in the same 50 minutes a week");
    bo.profile.hours = day_hours{11 * 60, 18 * 60};
    EXPECT_EQ(now().why_not, refusal::no_hours);
}

TEST_F(Matching, WhoAskedForOtherHoursHasThose) {
    programme of;
    gate_settings own;
    own.quiet_from_minute = 13 * 60;
    own.quiet_to_minute = 12 * 60;
    own.working_days = {1};
    const auto one = candidate_of(bo, own, of, {}, a_monday);
    EXPECT_EQ(at_the_same_time(one.hours, one.hours), std::chrono::hours(1));
}

TEST_F(Matching, EitherOfThemCanRuleItOut) {
    bo.profile.not_with = {{"ann"}};
    EXPECT_EQ(now().why_not, refusal::not_with);
    bo.profile.not_with = {};
    ann.profile.not_with = {{"cy"}, {"bo"}};
    EXPECT_EQ(now().why_not, refusal::not_with);
}

TEST_F(Matching, AFullMentorIsFullAndOneWithPlacesLeftIsNot) {
    facts.add_pair({"ann"}, {"cy"}, false);
    EXPECT_EQ(now().why_not, refusal::full);
    ann.profile.capacity = 2;
    EXPECT_EQ(now().why_not, refusal::none) << "several at once are normal (1.16)";
    ann.profile.capacity = 0;
    EXPECT_EQ(now().why_not, refusal::full);
}

TEST_F(Matching, APairIsNoPairTwiceAndAnEarlierOneCountsALittleLess) {
    facts.add_pair({"ann"}, {"bo"}, true);
    EXPECT_EQ(now().why_not, refusal::none);
    EXPECT_THAT(words().back(), "earlier -10/0: they have been a pair before");
    facts.add_pair({"ann"}, {"bo"}, false);
    EXPECT_EQ(now().why_not, refusal::a_pair);
}

TEST_F(Matching, NobodyIsTheirOwnMentor) {
    ann.id = bo.id;
    EXPECT_EQ(now().why_not, refusal::same_person);
}

TEST_F(Matching, RefusalsAreSaidInPlainWords) {
    EXPECT_EQ(in_words(refusal::no_language, {"ann", "cy"}), "no language in common with ann, cy");
    EXPECT_EQ(in_words(refusal::no_hours, {"ann"}), "no working hours in common with ann");
    EXPECT_EQ(in_words(refusal::not_with, {"ann"}), "not to be matched with ann");
    EXPECT_EQ(in_words(refusal::full, {"a", "b", "c", "d", "e", "f", "g"}),
              "no place left with a, b, c, d, e and 2 more");
}

TEST(Profile, WhoWantsIsAMenteeAndWhoOffersAMentorUnlessTheySayOtherwise) {
    auto one = wants("bo", {"sales"}).profile;
    EXPECT_TRUE(one.is_mentee());
    EXPECT_FALSE(one.is_mentor());
    one.offers = {"law"};
    EXPECT_TRUE(one.is_mentor() && one.is_mentee());
    one.takes_part_as = part_taken::mentor;
    EXPECT_FALSE(one.is_mentee());
    one.takes_part_as = part_taken::both;
    EXPECT_TRUE(one.is_mentor() && one.is_mentee());
    EXPECT_FALSE(learning_profile{}.is_mentor() || learning_profile{}.is_mentee());
}

TEST(Profile, WhatIsSaidAnewTakesThePlaceAndTheRestStays) {
    auto known = offers("ann", {"sales"}, 3).profile;
    known.languages = {"es"};
    learning_profile named;
    named.offers = {"law"};
    named.capacity = 0;
    take_over(known, named);
    EXPECT_THAT(known.offers, ElementsAre("law"));
    EXPECT_EQ(known.capacity, 0);
    EXPECT_THAT(known.languages, ElementsAre("es"));
}

}  // namespace
}  // namespace waymark
