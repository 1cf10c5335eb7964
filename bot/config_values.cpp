#include "bot/config_values.hpp"

#include <algorithm>
#include <charconv>

#include "adapters/plain_text.hpp"

namespace waymark {
namespace {

std::optional<long> number_in(std::string_view text) {
    long out = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (ec != std::errc() || end != text.data() + text.size()) return {};
    return out;
}

/// "16 KiB", "1 MiB", "4096".
std::optional<std::size_t> size_in(std::string_view text) {
    std::size_t unit = 1;
    for (const auto& [word, factor] :
         {std::pair<std::string_view, std::size_t>{"KiB", 1024}, {"MiB", std::size_t{1024} * 1024}}) {
        if (!text.ends_with(word)) continue;
        unit = factor;
        text.remove_suffix(word.size());
        while (text.ends_with(' ')) text.remove_suffix(1);
    }
    const auto number = number_in(text);
    if (!number || *number < 0 || *number > (1L << 40)) return {};
    return static_cast<std::size_t>(*number) * unit;
}

std::string size_text(std::size_t bytes) {
    if (bytes % (std::size_t{1024} * 1024) == 0) return std::to_string(bytes / 1024 / 1024) + " MiB";
    if (bytes % 1024 == 0) return std::to_string(bytes / 1024) + " KiB";
    return std::to_string(bytes);
}

/// A host and the port after the last colon; "[::1]:80" too.
std::optional<listen_address> listen_in(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == text.npos || colon == 0) return {};
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto port = number_in(text.substr(colon + 1));
    if (!port || *port < 0 || *port > 65535) return {};
    boost::system::error_code ec;
    (void)boost::asio::ip::make_address(std::string(host), ec);  // only whether it is one
    if (ec) return {};
    listen_address out;
    out.host = std::string(host);
    out.port = static_cast<unsigned short>(*port);
    return out;
}

/// What may have been meant by a key that does not exist. A secret of which only "_env" or "_file" is missing was
/// probably written out.
std::string hint_for(const std::string& key, const std::vector<std::string>& known, std::string_view near) {
    const auto holds_secret = [&](const std::string& one) {
        return one == key + "_env" || one == key + "s_env" ||
               (one == near && one.ends_with("_env") && !key.ends_with("_env"));
    };
    if (const auto found = std::ranges::find_if(known, holds_secret); found != known.end())
        return "secrets never stand in this file; write \"" + *found + "\" and the name of the variable that holds it";
    return near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?";
}

}  // namespace

const yaml_node* setting_of(const yaml_node& section, std::string_view key) {
    if (const auto* found = section.find(key)) return found;
    const auto slip = std::ranges::find_if(section.entries, [&](const auto& one) { return is_slip(one.key, key); });
    return slip == section.entries.end() ? nullptr : &slip->value;
}

void config_values::problem(mark at, std::string code, std::string text, std::string suggestion) {
    diagnostic one;
    one.file = file_;
    one.at = at;
    one.code = std::move(code);
    one.text = std::move(text);
    one.suggestion = std::move(suggestion);
    problems_.push_back(std::move(one));
}

void config_values::warning(mark at, std::string code, std::string text, std::string suggestion) {
    problem(at, std::move(code), std::move(text), std::move(suggestion));
    problems_.back().is = severity::warning;
}

void config_values::section(const yaml_node& node, const std::string& name,
                            const std::vector<std::pair<std::string, reader>>& keys, const other_words& elsewhere) {
    if (node.is != yaml_node::kind::map) return problem(node.at, "C004", name + " must hold settings, one per line");
    std::vector<std::string> known;
    for (const auto& one : keys) known.push_back(one.first);
    for (const auto& entry : node.entries) {
        names_[&entry.value] = entry.at;
        const auto found = std::ranges::find_if(keys, [&](const auto& one) { return one.first == entry.key; });
        if (found != keys.end()) {
            found->second(entry.value);
            continue;
        }
        const auto other = std::ranges::find(elsewhere, entry.key, &other_words::value_type::first);
        const auto near = other == elsewhere.end() ? nearest(entry.key, known) : other->second;
        const bool meant = is_slip(entry.key, near) || (other != elsewhere.end() && !near.ends_with("_env"));
        const bool slip = meant && node.find(near) == nullptr;  // one mistake is one problem
        if (slip) std::ranges::find(keys, near, [](const auto& one) { return one.first; })->second(entry.value);
        problem(entry.at, "C003", "there is no setting called \"" + entry.key + "\" in " + name,
                hint_for(entry.key, known, near));
    }
}

mark config_values::name_of(const yaml_node& section) const {
    const auto found = names_.find(&section);
    return found == names_.end() ? section.at : found->second;
}

