// Who we are in Slack, once for each installation, and which of them a payload is for. Pure.
#pragma once

#include <map>
#include <string>

#include "conversations/message.hpp"

namespace waymark::slack {

/// Who we are in one installation. What is empty is not known yet and not checked.
struct identity {
    std::string app;         ///< "A…"
    std::string team;        ///< "T…": the workspace installed in; of a whole organization it does not matter
    std::string bot_user{};  ///< "U…"
    std::string bot{};       ///< "B…"
    bool org_wide = false;
    std::string enterprise{};  ///< "E…": the organization, when all of it is installed in
    instant installed_at{};    ///< what was taken out before concerns an earlier installation

    [[nodiscard]] const std::string& tenant() const { return org_wide ? enterprise : team; }
};

/// What a payload says about the installation it is for.
struct routing {
    std::string team, enterprise;
    bool org_wide = false;
};

/// Whose a payload is.
struct recipient {
    const identity* us = nullptr;  ///< null: of none of our installations
    std::string tenant;            ///< of the addresses of people there
    /// It is the very one that the payload names, and not the organization around the workspace that it names.
    bool exactly = false;
};

class identities {
  public:
    /// One of which nothing is known yet, not even where it is.
    identities() { put({}); }
    identities(identity one) { put(std::move(one)); }  // NOLINT(google-explicit-constructor): one is the usual case

    /// One whose tenant is not known yet takes whatever no other does.
    void put(identity one) {
        if (app_.empty()) app_ = one.app;
        auto tenant = one.tenant();
        all_.insert_or_assign(std::move(tenant), std::move(one));
    }
    void name_app(const std::string& app) { app_ = app; }
    void remove(const std::string& tenant) { all_.erase(tenant); }
    /// "A…"; the same in all of them. Empty = not known, and not checked.
    [[nodiscard]] const std::string& app() const { return app_; }
    [[nodiscard]] bool is_other_app(const std::string& named) const {
        return !app_.empty() && !named.empty() && named != app_;
    }
    [[nodiscard]] bool none() const { return all_.empty(); }
    [[nodiscard]] bool contains(const std::string& tenant) const { return all_.contains(tenant); }

    [[nodiscard]] recipient find(const routing& by) const {
        const auto& named = by.org_wide && !by.enterprise.empty() ? by.enterprise : by.team;
        if (const auto found = all_.find(named); found != all_.end() && !named.empty())
            return {&found->second, named, true};
        // events may come without a word on whether all of the organization is meant
        if (const auto around = all_.find(by.enterprise);
            around != all_.end() && !by.enterprise.empty() && !by.org_wide)
            if (around->second.org_wide) return {&around->second, by.enterprise, by.team.empty()};
        if (const auto any = all_.find(""); any != all_.end()) return {&any->second, named, true};
        return {};
    }

  private:
    std::map<std::string, identity, std::less<>> all_;  ///< by tenant
    std::string app_;
};

}  // namespace waymark::slack
