#include "bot/plan/calendar.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "conversations/person/zone.hpp"

namespace waymark::planning {
namespace {

constexpr int days_of_a_week = 7;

std::string person_bucket(const address& at) {
    return "p/" + at.platform + "/" + at.tenant.text + "/" + at.user;
}

std::string workspace_bucket(const address& at) {
    return "w/" + at.platform + "/" + at.tenant.text;
}

/// What has been counted of a day so far.
struct day_count {
    std::set<person_id> people;
    std::map<instant, std::set<person_id>> slots;
    int messages = 0;
    std::optional<instant> finished;
};

calendar_day as_day(std::chrono::year_month_day day, const day_count& counted) {
    calendar_day out;
    out.day = day;
    out.people = static_cast<int>(counted.people.size());
    out.messages = counted.messages;
    out.finished = counted.finished;
    for (const auto& [from, people] : counted.slots) out.slots.push_back({from, static_cast<int>(people.size())});
    return out;
}

void count_weeks(const forecast& what, calendar& into) {
    const int weeks = (what.days + days_of_a_week - 1) / days_of_a_week;
    std::map<std::pair<person_id, int>, int> counts;
    for (const auto& who : what.people)
        for (int week = 0; week < weeks; ++week) counts[{who, week}] = 0;
    for (const auto& one : what.messages)
        if (!one.to_contact)
            ++counts[{one.to, static_cast<int>((one.at - what.from) / std::chrono::days(days_of_a_week))}];
    int most = 0;
    for (const auto& [person_week, count] : counts) {
        ++into.weeks[count];
        if (count > most) into.most = person_week.first;
        most = std::max(most, count);
    }
}

std::vector<contact_load> loads_of(const forecast& what) {
    std::map<person_id, std::map<std::chrono::sys_days, int>> by_day;
    for (const auto& one : what.messages)
        if (one.to_contact) ++by_day[one.to][std::chrono::sys_days(to_local(one.at, one.zone).day)];
    std::vector<contact_load> out;
    for (const auto& [who, name] : what.contacts) {
        contact_load one{who, name};
        for (const auto& [day, count] : by_day[who]) {
            one.messages += count;
            one.most_a_day = std::max(one.most_a_day, count);
        }
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::vector<instant> sent_at(const std::vector<foreseen_message>& messages, const sending_limits& under) {
    pacing buckets;
    std::map<std::string, std::deque<std::size_t>> waiting;  // by person, in their order
    for (std::size_t i = 0; i < messages.size(); ++i) waiting[person_bucket(messages[i].account)].push_back(i);
    std::set<std::pair<instant, std::size_t>> next;  // the first of each person, by when that person may get it
    const auto bring = [&](const std::string& person, instant not_before) {
        const auto& queue = waiting[person];
        if (queue.empty()) return;
        const auto due = std::max(messages[queue.front()].at, not_before);
        next.emplace(buckets.ready_at(person, under.per_person, due), queue.front());
    };
    for (const auto& [person, queue] : waiting) bring(person, messages[queue.front()].at);
    std::vector<instant> out(messages.size());
    while (!next.empty()) {
        const auto [may_go, which] = *next.begin();
        next.erase(next.begin());
        const auto person = person_bucket(messages[which].account);
        const auto workspace = workspace_bucket(messages[which].account);
        const auto at = buckets.ready_at(workspace, under.per_workspace, may_go);
        buckets.take(person, under.per_person, at);
        buckets.take(workspace, under.per_workspace, at);
        out[which] = at;
        waiting[person].pop_front();
        bring(person, at);
    }
    return out;
}

const calendar_slot* calendar_day::busiest() const {
    const auto most = std::ranges::max_element(slots, {}, &calendar_slot::people);
    return most == slots.end() ? nullptr : &*most;
}

calendar calendar_of(const forecast& what, const sending_limits& under, const std::string& zone) {
    std::map<std::chrono::sys_days, day_count> counted;
    const std::chrono::sys_days first(to_local(what.from, zone).day);
    for (int day = 0; day < what.days; ++day) counted[first + std::chrono::days(day)];
    const auto out_at = sent_at(what.messages, under);
    for (std::size_t i = 0; i < what.messages.size(); ++i) {
        const auto& one = what.messages[i];
        const auto local = to_local(one.at, zone);
        auto& day = counted[std::chrono::sys_days(local.day)];
        ++day.messages;
        day.people.insert(one.to);
        const auto slot = static_cast<int>(std::chrono::minutes(slot_length).count());
        day.slots[from_local(local.day, local.minute / slot * slot, zone)].insert(one.to);
        day.finished = std::max(day.finished.value_or(out_at[i]), out_at[i]);
    }
    calendar out;
    out.messages = static_cast<int>(what.messages.size());
    for (const auto& [day, count] : counted) out.days.push_back(as_day(day, count));
    count_weeks(what, out);
    out.contacts = loads_of(what);
    return out;
}

}  // namespace waymark::planning
