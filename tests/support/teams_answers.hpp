// What Teams' connector answers, in its own shapes.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace waymark::testing {

struct teams_answer {
    unsigned status = 200;
    std::map<std::string, std::string> headers{};
    std::string body{};
    [[nodiscard]] bool good() const { return status < 300; }
};

[[nodiscard]] teams_answer teams_json(unsigned status, const nlohmann::json& body);
/// {"error":{"code","message"}}.
[[nodiscard]] teams_answer teams_error(unsigned status, const std::string& code, const std::string& message);

/// A refusal that Teams is known to give, by its name: "429_Throttled_retry_after", "502_html", "503_empty". Throws
/// std::invalid_argument for other names.
[[nodiscard]] teams_answer known_refusal(const std::string& name);
[[nodiscard]] const std::map<std::string, teams_answer>& known_refusals();

}  // namespace waymark::testing
