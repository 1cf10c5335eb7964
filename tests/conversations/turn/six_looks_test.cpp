// 0.21: six looks at the programme, every quarter.
#include "tests/conversations/turn/shipped_rules.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::Not;

struct six_looks : shipped_rules, testing::WithParamInterface<const char*> {
    six_looks() {
        follow(GetParam());
        pair().ends = here.now + days(360);
        const auto is_other = [](const nudge_rule& rule) { return !rule.id.starts_with("six_looks"); };
        std::erase_if(here.the_programme().nudges, is_other);
    }
    std::vector<std::string> dora_hears_until(const char* day) {
        here.move_to(in_madrid(day, 18));
        return here.told(here.dora);
    }
    stage& and_a_second_pair() {
        here.add_cy();
        here.all.pairs.at({"p2"}).started = here.now;
        for (const auto* id : {"p1", "p2"}) here.take(pair_id{id}, time_passed{});
        return here;
    }
};

TEST_P(six_looks, come_to_the_contact_each_quarter_once_for_all_pairs_0_21) {
    and_a_second_pair();
    EXPECT_THAT(dora_hears_until("2026-06-30"), IsEmpty());
    EXPECT_THAT(dora_hears_until("2026-07-03"), ElementsAre(HasSubstr("six short looks at the programme")));
    EXPECT_THAT(dora_hears_until("2026-09-30"), IsEmpty());
    EXPECT_THAT(dora_hears_until("2026-10-05"), ElementsAre(HasSubstr("six short looks at the programme")));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
}

TEST_P(six_looks, do_not_come_when_no_pair_is_under_way_any_more_0_21) {
    and_a_second_pair();
    here.stands_in("afterglow");
    EXPECT_THAT(dora_hears_until("2026-12-31"), IsEmpty());
}

TEST_P(six_looks, do_not_come_after_the_agreed_end_0_21) {
    and_a_second_pair();
    for (auto& [id, pair] : here.all.pairs) pair.ends = in_madrid("2026-08-06", 0);
    EXPECT_THAT(dora_hears_until("2026-12-31"), ElementsAre(HasSubstr("six short looks at the programme")));
}

TEST_P(six_looks, come_again_a_quarter_after_they_were_taken_up_to_whoever_did_0_21) {
    here.starts("six_p_review");
    here.pass(days(2));
    const auto reviewer = here.pair().running.front().lanes.front().person;
    for (const auto* tap : {"3", "2", "4", "1", "5", "2"}) here.says(reviewer, tap);
    here.pass(days(60));
    EXPECT_EQ(here.pair().talks.at("six_p_review"), 1);
    EXPECT_THAT(days_until("six_looks_again", reviewer, 45), AllOf(Ge(25), Le(40)));
    EXPECT_EQ(here.pair().talks.at("six_p_review"), 2);
    EXPECT_THAT(here.told(reviewer), Contains(HasSubstr("Preparation: how well")));
    EXPECT_EQ(days_until("six_looks_again", here.pair().partner_of(reviewer), 10), -1);
}

TEST_P(six_looks, that_nobody_took_up_do_not_come_again_0_21) {
    here.starts("six_p_review");
    here.pass(days(200));
    EXPECT_EQ(here.pair().talks.at("six_p_review"), 1);
}

INSTANTIATE_TEST_SUITE_P(programmes, six_looks,
                         testing::Values("six-month-classic", "twelve-month-formal", "peer-light"), named_by_file);

}  // namespace
}  // namespace waymark
