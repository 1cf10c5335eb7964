// The programmes that ship pass their own checker and do what the documents promise.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "conversations/person/zone.hpp"
#include "conversations/programme/programme_reader.hpp"
#include "tests/conversations/programme/shipped_flows.hpp"

namespace waymark {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

programme shipped(const std::string& name) {
    const auto file = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/programmes" / (name + ".yaml");
    const auto source = content(file);
    std::vector<diagnostic> problems;
    auto one = read_programme(file.filename().string(), source, shipped_flows(), shipped_texts(), problems);
    std::string said;
    for (const auto& each : problems) said += show(each, source);
    EXPECT_EQ(said, "");
    return one.value_or(programme{});
}

/// The conversations that would start for a pair that stays in `stage` and never meets, in their order.
std::vector<std::string> starts_in(programme of, const std::string& stage) {
    pair_state pair;
    pair.stage = stage;
    pair.started = pair.stage_since = from_local(of.pairs.at(0).starts.value(), 0, of.zone);
    pair.ends = from_local(of.pairs.at(0).ends.value(), 0, of.zone);
    std::multimap<instant, std::string> found;
    of.stages.clear();
    for (const auto& rule : of.nudges) {
        if (rule.start.name.empty()) continue;  // a line for the contact
        programme alone = of;
        alone.nudges = {rule};
        if (const auto at = next_timer(alone, pair); at != never) found.emplace(at, rule.start.name);
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
    auto alone = demo;
    std::erase_if(alone.nudges, [](const nudge_rule& one) { return one.id != "closing_time"; });
    ASSERT_EQ(alone.nudges.size(), 1U);
    const auto closing = next_timer(alone, pair);
    EXPECT_GT(closing, pair.started);
    EXPECT_LT(closing, pair.started + std::chrono::days(2));
}

// 1.2: each stage has its own pace.
TEST(ShippedProgrammes, SixMonthsLeadFromJoiningToTheAfterglow_1_2) {
    const auto classic = shipped("six-month-classic");
    EXPECT_THAT(starts_in(classic, "invited"), ElementsAre("joining"))
        << "whoever has not joined is not led through an ending";
    EXPECT_THAT(starts_in(classic, "groundwork"), ElementsAre("meeting_check", "curiosity", "meeting_check",
                                                              "ground_rules", "skip_groundwork", "long_silence"))
        << "there is nothing to look back on for two who never met";
    EXPECT_THAT(starts_in(classic, "goals"),
                ElementsAre("groundwork_done", "smart_goal", "drift_question", "silence_care", "long_silence",
                            "time_to_end", "closing", "time_to_end"));
    EXPECT_THAT(
        starts_in(classic, "growing"),
        ElementsAre("goal_found", "opportunity", "mentor_story", "drift_question", "pulse", "silence_care",
                    "checkpoint", "shadowing", "long_silence", "strengths", "time_to_end", "closing", "time_to_end"));
    EXPECT_THAT(starts_in(classic, "closed"),
                ElementsAre("graduation", "what_helped", "redefine", "transfer", "afterglow", "afterglow"));
    EXPECT_THAT(starts_in(classic, "afterglow"), ElementsAre("afterglow"));
    EXPECT_EQ(classic.gate, gate_settings{}) << "the promises of the product are its defaults";
}

// 1.3: a formal year is a good length.
TEST(ShippedProgrammes, TheFormalOneLastsAYear_1_3) {
    const auto formal = shipped("twelve-month-formal");
    const auto& pair = formal.pairs.at(0);
    EXPECT_GE(std::chrono::sys_days(pair.ends.value()) - std::chrono::sys_days(pair.starts.value()),
              std::chrono::days(360));
}

TEST(ShippedProgrammes, PeersAreWrittenToLessOften) {
    const auto peers = shipped("peer-light");
    EXPECT_LT(peers.gate.per_week, gate_settings{}.per_week);
    EXPECT_LT(starts_in(peers, "growing").size(), starts_in(shipped("six-month-classic"), "growing").size());
}

// Nothing ships that nobody ever meets.
TEST(ShippedProgrammes, EveryConversationBeginsByARuleByAWordOrOutOfAnother) {
    std::set<std::string> begun{"another_pair"};  // by the bot itself, in any programme
    for (const char* name : {"six-month-classic", "twelve-month-formal", "peer-light"}) {
        const auto one = shipped(name);
        for (const auto& rule : one.nudges) begun.insert(rule.start.name);
    }
    const auto flows = shipped_flows();
    const auto note = [&](const std::vector<flow_action>& does) {
        for (const auto& what : does)
            if (const auto* start = std::get_if<action::start_flow>(&what)) begun.insert(start->flow.name);
    };
    for (const auto* flow : flows.all()) {
        if (!flow->words.empty()) begun.insert(flow->ref.name);
        for (const auto& step : flow->steps) note(step.does);
        for (const auto& rule : flow->rules) note(rule.does);
    }
    for (const auto* flow : flows.all()) EXPECT_TRUE(begun.contains(flow->ref.name)) << flow->ref.name;
}

// 2.9: no request for feedback before the two have settled how they give it.
TEST(ShippedProgrammes, NobodyIsLedToAskForFeedbackBeforeTheContract) {
    for (const char* name : {"six-month-classic", "twelve-month-formal"}) {
        const auto one = shipped(name);
        int count = 0;
        for (const auto& rule : one.nudges) {
            if (rule.start.name != "feedback_loop") continue;
            ++count;
            EXPECT_THAT(rule.when.with, Contains("feedback_contract.acting")) << rule.id;
        }
        EXPECT_GE(count, 1) << name;
    }
}

// 1.21: what is to be done goes to the mentee.
TEST(ShippedProgrammes, DatesAreLookedForByTheMentee) {
    for (const char* name : {"six-month-classic", "twelve-month-formal"}) {
        const auto one = shipped(name);
        for (const auto& rule : one.nudges)
            if (rule.start.name == "meeting_check") EXPECT_EQ(rule.to, "mentee") << rule.id;
    }
}

/// Whether some line for the contact comes in this stage.
bool contact_hears_in(const programme& of, const std::string& stage) {
    return std::ranges::any_of(of.nudges, [&](const nudge_rule& rule) {
        return !rule.tell_contact.empty() && std::ranges::count(rule.when.stages, stage) > 0;
    });
}

// 1.7: the contact's list: registration and matching, the middle, the end. 0.13: and a pair without a goal.
TEST(ShippedProgrammes, TheContactHasAListForEachPartOfTheWay_1_7_0_13) {
    const auto formal = shipped("twelve-month-formal");
    for (const char* stage : {"invited", "groundwork", "goals", "growing", "closed"})
        EXPECT_TRUE(contact_hears_in(formal, stage)) << stage;
    const auto without_goal = [](const nudge_rule& rule) {
        return !rule.tell_contact.empty() &&
               std::ranges::count(rule.when.without, std::string("goal"), &absence::what) > 0;
    };
    for (const char* name : {"six-month-classic", "twelve-month-formal"}) {
        const auto one = shipped(name);
        EXPECT_TRUE(std::ranges::any_of(one.nudges, without_goal)) << name;
    }
}

// So that nobody sends their first words to somebody who does not exist, everyone in it is called an example.
TEST(ShippedProgrammes, ThePeopleOfTheTemplatesAreMarkedAsExamples) {
    for (const char* name : {"six-month-classic", "twelve-month-formal", "peer-light"}) {
        const auto template_of = shipped(name);
        for (const auto& one : template_of.people) EXPECT_THAT(one.id.text, testing::StartsWith("example_"));
        for (const auto& one : template_of.pairs) EXPECT_THAT(one.id.text, testing::StartsWith("example_"));
    }
}

}  // namespace
}  // namespace waymark
