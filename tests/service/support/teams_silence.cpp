#include "tests/service/support/teams_silence.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/truth.hpp"

namespace waymark::testing {

namespace {

using nlohmann::json;

constexpr auto given_up_in_teams =
    "SELECT count(*) FROM dead_letter WHERE reason = 'unknown_unresolved' AND tenant <> 'T0ACME0001'";

/// What nobody asked for: a reminder, and the last word to somebody who said nothing.
bool is_nudge(const json& posted) {
    const auto text = posted.value("text", "");
    const bool silent = person_of(posted.value("user", "")).starts_with("mentee");
    return silent && (text.starts_with("A reminder") || text.starts_with("That was all"));
}

std::set<std::string> recorded_refs(const database_view& stored) {
    const auto refs = stored.column("SELECT platform_ref FROM delivery WHERE platform = 'teams'");
    return {refs.begin(), refs.end()};
}

}  // namespace

void teams_silence::expect_nudges_once(const database_view& stored) {
    const auto refs = recorded_refs(stored);
    std::map<std::string, std::int64_t> unrecorded;
    teams_.with_world([&](teams_world& world) {
        for (const auto& one : world.shown())
            if (one["kind"] == "post" && is_nudge(one) && !refs.contains(ref_of(one)))
                ++unrecorded[person_of(one["user"].get<std::string>())];
    });
    for (const auto& [person, count] : unrecorded) {
        const auto in_doubt = stored.number(
            "SELECT (SELECT count(*) FROM outbox WHERE state <> 0 AND recipient = '" + person +
            "') + (SELECT count(*) FROM dead_letter WHERE reason = 'unknown_unresolved' AND recipient = '" + person +
            "')");
        EXPECT_LE(count, in_doubt) << person << " was shown a nudge that would be sent again, or is not listed";
    }
}

void teams_silence::only_what_nobody_can_know_was_given_up(const database_view& stored,
                                                           const std::set<std::string>& interrupted) {
    int by_fault = 0;
    for (const auto& id : stored.platform_ids("SELECT message_key FROM dead_letter WHERE reason = 'unknown_unresolved' "
                                              "AND tenant <> 'T0ACME0001'"))
        if (!interrupted.contains(id)) ++by_fault;
    EXPECT_LE(by_fault, teams_.times_failed(may_have_arrived));
}

json teams_silence::recorded(const database_view& stored) {
    const auto refs = recorded_refs(stored);
    json out = json::array();
    teams_.with_world([&](teams_world& world) {
        for (const auto& one : world.shown())
            if (one["kind"] == "post" && refs.contains(ref_of(one))) out.push_back(one);
    });
    return out;
}

int teams_silence::settled_messages() {
    int out = 0;
    const auto all = teams_.truth();
    for (const auto& message : all["messages"])
        if (message.value("text", "").find("✓") != std::string::npos) {
            ++out;
            EXPECT_EQ(message.dump().find("Action.Submit"), std::string::npos) << message["id"];
        }
    return out;
}

int teams_silence::answers_given_up(const database_view& stored) {
    return static_cast<int>(stored.number(given_up_in_teams));
}

}  // namespace waymark::testing
