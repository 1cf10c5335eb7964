// A forecast as a calendar, and the arithmetic of sending times.
#include "bot/plan/calendar.hpp"

#include <gmock/gmock.h>

#include "bot/plan/programme_plan.hpp"

namespace waymark::planning {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

const instant monday = std::chrono::sys_days(std::chrono::year(2026) / 6 / 1) + 6h;  // 8 in Madrid

foreseen_message to(const std::string& who, instant at) {
    return {at, {who}, {"pair"}, {"slack", {"T1"}, "U" + who}, "UTC", {"rule: flow in version 1"}};
}

forecast of(std::vector<foreseen_message> messages, int length = 7) {
    forecast out;
    out.from = monday;
    out.days = length;
    out.messages = std::move(messages);
    out.people = {{"ann"}, {"bo"}, {"cy"}};
    return out;
}

TEST(Calendar, CountsPeopleOnceADayAndMessagesEachTime) {
    const auto all = calendar_of(of({to("ann", monday), to("bo", monday + 1h), to("ann", monday + 3h)}), {}, "UTC");
    ASSERT_THAT(all.days, SizeIs(7));
    EXPECT_EQ(all.days[0].people, 2);
    EXPECT_EQ(all.days[0].messages, 3);
    EXPECT_EQ(all.days[0].finished, monday + 3h);
    EXPECT_EQ(all.days[1].messages, 0);
    EXPECT_EQ(all.days[1].finished, std::nullopt);
    EXPECT_THAT(all.days[1].slots, IsEmpty());
}

TEST(Calendar, TheBusiestQuarterHasMostPeopleAndNotMostMessages) {
    const auto all = calendar_of(of({to("ann", monday), to("ann", monday + 1min), to("ann", monday + 2min),
                                     to("ann", monday + 20min), to("bo", monday + 29min)}),
                                 {}, "UTC");
    ASSERT_NE(all.days[0].busiest(), nullptr);
    EXPECT_EQ(all.days[0].busiest()->from, monday + 15min);
    EXPECT_EQ(all.days[0].busiest()->people, 2);
    ASSERT_THAT(all.days[0].slots, SizeIs(2));
    EXPECT_EQ(all.days[0].slots[0].people, 1);
}

TEST(Calendar, DaysAreThoseOfTheProgramme) {
    const auto late = calendar_of(of({to("ann", monday + 17h)}), {}, "Europe/Madrid");
    EXPECT_EQ(late.days[0].messages, 0);
    EXPECT_EQ(late.days[1].messages, 1);
}

TEST(Calendar, WeeksAreCountedForEachPersonAlsoForThoseWhoGetNothing) {
    const auto all =
        calendar_of(of({to("ann", monday), to("ann", monday + days(1)), to("bo", monday + days(8))}, 14), {}, "UTC");
    EXPECT_THAT(all.weeks, ElementsAre(Pair(0, 4), Pair(1, 1), Pair(2, 1)));
}

TEST(Calendar, LinesToAContactAreCountedByThemselvesAndInNoWeek) {
    auto lines = of({to("ann", monday), to("dora", monday), to("dora", monday + 1h), to("dora", monday + days(1))});
    for (auto& one : lines.messages) one.to_contact = one.to.text == "dora";
    lines.contacts[{"dora"}] = "Dora, the contact";
    const auto all = calendar_of(lines, {}, "UTC");
    EXPECT_EQ(all.messages, 4);
    EXPECT_THAT(all.weeks, ElementsAre(Pair(0, 2), Pair(1, 1)));
    EXPECT_EQ(all.most->text, "ann");
    ASSERT_THAT(all.contacts, SizeIs(1));
    EXPECT_EQ(all.contacts[0].messages, 3);
    EXPECT_EQ(all.contacts[0].most_a_day, 2);
    programme_plan plan;
    plan.zone = "UTC";
    plan.with = all;
    EXPECT_THAT(plan_as_text(plan),
                HasSubstr("\nDora, the contact: 3 messages, at most 2 a day.\nOver budget: nobody.\n"));
    EXPECT_THAT(plan_as_text(plan), Not(HasSubstr("person week")));
    EXPECT_THAT(plan_as_text(plan),
                HasSubstr("The most for one person in a week: 1 message, for ann.\n"
                          "Each week of each person counted (3 in all): no message in 2, 1 message in 1.\n"));
}

TEST(SendingTimes, AreLateByWhatTheWorkspaceLacks) {
    const sending_limits slow{{1s, 3}, {10s, 2}};
    EXPECT_THAT(sent_at({to("ann", monday), to("bo", monday), to("cy", monday), to("di", monday + 5s)}, slow),
                ElementsAre(monday, monday, monday + 10s, monday + 20s));
}

TEST(SendingTimes, AreLateByWhatOnePersonMayGetAtOnce) {
    const sending_limits slow{{1s, 1}, {}};
    EXPECT_THAT(sent_at({to("ann", monday), to("ann", monday), to("bo", monday)}, slow),
                ElementsAre(monday, monday + 1s, monday));
}

TEST(SendingTimes, WorkspacesDoNotWaitForEachOther) {
    auto other = to("bo", monday);
    other.account.tenant = {"T2"};
    EXPECT_THAT(sent_at({to("ann", monday), other}, {{}, {10s, 1}}), ElementsAre(monday, monday));
}

}  // namespace
}  // namespace waymark::planning
