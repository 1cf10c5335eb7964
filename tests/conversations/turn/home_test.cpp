// A person's own page: what stands on it, and when it is made anew.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct page_of_a_person : testing::Test {
    /// The pages that were put on their way since the last time this was asked.
    std::vector<person_page> pages(const person_id& who) {
        std::vector<person_page> out;
        for (; seen_ < here.lines.size(); ++seen_) {
            const auto& row = here.lines[seen_].row;
            const auto* one = std::get_if<person_page>(&row.content);
            if (one != nullptr && row.to == who) out.push_back(*one);
        }
        return out;
    }
    /// All of it as text, the buttons in brackets.
    static std::string words(const person_page& of) {
        std::string out;
        for (const auto& section : of.sections) {
            out += "# " + section.heading + "\n";
            for (const auto& run : section.text) out += run.text;
            for (const auto& one : section.controls)
                for (const auto& choice : one.options) out += " [" + choice.label + "]";
            out += "\n";
        }
        return out;
    }
    std::string opened_by(const person_id& who) {
        here.does(who, inbound::opened{inbound::place::home});
        const auto all = pages(who);
        return all.empty() ? std::string() : words(all.back());
    }
    stage here;

  private:
    std::size_t seen_ = 0;
};

TEST_F(page_of_a_person, shows_the_pair_the_stage_and_the_settings) {
    EXPECT_THAT(opened_by(here.bo), AllOf(HasSubstr("# You and Ann\n"), HasSubstr("Stage: "), HasSubstr("[Settings]"),
                                          HasSubstr("[My profile]"), HasSubstr("[Help]")));
}

TEST_F(page_of_a_person, says_nothing_in_the_chat) {
    (void)opened_by(here.bo);
    EXPECT_THAT(here.told(here.bo), IsEmpty());
}

TEST_F(page_of_a_person, is_not_put_on_its_way_again_when_nothing_has_changed) {
    (void)opened_by(here.bo);
    EXPECT_EQ(opened_by(here.bo), "");
}

// Slack says so when it has no page to show: it was never published, or went with the app.
TEST_F(page_of_a_person, is_put_on_its_way_again_where_there_is_none_any_more) {
    const auto first = opened_by(here.bo);
    here.does(here.bo, inbound::opened{inbound::place::home, true});
    const auto all = pages(here.bo);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(words(all.back()), first);
}

TEST_F(page_of_a_person, that_did_not_arrive_is_whole_with_the_next_change) {
    const auto first = opened_by(here.bo);
    page_wanted lost;
    lost.who = here.bo;
    lost.lost = true;
    here.take(here.bo, lost);
    EXPECT_THAT(pages(here.bo), IsEmpty()) << "it would end in the same way";
    EXPECT_EQ(opened_by(here.bo), first);
}

TEST_F(page_of_a_person, is_made_anew_when_something_on_it_has_changed) {
    (void)opened_by(here.bo);
    here.starts("closing");
    const auto all = pages(here.bo);
    ASSERT_FALSE(all.empty());
    EXPECT_THAT(words(all.back()),
                AllOf(HasSubstr("Waiting for your answer"), HasSubstr("[The closing conversation]")));
}

TEST_F(page_of_a_person, is_only_for_who_has_opened_it) {
    (void)opened_by(here.bo);
    here.starts("closing");
    EXPECT_THAT(pages(here.ann), IsEmpty());
}

TEST_F(page_of_a_person, has_a_button_that_ends_a_silence) {
    here.says(here.bo, "pause until 1 July");
    EXPECT_THAT(opened_by(here.bo),
                AllOf(HasSubstr("I do not write on my own until"), HasSubstr("[Write to me again]")));
    here.does(here.bo, inbound::chose{"page|start", {"start"}});
    EXPECT_FALSE(here.person(here.bo).snoozed_until);
    const auto all = pages(here.bo);
    ASSERT_FALSE(all.empty());
    EXPECT_THAT(words(all.back()), Not(HasSubstr("[Write to me again]")));
}

TEST_F(page_of_a_person, never_shows_what_the_partner_wrote_for_themselves) {
    here.all.pairs.at({"p1"}).kept.push_back({"goal", here.ann, audience::me, false, "To be promoted", {}, here.now});
    EXPECT_THAT(opened_by(here.bo), Not(HasSubstr("To be promoted")));
    EXPECT_THAT(opened_by(here.ann), HasSubstr("Goal: To be promoted"));
}

TEST_F(page_of_a_person, of_whoever_runs_the_programme_waits_for_its_counts) {
    EXPECT_EQ(opened_by(here.dora), "");
    EXPECT_THAT(here.last.pages_wanted, Contains(here.dora));
    programme_health health;
    health.programme = here.book.programmes.begin()->first;
    health.when = "2026-03-31";
    health.stages = {{"growing", 12}, {"goals", std::nullopt}};
    health.report = "https://mentoring.example/reports";
    here.take(turn_owner(here.dora), stimulus(page_wanted{here.dora, {health}}));
    const auto all = pages(here.dora);
    ASSERT_FALSE(all.empty());
    EXPECT_THAT(words(all.back()),
                AllOf(HasSubstr("growing: 12"), Not(HasSubstr("finding goals:")), HasSubstr("31 March 2026"),
                      HasSubstr("Reports: https://mentoring.example/reports"), HasSubstr("[Put it on hold]")));
}

TEST_F(page_of_a_person, only_its_contact_puts_a_programme_on_hold) {
    const auto which = here.book.programmes.begin()->first;
    here.does(here.bo, inbound::chose{"page|hold", {which.text}});
    EXPECT_THAT(here.last.holds, IsEmpty());
    here.does(here.dora, inbound::chose{"page|hold", {which.text}});
    ASSERT_EQ(here.last.holds.size(), 1U);
    EXPECT_EQ(here.last.holds.front().programme, which);
    EXPECT_TRUE(here.last.holds.front().on);
}

}  // namespace
}  // namespace waymark