bool config_values::scalar(const yaml_node& node) {
    if (node.is == yaml_node::kind::scalar && !node.text.empty()) return true;
    problem(node.at, "C004", "a single value is needed here");
    return false;
}

config_values::reader config_values::text(std::string& into) {
    return [this, &into](const yaml_node& node) {
        if (scalar(node)) into = node.text;
    };
}

config_values::reader config_values::word(std::string& into, std::vector<std::string> known) {
    return [this, &into, known = std::move(known)](const yaml_node& node) {
        if (!scalar(node)) return;
        into = node.text;
        if (std::ranges::find(known, into) != known.end()) return;
        std::string all;
        for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
        const auto near = nearest(into, known);
        problem(node.at, "C008", "\"" + into + "\" is not one of: " + all,
                near.empty() ? "write one of these words" : "did you mean \"" + near + "\"?");
    };
}

config_values::reader config_values::texts(std::vector<std::string>& into) {
    return [this, &into](const yaml_node& node) {
        into.clear();
        if (node.is == yaml_node::kind::scalar) {
            if (scalar(node)) into.push_back(node.text);
            return;
        }
        if (node.is != yaml_node::kind::list)
            return problem(node.at, "C004", "a list is needed here, such as [one, two]");
        for (const auto& item : node.items)
            if (scalar(item)) into.push_back(item.text);
    };
}

config_values::reader config_values::yes_or_no(bool& into) {
    return [this, &into](const yaml_node& node) {
        if (!scalar(node)) return;
        std::string said = node.text;
        for (auto& c : said)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool no = said == "false" || said == "no" || said == "off";
        into = !no;  // also what is only nearly a yes: nothing false follows from it then
        if (node.text == "true" || node.text == "false") return;
        problem(node.at, "C008", "\"" + node.text + "\" is not one of: true, false",
                no ? "write false, or leave the line out" : "write true");
    };
}

config_values::reader config_values::whole(int& into, int least, int most) {
    return [this, &into, least, most](const yaml_node& node) {
        if (!scalar(node)) return;
        const auto number = number_in(node.text);
        if (number && *number >= least && *number <= most) {
            into = static_cast<int>(*number);
            return;
        }
        problem(node.at, "C006",
                "a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                    " is needed here, not \"" + node.text + "\"");
    };
}

config_values::reader config_values::bytes(std::size_t& into, std::size_t least, std::size_t most) {
    return [this, &into, least, most](const yaml_node& node) {
        if (!scalar(node)) return;
        const auto size = size_in(node.text);
        if (size && *size >= least && *size <= most) {
            into = *size;
            return;
        }
        problem(node.at, "C007",
                "a size from " + size_text(least) + " to " + size_text(most) + " is needed here, not \"" + node.text +
                    "\"");
    };
}

config_values::reader config_values::seconds(std::chrono::milliseconds& into) {
    return [this, &into](const yaml_node& node) {
        if (!scalar(node)) return;
        std::string_view text = node.text;
        const bool unit = text.ends_with('s');
        if (unit) text.remove_suffix(1);
        const auto number = number_in(text);
        if (unit && number && *number >= 1 && *number <= 600) {
            into = std::chrono::seconds(*number);
            return;
        }
        problem(node.at, "C007", "a time from 1s to 600s is needed here, not \"" + node.text + "\"");
    };
}

config_values::reader config_values::listen(listen_address& into) {
    return [this, &into](const yaml_node& node) {
        if (!scalar(node)) return;
        if (auto found = listen_in(node.text)) {
            into = std::move(*found);
            return;
        }
        problem(node.at, "C012", "\"" + node.text + "\" is not an address to listen on",
                "write it like 127.0.0.1:8080; port 0 means any that is free");
    };
}

config_values::reader config_values::web_address(std::string& into) {
    return [this, &into](const yaml_node& node) {
        if (!scalar(node)) return;
        into = node.text;
        const bool here = into.starts_with("http://127.0.0.1:") || into.starts_with("http://localhost:");
        if (into.starts_with("https://") || here) {
            if (!into.ends_with('/')) into += '/';
            return;
        }
        problem(node.at, "C013", "\"" + into + "\" is not a web address that can be trusted",
                "it must begin with https://");
    };
}

std::size_t length_of(std::string_view text) {
    std::size_t out = 0;
    for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).size) ++out;
    return out;
}

config_values::reader config_values::short_text(std::string& into, std::size_t most, std::string taker) {
    return [this, &into, most, taker = std::move(taker)](const yaml_node& node) {
        text(into)(node);
        if (length_of(into) <= most) return;
        problem(node.at, "C027",
                "this has " + std::to_string(length_of(into)) + " characters, and " + taker + " takes " +
                    std::to_string(most));
    };
}

}  // namespace waymark
