#include "bot/config_teams_package.hpp"

#include <algorithm>
#include <array>

#include "adapters/letter_case.hpp"
#include "bot/teams_values.hpp"

namespace waymark {
namespace {

constexpr std::size_t longest_address = 2'048;

config_values::reader page(config_values& values, std::string& into) {
    return [&values, &into](const yaml_node& node) {
        values.text(into)(node);
        const bool plain = into.find_first_of(" \t\r\n\"<>") == std::string::npos;
        if (is_example_page(into))
            values.warning(node.at, "C018", "this page is the example's, and not yours",
                           "people see it in Teams; \"waymark teams package\" refuses it");
        if (into.empty() || (into.starts_with("https://") && plain && into.size() <= longest_address)) return;
        values.problem(node.at, "C027", "\"" + into + "\" is no address of a page that Teams would take",
                       "it must begin with https://");
    };
}

bool is_number(std::string_view text) {
    constexpr std::size_t most_digits = 6;
    return !text.empty() && text.size() <= most_digits && (text == "0" || text.front() != '0') &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_version(std::string_view text) {
    constexpr int parts = 3;
    for (int part = 1; part <= parts; ++part) {
        const auto end = part < parts ? text.find('.') : text.size();
        if (end == std::string_view::npos || !is_number(text.substr(0, end))) return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

config_values::reader version(config_values& values, std::string& into) {
    return [&values, &into](const yaml_node& node) {
        values.text(into)(node);
        if (!into.empty() && !is_version(into))
            values.problem(node.at, "C027", "\"" + into + "\" is no version that Teams would take",
                           "write it like 1.0.0, and raise it at every change");
    };
}

config_values::reader color(config_values& values, std::string& into) {
    return [&values, &into](const yaml_node& node) {
        if (node.is == yaml_node::kind::scalar && node.text.empty())
            return values.problem(node.at, "C027", "there is no colour here: what stands behind # is a comment",
                                  "write it in quotes, like \"#1D5F50\"");
        values.text(into)(node);
        constexpr std::size_t size = 7;
        const bool good = into.size() == size && into.front() == '#' &&
                          into.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
        if (!good && !into.empty())
            values.problem(node.at, "C027", "\"" + into + "\" is no colour that Teams would take",
                           "write it in quotes, like \"#1D5F50\"");
    };
}

/// Where somebody may install the bot. It talks with people one to one, so "personal" is always among them.
config_values::reader scopes(config_values& values, std::vector<std::string>& into) {
    return [&values, &into](const yaml_node& node) {
        std::vector<std::string> named;
        values.texts(named)(node);
        for (std::size_t i = 0; i < named.size(); ++i) {
            std::string checked;
            const auto& one = node.is == yaml_node::kind::list ? node.items[i] : node;
            values.word(checked, {"personal", "team", "groupChat"})(one);
        }
        if (std::ranges::find(named, "personal") == named.end())
            values.problem(node.at, "C027", "\"personal\" is not among the scopes, and there the bot talks with people",
                           "scopes: [personal]");
        into.clear();
        for (const auto* scope : {"personal", "team", "groupChat"})
            if (std::ranges::find(named, scope) != named.end()) into.emplace_back(scope);
    };
}

void read_developer(config_values& values, const yaml_node& node, teams_package_config& into) {
    constexpr std::size_t longest_name = 32;
    values.section(node, "developer",
                   {{"name", values.short_text(into.developer, longest_name, "Teams")},
                    {"website", page(values, into.website)},
                    {"privacy", page(values, into.privacy)},
                    {"terms", page(values, into.terms)}});
}

}  // namespace

bool is_example_page(std::string_view address) {
    constexpr std::string_view scheme = "https://";
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
    const auto host = lower(address.substr(0, address.find_first_of("/:?#")));
    return std::ranges::any_of(std::array{"example.org", "example.com", "example.net"}, [&](std::string_view one) {
        return host == one || host.ends_with("." + std::string(one));
    });
}

void read_teams_package(config_values& values, const yaml_node& node, teams_package_config& into) {
    using limits = teams_package_limits;
    const auto developer = [&](const yaml_node& of) { read_developer(values, of, into); };
    const auto name = [&](const yaml_node& of) {
        values.section(of, "name",
                       {{"short", values.short_text(into.short_name, limits::short_name, "Teams")},
                        {"full", values.short_text(into.full_name, limits::full_name, "Teams")}});
    };
    const auto description = [&](const yaml_node& of) {
        values.section(of, "description",
                       {{"short", values.short_text(into.summary, limits::summary, "Teams")},
                        {"full", values.short_text(into.about, limits::about, "Teams")}});
    };
    values.section(node, "package",
                   {{"id", guid(values, into.id, "any GUID will do; without it one is made from app_id")},
                    {"developer", developer},
                    {"name", name},
                    {"description", description},
                    {"accent_color", color(values, into.accent_color)},
                    {"version", version(values, into.version)},
                    {"scopes", scopes(values, into.scopes)}});
    for (const auto* missing : {&into.developer, &into.website, &into.privacy, &into.terms})
        if (missing->empty())
            return values.problem(
                values.name_of(node), "C005", "package needs developer: who offers the bot, and three pages of theirs",
                "add \"developer: { name: ..., website: https://..., privacy: https://..., terms: https://... }\"");
}

}  // namespace waymark
