// Settings read as the service does, with an environment and files of the test's own.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "bot/config.hpp"

namespace waymark {

struct config_reading : ::testing::Test {
    std::map<std::string, std::string> environment, files;
    std::vector<diagnostic> problems;
    surroundings around;

    config_reading() {
        around.variable = [this](const std::string& name) { return found(environment, name); };
        around.file = [this](const std::string& name) { return found(files, name); };
    }
    static std::optional<std::string> found(const std::map<std::string, std::string>& in, const std::string& name) {
        const auto at = in.find(name);
        if (at == in.end()) return {};
        return at->second;
    }
    config read(std::string_view text) {
        problems.clear();
        return read_config("/etc/waymark/waymark.yaml", text, around, problems);
    }
    /// All problems, as people see them.
    std::string said(std::string_view text) {
        (void)read(text);
        std::string out;
        for (const auto& one : problems) out += show(one, text) + "\n";
        return out;
    }
};

/// The least there must be of "teams:", and what comes on top of it. The secret is in the variable SECRET.
constexpr auto teams_app = "0b07c0de-1111-4222-8333-444455556666";
constexpr auto teams_home = "11111111-2222-4333-8444-555555555555";
constexpr auto teams_secret = "abc8Q~0123456789012345678901234567890123";
inline std::string teams_section(const std::string& more = {}) {
    return std::string("teams:\n  app_id: ") + teams_app + "\n  app_secret_env: SECRET\n  home_tenant: " + teams_home +
           "\n" + more;
}

}  // namespace waymark
