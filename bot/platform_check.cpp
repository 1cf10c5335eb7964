#include "bot/platform_check.hpp"

#include <algorithm>

#include "bot/counted.hpp"
#include "conversations/language/source_map.hpp"

namespace waymark {
namespace {

struct platform_words {
    std::string key, name;  ///< in the settings and of an account; as people call it
};

class programme_check {
  public:
    programme_check(const config& settings, const programme& of, const script_source& from,
                    std::vector<diagnostic>& problems)
        : settings_(settings), of_(of), from_(from), problems_(problems) {
        std::vector<diagnostic> said_before;  // by whoever read the programme
        root_ = read_yaml(from.shown, from.text, said_before);
    }

    void run() {
        for (const auto& one : {platform_words{"slack", "Slack"}, platform_words{"teams", "Teams"}})
            if (!is_set_up(one.key)) check_people(one);
        check_tenant();
    }

  private:
    [[nodiscard]] bool is_set_up(std::string_view platform) const {
        if (platform == "slack") return settings_.slack.has_value();
        if (platform == "teams") return settings_.teams.has_value();
        return true;  // the playground needs no settings
    }

    void check_people(const platform_words& there) {
        const auto is_there = [&](const address& at) { return at.platform == there.key; };
        const auto is_reached = [&](const address& at) { return is_set_up(at.platform); };
        int people = 0, unreached = 0;
        person_id first;  // whom the problem points at
        for (const auto& one : of_.people) {
            if (std::ranges::none_of(one.addresses, is_there)) continue;
            ++people;
            const bool nowhere = std::ranges::none_of(one.addresses, is_reached);
            if (first.empty() || (nowhere && unreached == 0)) first = one.id;
            if (nowhere) ++unreached;
        }
        if (people == 0) return;
        auto text = counted(people, "person has", "people have") + " an account in " + there.name +
                    ", and the settings have no section \"" + there.key + ":\"";
        if (unreached > 0 && unreached < people) text += "; " + std::to_string(unreached) + " can be reached nowhere";
        problem(place_of(lines_of(first), there.key), "C029", std::move(text),
                "add \"" + there.key + ":\" to " + settings_.file + "; deploy/waymark.example.yaml shows it",
                unreached > 0 ? severity::error : severity::warning);
    }

    void check_tenant() {
        if (!settings_.teams || settings_.teams->anonymous || of_.teams_tenant.empty()) return;
        if (of_.teams_tenant.find_first_not_of("0-") == std::string::npos) return;  // of the example, and said to be
        const auto& is = *settings_.teams;
        if (of_.teams_tenant == is.home_tenant || std::ranges::count(is.tenants, of_.teams_tenant) > 0) return;
        auto served = is.home_tenant.empty() ? std::string() : "home_tenant " + is.home_tenant;
        for (const auto& one : is.tenants) served += (served.empty() ? "tenants " : ", ") + one;
        if (served.empty()) return;  // the settings' own problem, and said there
        problem(place_of(root_ ? &*root_ : nullptr, "teams_tenant"), "C028",
                "the bot in Teams does not serve this tenant; the settings name " + served,
                "whichever is wrong; if both are right, list this one under \"tenants\" in " + settings_.file,
                severity::error);
    }

    [[nodiscard]] mark place_of(const yaml_node* map, std::string_view key) const {
        const auto* found = map == nullptr ? nullptr : map->find(key);
        return found == nullptr ? mark{1, 1} : found->at;
    }

    [[nodiscard]] const yaml_node* lines_of(const person_id& who) const {
        const auto* people = root_ ? root_->find("people") : nullptr;
        if (people == nullptr) return nullptr;
        const auto found = std::ranges::find_if(people->items, [&](const yaml_node& one) {
            const auto* id = one.find("id");
            return id != nullptr && id->text == who.text;
        });
        return found == people->items.end() ? nullptr : &*found;
    }

    void problem(mark at, std::string code, std::string text, std::string suggestion, severity is) {
        diagnostic one;
        one.file = from_.shown;
        one.at = at;
        one.is = is;
        one.code = std::move(code);
        one.text = std::move(text);
        one.suggestion = std::move(suggestion);
        problems_.push_back(std::move(one));
    }

    const config& settings_;
    const programme& of_;
    const script_source& from_;
    std::optional<yaml_node> root_;
    std::vector<diagnostic>& problems_;
};

}  // namespace

std::vector<diagnostic> check_platforms(const config& settings, const loaded_scripts& scripts) {
    std::vector<diagnostic> out;
    for (const auto& [id, from] : scripts.programmes)
        programme_check(settings, scripts.book.programmes.at(id), from, out).run();
    return out;
}

}  // namespace waymark
