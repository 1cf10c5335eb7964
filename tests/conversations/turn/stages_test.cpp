// A pair on its way through the stages of the programmes that ship, as its messages arrive. 1.2, 1.3, 1.7
#include <map>
#include <set>

#include "tests/conversations/turn/shipped_rules.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::weeks;
using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::Not;

struct stages : shipped_rules {
    using by_day = std::map<std::string, int>;

    /// The rules whose first words come to this person within so many days, each with its day. Both give a sign of life
    /// every day, and meet in their rhythm when they meet at all.
    by_day first_words(const person_id& who, int for_days, bool they_meet = false) {
        by_day first;
        std::set<std::string> before;
        for (const auto& one : here.person(who).sent) before.insert(one.offer_key);
        for (int day = 0; day < for_days; ++day) {
            if (they_meet && day % 28 == 0) pair().met.push_back(here.now);
            here.pass(days(1));
            for (auto& [id, person] : here.all.people) {
                if (id == who)
                    for (const auto& one : person.sent)
                        if (before.insert(one.offer_key).second) first.emplace(one.why, day);
                if (!person.sent.empty()) person.sent.back().answered = true;
            }
        }
        return first;
    }
    /// As many in a week, in hundredths.
    static int pace(const by_day& found, int of_days) { return static_cast<int>(found.size()) * 700 / of_days; }
    static std::set<std::string> names(const by_day& found) {
        std::set<std::string> all;
        for (const auto& [name, day] : found) all.insert(name);
        return all;
    }
    void expect_contact_hears(const std::string& words, int within_days) {
        (void)here.told(here.dora);
        here.pass(days(within_days));
        EXPECT_THAT(here.told(here.dora), Contains(AllOf(HasSubstr("Bo"), HasSubstr("Ann"), HasSubstr(words),
                                                         HasSubstr("For you at this point:"))));
    }
};

struct stages_of : stages, testing::WithParamInterface<const char*> {
    stages_of() { follow(GetParam()); }
};

// One question at first, several small things while two get to know each other, about one in two weeks while they grow,
// and hardly anything afterwards; and each of them is about that stage alone.
TEST_P(stages_of, a_pair_goes_through_have_a_pace_each_1_2) {
    std::map<std::string, by_day> heard;
    std::map<std::string, int> lasts{
        {"invited", 28}, {"groundwork", 21}, {"growing", 70}, {"closed", 28}, {"afterglow", 70}};
    pair().ends.reset();
    for (const auto* stage : {"invited", "groundwork", "growing", "closed", "afterglow"}) {
        if (std::string(stage) == "growing") has_kept("goal");
        comes_to(stage);
        heard[stage] = first_words(here.bo, lasts.at(stage), std::string(stage) == "growing");
        pair().running.clear();
    }
    const auto pace_of = [&](const std::string& stage) { return pace(heard.at(stage), lasts.at(stage)); };
    EXPECT_THAT(names(heard.at("invited")), ElementsAre("first_words"));
    EXPECT_GT(pace_of("groundwork"), pace_of("growing"));
    EXPECT_THAT(pace_of("growing"), AllOf(Ge(40), Le(90)));
    EXPECT_GT(pace_of("growing"), pace_of("afterglow"));
    EXPECT_GT(pace_of("closed"), pace_of("afterglow"));
    std::set<std::string> all;
    std::size_t together = 0;
    for (const auto& [stage, found] : heard) {
        const auto each = names(found);
        together += each.size();
        all.insert(each.begin(), each.end());
    }
    EXPECT_EQ(all.size(), together) << "no rule belongs to two stages";
}

// 1.3: half a year until it becomes useful, a year of formal length; the closing comes at the programme's own date.
TEST_P(stages_of, a_pair_reaches_its_closing_at_the_programmes_own_date_1_3) {
    const int whole = static_cast<int>((*pair().ends - pair().started) / days(1));
    const bool formal = std::string(GetParam()) == "twelve-month-formal";
    EXPECT_THAT(whole, formal ? AllOf(Ge(360), Le(366)) : AllOf(Ge(175), Le(185)));
    has_kept("goal");
    comes_to("growing");
    const auto before = first_words(here.bo, whole - 43, true);
    EXPECT_EQ(pair().stage, "growing");
    EXPECT_THAT(names(before), Not(Contains("closing_time")));
    EXPECT_THAT(first_words(here.bo, 10), Contains(testing::Key("closing_time")));
    EXPECT_EQ(pair().stage, "closing");
}

TEST_P(stages_of, without_an_agreed_end_nobody_is_led_to_one_1_3) {
    pair().ends.reset();
    has_kept("goal");
    comes_to("growing");
    EXPECT_THAT(names(first_words(here.bo, 400, true)), Not(AnyOf(Contains("closing_time"), Contains("still_going"))));
    EXPECT_EQ(pair().stage, "growing");
}

INSTANTIATE_TEST_SUITE_P(programmes, stages_of, testing::Values("six-month-classic", "twelve-month-formal"),
                         [](const auto& which) { return which.param[0] == 's' ? "half_a_year" : "a_year"; });

// 1.7: the contact's list: registration and matching, the middle, the end.
struct the_contacts_list : stages {
    the_contacts_list() { follow("twelve-month-formal"); }
};

TEST_F(the_contacts_list, has_those_who_have_not_both_said_yes_1_7) {
    comes_to("invited");
    here.pass(days(9));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    expect_contact_hears("have not both said yes", 4);
}

TEST_F(the_contacts_list, has_those_who_start_and_those_who_do_not_meet_1_7) {
    comes_to("groundwork");
    expect_contact_hears("are starting", 4);
    expect_contact_hears("no meeting has been noted", 21);
}

TEST_F(the_contacts_list, has_those_who_meet_without_the_line_about_no_meeting_1_7) {
    has_met(1);
    comes_to("groundwork");
    here.pass(days(28));
    EXPECT_THAT(here.told(here.dora), Not(Contains(HasSubstr("no meeting has been noted"))));
}

TEST_F(the_contacts_list, has_the_middle_and_a_silence_in_it_1_7) {
    has_met(2);
    has_kept("goal");
    pair().started = here.now - weeks(25);
    comes_to("growing");
    expect_contact_hears("are half way", 10);
    expect_contact_hears("no meeting noted for three of their rhythms", 80);
}

TEST_F(the_contacts_list, has_the_end_and_what_comes_after_1_7) {
    has_met(2);
    has_kept("goal");
    pair().ends = here.now + days(36);
    comes_to("closing");
    expect_contact_hears("end in about five weeks", 5);
    comes_to("closed");
    expect_contact_hears("have come to a good end", 12);
}

}  // namespace
}  // namespace waymark
