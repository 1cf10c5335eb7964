// Who may speak, and what they say next. Nobody speaks again before they were replied to.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "tests/bench/load/settings.hpp"

class people {
  public:
    using moment = std::chrono::steady_clock::time_point;

    /// With a talk, the two of a pair (person i and person i + half) begin at the same place in it, and neighbours at
    /// different ones: any stretch of a run has all of its steps. waymark_seed prepares the conversations accordingly.
    explicit people(const load_settings& with) : with_(with), all_(with.people) {
        const auto half = std::max<std::uint32_t>(1, with.people / 2);
        for (std::uint32_t i = 0; i < with.people; ++i) {
            if (!with.talk.empty()) all_[i].next = (i % half) % static_cast<std::uint32_t>(with.talk.size());
            free_.push_back(i);
        }
    }

    [[nodiscard]] bool anybody_free() const { return !free_.empty() && waiting_ < with_.window; }
    [[nodiscard]] std::size_t waiting() const { return waiting_; }

    std::uint32_t take() {
        const auto who = free_.front();
        free_.pop_front();
        return who;
    }
    [[nodiscard]] const std::string& words_of(std::uint32_t who) {
        return with_.talk.empty() ? with_.text : with_.talk[all_[who].next++];
    }
    void may_speak(std::uint32_t who) {
        if (with_.talk.empty() || all_[who].next < with_.talk.size()) free_.push_back(who);
    }
    void waits_for_reply(std::uint32_t who, moment since) {
        all_[who].waits = true;
        all_[who].since = since;
        ++waiting_;
    }
    /// Whether this person was waiting; `since` is when they spoke.
    bool replied_to(std::uint32_t who, moment& since) {
        if (who >= all_.size() || !all_[who].waits) return false;
        all_[who].waits = false;
        since = all_[who].since;
        --waiting_;
        may_speak(who);
        return true;
    }

  private:
    struct person {
        std::uint32_t next = 0;
        bool waits = false;
        moment since{};
    };
    const load_settings& with_;
    std::vector<person> all_;
    std::deque<std::uint32_t> free_;
    std::size_t waiting_ = 0;
};
