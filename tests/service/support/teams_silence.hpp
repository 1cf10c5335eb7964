// Teams tells nobody whether it has a message, and messages carry no name of ours there. So that nothing was lost or
// doubled is told from who was shown how much, and from what the database says about it.
#pragma once

#include <set>
#include <string>

#include "tests/service/support/database_view.hpp"
#include "tests/support/fake_teams.hpp"

namespace waymark::testing {

/// A fault by which a message arrives and nobody is told.
constexpr auto may_have_arrived = "close";

class teams_silence {
  public:
    explicit teams_silence(fake_teams& teams) : teams_(teams) {}

    /// While nobody runs: each nudge that was shown and is not recorded as sent is one whose end is unknown, or was.
    void look_at_what_was_left_behind(const database_view& left) { expect_nudges_once(left); }
    /// In the end: it is recorded as sent, or listed as a send whose end is unknown.
    void every_nudge_is_shown_once_or_listed(const database_view& stored) { expect_nudges_once(stored); }
    /// Sends that were interrupted by a kill (their ids), or by a fault of ours.
    void only_what_nobody_can_know_was_given_up(const database_view& stored, const std::set<std::string>& interrupted);

    /// What was shown and is recorded as sent.
    [[nodiscard]] nlohmann::json recorded(const database_view& stored);
    /// Messages that show a choice instead of buttons.
    [[nodiscard]] int settled_messages();
    [[nodiscard]] static int answers_given_up(const database_view& stored);

  private:
    void expect_nudges_once(const database_view& stored);

    fake_teams& teams_;
};

}  // namespace waymark::testing
