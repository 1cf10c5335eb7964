#include "conversations/programme/spoken.hpp"

#include <algorithm>

namespace waymark {
namespace {

class spoken {
  public:
    spoken(reading& in, const std::vector<std::string>& known) : in_(in), known_(known) {}

    void check(const yaml_node& of) const {
        for (const auto& entry : of.entries)
            if (entry.key == "language" && entry.value.is == yaml_node::kind::scalar) check_language(entry.value);
    }

  private:
    /// What is no name of a language has been said before.
    [[nodiscard]] bool is_clear(mark at) const {
        return std::ranges::none_of(in_.problems, [&](const diagnostic& one) {
            return one.at.line == at.line && one.at.column == at.column && one.file == in_.file;
        });
    }
    [[nodiscard]] bool knows(const std::string& one) const { return std::ranges::count(known_, one) > 0; }

    void check_language(const yaml_node& node) const {
        const auto& text = node.text;
        if (text.empty() || !is_clear(node.at) || knows(text) || knows(text.substr(0, text.find('-')))) return;
        std::string all;
        for (const auto& one : known_) all += (all.empty() ? "" : ", ") + one;
        const auto words = "the bot does not speak \"" + text.substr(0, 60) + "\"";
        const auto help = "it speaks " + all;
        if (in_.table)
            in_.error(node.at, "P065", words, help);
        else
            in_.warning(node.at, "P065", words,
                        help + "; people would read it in the language of the programme, or in English");
    }

    reading& in_;
    const std::vector<std::string>& known_;
};

}  // namespace

void check_spoken(reading& in, const yaml_node& root, const std::vector<std::string>& known) {
    if (known.empty()) return;
    const spoken all(in, known);
    all.check(root);
    for (const auto& entry : root.entries)
        if (entry.key == "people")
            for (const auto& one : entry.value.items) all.check(one);
}

}  // namespace waymark
