// Workspaces in which a method is over its limit for a while: each call is told to wait, and whoever comes before that
// is over is counted. No network and no clock of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "conversations/time.hpp"

namespace waymark::testing {

class slack_storms {
  public:
    /// A call comes too early only after this: what was under way when the first answer came knew nothing of it.
    static constexpr auto under_way = std::chrono::seconds(1);

    /// From now on every call of this method with a token of this workspace is told to wait so long.
    void begin(const std::string& team, const std::string& method, int retry_after) {
        storms_[{team, method}].retry_after = retry_after;
    }
    /// What was told still holds.
    void end(const std::string& team, const std::string& method) { storms_[{team, method}].retry_after = 0; }

    /// How long this call has to wait, in seconds; empty when it is let through.
    [[nodiscard]] std::optional<int> take(const std::string& team, const std::string& method, instant now) {
        const auto found = storms_.find({team, method});
        if (found == storms_.end()) return std::nullopt;
        auto& storm = found->second;
        if (now < storm.told_until && now > storm.told_at + under_way) ++too_early_;
        if (storm.retry_after == 0) return std::nullopt;
        ++refused_;
        if (now >= storm.told_until) {
            storm.told_at = now;
            storm.told_until = now + std::chrono::seconds(storm.retry_after);
        }
        return storm.retry_after;
    }
    [[nodiscard]] int too_early() const { return too_early_; }
    [[nodiscard]] int refused() const { return refused_; }

  private:
    struct storm {
        int retry_after = 0;  ///< 0: it is over
        instant told_at{}, told_until{};
    };
    std::map<std::pair<std::string, std::string>, storm> storms_;
    int too_early_ = 0, refused_ = 0;
};

}  // namespace waymark::testing
