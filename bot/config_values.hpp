// Takes typed settings out of the configuration's YAML tree, and says what is wrong with those that do not fit.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bot/config.hpp"
#include "conversations/language/source_map.hpp"

namespace waymark {

/// The setting of this name, also when its key has a slip in it; null when there is none.
[[nodiscard]] const yaml_node* setting_of(const yaml_node& section, std::string_view key);

class config_values {
  public:
    config_values(std::string file, std::vector<diagnostic>& problems) : file_(std::move(file)), problems_(problems) {}

    void problem(mark at, std::string code, std::string text, std::string suggestion = {});
    void warning(mark at, std::string code, std::string text, std::string suggestion = {});

    using reader = std::function<void(const yaml_node&)>;
    /// Other words for a key, as people know it from elsewhere: {"tenant_id", "home_tenant"}.
    using other_words = std::vector<std::pair<std::string, std::string>>;
    /// Reads a map whose keys are exactly these. `name` is how it is called in a problem.
    void section(const yaml_node& node, const std::string& name,
                 const std::vector<std::pair<std::string, reader>>& keys, const other_words& elsewhere = {});

    /// Where a section is named, for what is missing in it; `section` is one that is being read.
    [[nodiscard]] mark name_of(const yaml_node& section) const;

    [[nodiscard]] reader text(std::string& into);
    [[nodiscard]] reader word(std::string& into, std::vector<std::string> known);
    [[nodiscard]] reader texts(std::vector<std::string>& into);
    [[nodiscard]] reader yes_or_no(bool& into);
    [[nodiscard]] reader whole(int& into, int least, int most);
    [[nodiscard]] reader bytes(std::size_t& into, std::size_t least, std::size_t most);
    [[nodiscard]] reader seconds(std::chrono::milliseconds& into);
    [[nodiscard]] reader listen(listen_address& into);
    [[nodiscard]] reader web_address(std::string& into);
    /// At most so many characters, as many as `taker` takes: "Slack"; C027.
    [[nodiscard]] reader short_text(std::string& into, std::size_t most, std::string taker);

  private:
    [[nodiscard]] bool scalar(const yaml_node& node);
    std::string file_;
    std::vector<diagnostic>& problems_;
    std::map<const yaml_node*, mark> names_;
};

/// In characters, not bytes.
[[nodiscard]] std::size_t length_of(std::string_view text);

}  // namespace waymark
