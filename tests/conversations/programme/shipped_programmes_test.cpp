// The programmes that ship pass their own checker and do what the documents promise.
#include <gmock/gmock.h>

#include "conversations/person/zone.hpp"
#include "conversations/programme/programme_reader.hpp"
#include "tests/conversations/programme/shipped_flows.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

programme shipped(const std::string& name) {
    const auto file = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/programmes" / (name + ".yaml");
    const auto source = content(file);
    std::vector<diagnostic> problems;
    auto one = read_programme(file.filename().string(), source, shipped_flows(), problems);
    std::string said;
    for (const auto& each : problems) said += show(each, source);
    EXPECT_EQ(said, "");
    return one.value_or(programme{});
}

/// The conversations that would start for a pair that stays in `stage`, in their order.
std::vector<std::string> starts_in(const programme& of, const std::string& stage) {
    pair_state pair;
    pair.stage = stage;
    pair.started = pair.stage_since = from_local(of.pairs.at(0).starts.value(), 0, of.zone);
    pair.ends = from_local(of.pairs.at(0).ends.value(), 0, of.zone);
    std::map<instant, std::string> found;
    for (const auto& rule : of.nudges) {
        programme alone = of;
        alone.nudges = {rule};
        for (const auto& [key, at] : timers_of(alone, pair)) found.emplace(at, rule.start.name);
    }
    std::vector<std::string> names;
    for (const auto& [at, name] : found) names.push_back(name);
    return names;
}

TEST(ShippedProgrammes, TheDemoIsAPairOfThePlaygroundWhoseClosingComesOnceTheyHaveJoined) {
    const auto demo = shipped("demo");
    ASSERT_EQ(demo.pairs.size(), 1U);
    ASSERT_EQ(demo.people.size(), 3U);
    for (const auto& one : demo.people) EXPECT_EQ(one.addresses.at(0).platform, "playground") << one.id.text;
    EXPECT_EQ(demo.pairs[0].mentor.text, "ann");
    EXPECT_EQ(demo.pairs[0].mentee.text, "bo");
    EXPECT_THAT(starts_in(demo, "invited"), IsEmpty()) << "a no is a no";
    EXPECT_THAT(starts_in(demo, "groundwork"), ElementsAre("closing"));
    pair_state pair;
    pair.stage = "groundwork";
    pair.started = pair.stage_since = from_local(demo.pairs[0].starts.value(), 10 * 60, demo.zone);
    pair.ends = from_local(demo.pairs[0].ends.value(), 0, demo.zone);
    const auto closing = timers_of(demo, pair).at("rule/closing_time");
    EXPECT_GT(closing, pair.started);
    EXPECT_LT(closing, pair.started + std::chrono::days(2));
}

TEST(ShippedProgrammes, SixMonthsLeadFromJoiningToTheClosing) {
    const auto classic = shipped("six-month-classic");
    EXPECT_THAT(starts_in(classic, "invited"), ElementsAre("joining"))
        << "whoever has not joined is not led through an ending";
    EXPECT_THAT(starts_in(classic, "groundwork"), ElementsAre("smart_goal", "smart_goal", "closing"));
    EXPECT_THAT(starts_in(classic, "growing"), ElementsAre("checkpoint", "drift_question", "checkpoint", "closing"));
    EXPECT_EQ(classic.gate, gate_settings{}) << "the promises of the product are its defaults";
}

// So that nobody sends their first words to somebody who does not exist, everyone in it is called an example.
TEST(ShippedProgrammes, ThePeopleOfTheTemplateAreMarkedAsExamples) {
    const auto classic = shipped("six-month-classic");
    for (const auto& one : classic.people) EXPECT_THAT(one.id.text, testing::StartsWith("example_"));
    for (const auto& one : classic.pairs) EXPECT_THAT(one.id.text, testing::StartsWith("example_"));
}

}  // namespace
}  // namespace waymark
