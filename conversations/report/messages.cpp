#include <array>

#include "conversations/programme/not_begun.hpp"
#include "conversations/report/breakdown.hpp"

namespace waymark::reporting {
namespace {

constexpr auto no_trace = "without a trace";
constexpr auto waits = "waiting";
constexpr auto gone = "no longer needed";
constexpr std::array ends_of_offers{"sent",
                                    "merged",
                                    "expired",
                                    gone,
                                    waits,
                                    "held back: stopped",
                                    "held back: pair_stopped",
                                    "held back: kind_switched_off",
                                    "held back: unreachable",
                                    "held back: too late",
                                    "given up"};

/// "<first> <second>", as the gate's notes have it.
std::pair<std::string, std::string> two_of(const std::string& detail) {
    const auto gap = detail.find(' ');
    if (gap == std::string::npos) return {detail, {}};
    return {detail.substr(0, gap), detail.substr(gap + 1)};
}

std::string held_back_as(const std::string& reason) {
    return reason == "expired" ? reason : "held back: " + reason;
}

/// What became of all that was due for one person.
class account {
  public:
    /// `known`: only what is told until then counts; what comes later shows that nothing was lost.
    void read(const log_line& line, const month& when) {
        const bool in_time = line.at < when.until;
        const auto [first, second] = two_of(line.detail);
        if (line.event == not_begun::event && in_time && line.at >= when.from)
            due_[second] = not_begun::in_words(first);
        if (line.event == "due" && in_time && line.at >= when.from) (void)due_.try_emplace(first, no_trace);
        if (line.event == "sent" || line.event == "merged") {
            became(first, line.event, in_time);
            if (in_time) in_message_[second].push_back(first);
        }
        if (line.event == "not_needed") became(first, gone, in_time);
        if (line.event == "held_back" && first != "too_many") became(second, held_back_as(first), in_time);
        if (line.event != "too_late" && line.event != "taken_back") return;
        for (const auto& key : in_message_[line.detail])
            became(key, line.event == "too_late" ? "held back: too late" : gone, in_time);
    }
    /// What stands in the gate now.
    void still_waits(const std::string& key) {
        if (const auto found = due_.find(key); found != due_.end() && found->second == no_trace) found->second = waits;
    }
    void given_up(const std::string& message) {
        for (const auto& key : in_message_[message]) became(key, "given up", true);
    }
    void add_to(breakdown& into, const crowd& who) const {
        for (const auto& [key, end] : due_) {
            // what waited because of somebody who has had everything deleted went with them, and left no line
            const bool forgotten = end == no_trace && key.starts_with("gone-");
            into.add(forgotten ? gone : end, who);
            into.closes = into.closes && (end != no_trace || forgotten);
        }
    }

  private:
    void became(const std::string& key, const std::string& end, bool in_time) {
        const auto found = due_.find(key);
        if (found == due_.end()) return;
        if (in_time || found->second == no_trace) found->second = in_time ? end : waits;
    }

    std::map<std::string, std::string> due_;  ///< by the offer's key
    std::map<std::string, std::vector<std::string>> in_message_;
};

}  // namespace

breakdown messages_in(const timelines& of, const month& when, const chosen& whom) {
    breakdown out{"messages"};
    for (const auto* one : ends_of_offers) out.have(one);
    for (const auto* why : not_begun::all) out.have(not_begun::in_words(why));
    out.have(no_trace);
    for (const auto& person : of.facts().people) {
        const auto& who = of.of_person(person.id);
        if (!whom.holds(who)) continue;
        account all;
        for (const auto* line : of.lines_about("person/" + person.id.text)) all.read(*line, when);
        for (const auto& one : person.waiting) all.still_waits(one.key);
        for (const auto& [key, at] : of.facts().dead)
            if (at < when.until) all.given_up(key.text);
        all.add_to(out, who);
    }
    return out;
}

}  // namespace waymark::reporting
