// A service for tests whose people are all in Teams, and what such tests often ask.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/teams_participant.hpp"

namespace waymark::testing {

using namespace std::chrono_literals;

constexpr auto patience = 20s;

inline bool soon(const std::function<bool()>& holds, std::chrono::milliseconds within = patience) {
    const auto until = std::chrono::steady_clock::now() + within;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(50ms);
    }
    return true;
}

inline std::ptrdiff_t times_shown(const participant& to, const std::string& words) {
    return std::ranges::count_if(to.shown(), [&](const auto& text) { return text.find(words) != std::string::npos; });
}

/// Everybody gets the answer to "help" in words that hold these.
constexpr auto help_words = "These words always work";

struct teams_service : ::testing::Test {
    explicit teams_service(teams_registration app = {}, const std::string& private_key = "")
        : teams(std::move(app)), home("teams_service", {settings_for(teams, private_key)}) {
        home.write("programme.yaml", programme());
    }
    static std::string programme(int pairs = 1, const std::string& nudges = "") {
        programme_wishes wishes;
        wishes.pairs = pairs;
        wishes.nudges = nudges;
        wishes.ends_in = std::chrono::days(21);
        wishes.in_teams = everybody(pairs);
        return programme_text(wishes);
    }
    void fail(const std::string& operation, const std::string& answer, bool done = false, int times = 1) {
        teams_fault fault;
        fault.operation = operation;
        fault.answer = answer;
        fault.done = done;
        fault.times = times;
        teams.fail(fault);
    }
    [[nodiscard]] std::int64_t stored(const std::string& query) const {
        return database_view(home.database).number(query);
    }
    [[nodiscard]] bool nothing_is_under_way() const {
        return stored("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0;
    }
    [[nodiscard]] std::vector<std::string> given_up() const {
        return database_view(home.database)
            .column("SELECT recipient || ' ' || reason FROM dead_letter ORDER BY at_us, message_key");
    }
    http_reply_seen post(const nlohmann::json& activity) { return teams_caller(home.port(), teams).post(activity); }

    fake_teams teams;
    installation home;
    teams_participant ann{teams_mentor_of(1), home, teams};
    teams_participant bo{teams_mentee_of(1), home, teams};
    teams_participant sam{teams_contact(), home, teams};
};

}  // namespace waymark::testing
