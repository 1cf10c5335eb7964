// Where the people of a programme file can be written to. What is wrong with accounts stands in tests/programmes/bad.
#include <gmock/gmock.h>

#include "conversations/programme/programme_reader.hpp"
#include "tests/conversations/programme/shipped_flows.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;

const tenant_id tenant{"9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f"};

programme with_people(const std::string& people) {
    const auto source =
        "programme: both\nversion: 1\ntitle: Both\nlanguage: en\nzone: UTC\ncontact: mo\nslack_workspace: T012AB3CD\n"
        "teams_tenant: 9C1D2E4F-5A6B-47C8-8D9E-0A1B2C3D4E5F\npeople:\n" +
        people;
    std::vector<diagnostic> problems;
    auto one = read_programme("programme.yaml", source, shipped_flows(), shipped_texts(), problems);
    for (const auto& each : problems) ADD_FAILURE() << show(each, source);
    return one.value_or(programme{});
}

// Ids of Microsoft are the same in either letter case, and everything else goes by the small letters.
TEST(Accounts, AreOfEitherPlatformOrBoth) {
    const auto one = with_people(
        "  - { id: mo, first_name: Mo, slack: U012AB3CD, teams: 5D0C1B3E-8A27-4F6D-9B1C-2E7A40F3C8D5 }\n"
        "  - { id: ann, first_name: Ann, teams: 3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864 }\n");
    ASSERT_EQ(one.people.size(), 2U);
    EXPECT_EQ(one.teams_tenant, tenant.text);
    EXPECT_THAT(one.people[0].addresses, ElementsAre(address{"slack", {"T012AB3CD"}, "U012AB3CD"},
                                                     address{"teams", tenant, "5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5"}));
    EXPECT_THAT(one.people[1].addresses, ElementsAre(address{"teams", tenant, "3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864"}));
}

TEST(Accounts, StandInTheOrderOfTheFileSoThatTheFirstIsWhereSomebodyIsSpokenTo) {
    const auto one =
        with_people("  - { id: mo, first_name: Mo, teams: 5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5, slack: U012AB3CD }\n");
    ASSERT_EQ(one.people.size(), 1U);
    ASSERT_EQ(one.people[0].addresses.size(), 2U);
    EXPECT_EQ(one.people[0].addresses[0].platform, "teams");
    EXPECT_EQ(one.people[0].addresses[1].platform, "slack");
}

}  // namespace
}  // namespace waymark
