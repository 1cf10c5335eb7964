// A forecast as a calendar: for each day how many people are written to, in which quarters of an hour, and when the
// last message is out under the platform's limits. Pure.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "adapters/pacing.hpp"
#include "bot/plan/forecast.hpp"

namespace waymark::planning {

/// What the platform allows: to one person, and in one workspace.
struct sending_limits {
    pace per_person, per_workspace;
};

/// When each of the messages is out, in their order. A message begins to count when its person may get it; the slow
/// minutes after a start are not reckoned with.
[[nodiscard]] std::vector<instant> sent_at(const std::vector<foreseen_message>& messages, const sending_limits& under);

constexpr auto slot_length = std::chrono::minutes(15);

struct calendar_slot {
    instant from;
    int people = 0;
};

struct calendar_day {
    std::chrono::year_month_day day;
    int people = 0, messages = 0;
    std::vector<calendar_slot> slots;  ///< with somebody in them
    std::optional<instant> finished;   ///< when the last message is out

    /// The slot with most people, the first of several; null when there is none.
    [[nodiscard]] const calendar_slot* busiest() const;
};

/// What comes to somebody who hears of others. It uses nobody's budget up.
struct contact_load {
    person_id who;
    std::string name;  ///< "Dora, the contact"
    int messages = 0;
    int most_a_day = 0;  ///< by their own clock
};

struct calendar {
    std::vector<calendar_day> days;  ///< of the zone's own clock, also those without messages
    int messages = 0;
    /// By number of messages: how many weeks of one person had so many; no lines to contacts.
    std::map<int, int> weeks;
    std::optional<person_id> most;  ///< who gets most in one week, the first of several
    std::vector<contact_load> contacts;
};

[[nodiscard]] calendar calendar_of(const forecast& what, const sending_limits& under, const std::string& zone);

}  // namespace waymark::planning
