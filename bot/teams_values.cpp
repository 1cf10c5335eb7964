#include "bot/teams_values.hpp"

#include <algorithm>

#include "adapters/letter_case.hpp"
#include "adapters/teams/service_url.hpp"
#include "conversations/language/guid.hpp"

namespace waymark {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// As it must be to be compared: no scheme, no path, no asterisk.
bool is_host(const std::string& text) {
    const auto parts = teams::split_url("https://" + text);
    if (!parts || !parts->path.empty()) return false;
    return std::ranges::all_of(parts->authority, [](char c) {
        return is_letter_or_digit(c) || std::string_view(".-:[]").find(c) != std::string_view::npos;
    });
}

void check_guid(config_values& values, mark at, std::string& text, const std::string& where) {
    text = lower(text);
    if (!is_guid(text)) {
        const auto slip = guid_slip(text);
        return values.problem(at, "C022", "\"" + text + "\" is no id of this kind", slip.empty() ? where : slip);
    }
    if (text.find_first_not_of("0-") == std::string::npos)
        values.problem(at, "C018", "this is the id of the example, and not yours", where);
}

/// Each text with its place.
void each(const yaml_node& node, std::vector<std::string>& texts,
          const std::function<void(mark at, std::string& text)>& check) {
    for (std::size_t i = 0; i < texts.size(); ++i)
        check(node.is == yaml_node::kind::list ? node.items[i].at : node.at, texts[i]);
}

}  // namespace

bool is_guid(std::string_view text) {
    return read_guid(text).has_value();
}

config_values::reader guid(config_values& values, std::string& into, const std::string& where) {
    return [&values, &into, where](const yaml_node& node) {
        values.text(into)(node);
        if (!into.empty()) check_guid(values, node.at, into, where);
    };
}

config_values::reader guids(config_values& values, std::vector<std::string>& into, const std::string& where) {
    return [&values, &into, where](const yaml_node& node) {
        values.texts(into)(node);
        each(node, into, [&](mark at, std::string& text) { check_guid(values, at, text, where); });
    };
}

config_values::reader service_address(config_values& values, std::string& into) {
    return [&values, &into](const yaml_node& node) {
        values.text(into)(node);
        if (into.empty() || teams::split_url(into)) return;
        values.problem(node.at, "C013", "\"" + into + "\" is not a web address that can be trusted",
                       "it must begin with https://; http:// is for addresses of this very machine only");
    };
}

config_values::reader hosts(config_values& values, std::vector<std::string>& into) {
    return [&values, &into](const yaml_node& node) {
        values.texts(into)(node);
        each(node, into, [&](mark at, std::string& text) {
            text = lower(text);
            if (!is_host(text))
                values.problem(at, "C026", "\"" + text + "\" is no host",
                               "write it like smba.trafficmanager.net or 127.0.0.1:8443: hosts are compared exactly");
        });
    };
}

}  // namespace waymark
