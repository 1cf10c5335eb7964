// A pair that follows the rules of a programme that ships, from a due timer to the message.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "conversations/programme/programme_reader.hpp"
#include "tests/conversations/programme/shipped_flows.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {

inline programme shipped_programme(const std::string& name) {
    const auto file = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/programmes" / (name + ".yaml");
    std::vector<diagnostic> none;
    return read_programme(name + ".yaml", content(file), shipped_flows(), shipped_texts(), none).value();
}

/// For tests of several programmes: "peer_light".
inline std::string named_by_file(const testing::TestParamInfo<const char*>& which) {
    std::string name(which.param);
    std::ranges::replace(name, '-', '_');
    return name;
}

struct shipped_rules : testing::Test {
    shipped_rules() { follow("six-month-classic"); }
    /// From now on, for as long as the programme's own example.
    void follow(const std::string& name) {
        auto file = shipped_programme(name);
        auto& ours = here.the_programme();
        ours.rhythm = file.rhythm;
        ours.gate = file.gate;
        ours.stages = file.stages;
        ours.nudges = file.nudges;
        const auto& example = file.pairs.front();
        pair().started = here.now;
        pair().ends = here.now + (std::chrono::sys_days(*example.ends) - std::chrono::sys_days(*example.starts));
    }
    pair_state& pair() { return here.all.pairs.at({"p1"}); }
    /// The pair has come to this stage now, and timers follow.
    void comes_to(const std::string& name) {
        here.stands_in(name);
        pair().stage_since = here.now;
        here.take(pair_id{"p1"}, time_passed{});
    }
    void has_met(int times) {
        for (int i = 0; i < times; ++i) pair().met.push_back(here.now - std::chrono::days(1 + i));
    }
    void has_kept(const std::string& kind) {
        kept_text one;
        one.kind = kind;
        one.author = here.bo;
        one.text = "I lead a small team.";
        one.at = here.now;
        pair().kept.push_back(one);
    }
    /// After how many days the first message comes that this rule is behind; -1 when none does. Both give a sign of
    /// life every day, so that nothing slows down.
    int days_until(const std::string& rule, const person_id& who, int patience) {
        for (int day = 0; day <= patience; ++day) {
            for (const auto& one : here.person(who).sent)
                if (one.why == rule) return day;
            here.pass(std::chrono::days(1));
            for (auto& [id, person] : here.all.people)
                if (!person.sent.empty()) person.sent.back().answered = true;
        }
        return -1;
    }
    [[nodiscard]] std::vector<std::string> reasons_of(const person_id& who) const {
        std::vector<std::string> out;
        for (const auto& one : here.person(who).sent) out.push_back(one.why);
        return out;
    }
    stage here;
};

}  // namespace waymark
