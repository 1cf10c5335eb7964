// What Slack would refuse in elements and text objects. The part of block_limits that knows nothing of blocks.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace waymark::testing {

/// Where an element stands: some fields stand only in input blocks, a button never does.
enum class element_place { section, actions, input };

class element_checker {
  public:
    void complain(const std::string& place, const std::string& what) { problems.push_back(place + ": " + what); }
    void text_field(const nlohmann::json& object, const char* key, std::size_t least, std::size_t most,
                    const std::string& at);
    void only(const nlohmann::json& object, const std::set<std::string>& known, const std::string& at);
    void flag(const nlohmann::json& object, const char* key, const std::string& at);
    void text_object(const nlohmann::json& object, std::size_t most, bool plain_only, const std::string& at);
    void element(const nlohmann::json& e, element_place where, const std::string& at);
    void image(const nlohmann::json& e, const std::string& at);

    std::vector<std::string> problems;
    std::size_t focused = 0;  ///< elements that want the cursor when a view opens

  private:
    void button(const nlohmann::json& e, const std::string& at);
    void confirm(const nlohmann::json& c, const std::string& at);
    void menu(const nlohmann::json& e, bool several, const std::string& at);
    void options(const nlohmann::json& list, std::size_t most, const std::string& at);
    void initial_options(const nlohmann::json& e, const std::string& at);
    void picker(const nlohmann::json& e, const std::string& type, const std::string& at);
    void words(const nlohmann::json& e, const std::string& at);
    void number(const nlohmann::json& e, const std::string& at);
};

}  // namespace waymark::testing
