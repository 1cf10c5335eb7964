// Accounts of ours that a platform does not take any more: its token is gone, or an admin has disabled the bot. A plain
// value.
#pragma once

#include <map>
#include <string>

#include "conversations/message.hpp"

namespace waymark {

class refused_accounts {
  public:
    /// One is tried again when something is heard from there, but no sooner than this: a wrong secret keeps nobody from
    /// writing to us.
    static constexpr auto at_least = std::chrono::minutes(5);

    /// "slack/T0ACME"
    [[nodiscard]] static std::string name_of(const address& at) { return at.platform + "/" + at.tenant.text; }

    /// False when it was closed already.
    bool close(const address& at, const std::string& reason, instant now) {
        since_.try_emplace(name_of(at), now);
        return reasons_.emplace(name_of(at), reason).second;
    }
    /// Something was heard from there. True when it was closed, and is not any more.
    bool hear(const address& at, instant now) {
        if (reasons_.empty()) return false;
        const auto found = since_.find(name_of(at));
        if (found == since_.end() || now < found->second + at_least) return false;
        reasons_.erase(found->first);
        since_.erase(found);
        return true;
    }
    /// The bot was installed there again. True when it was closed.
    bool open(const address& at) {
        since_.erase(name_of(at));
        return reasons_.erase(name_of(at)) > 0;
    }
    [[nodiscard]] bool contains(const address& at) const { return reasons_.contains(name_of(at)); }
    /// Each with the reason.
    [[nodiscard]] const std::map<std::string, std::string>& all() const { return reasons_; }

  private:
    std::map<std::string, std::string> reasons_;
    std::map<std::string, instant> since_;
};

}  // namespace waymark
