// Lengths of time that have a name at the top of a programme file.
#include <cctype>

#include "conversations/programme/rule_parts.hpp"

namespace waymark {

named_lengths::named_lengths(reading& in, const yaml_node& node) {
    if (node.is != yaml_node::kind::map) {
        in.error(node.at, "P013", "thresholds must be a group of names with their lengths",
                 "such as { drift: 1.5 rhythms, closing: 6 weeks }");
        return;
    }
    for (const auto& [key, at, length] : node.entries) {
        yaml_node name;
        name.at = at;
        name.text = key;
        if (!read_name(in, name, "the name of a length").empty()) by_name_[key] = {at, length, false};
    }
}

yaml_node named_lengths::meant_by(reading& in, const yaml_node& node) {
    const bool name = node.is == yaml_node::kind::scalar && !node.text.empty() &&
                      std::isalpha(static_cast<unsigned char>(node.text.front())) != 0;
    if (!name) return node;
    const auto found = by_name_.find(node.text);
    if (found != by_name_.end()) {
        found->second.used = true;
        return found->second.length;
    }
    std::vector<std::string> known;
    for (const auto& [other, length] : by_name_) known.push_back(other);
    if (known.empty())
        in.error(node.at, "P027", "there is no length called \"" + node.text.substr(0, 60) + "\"",
                 "write 90min, 20h, 2d, 3w or 6 weeks, or give it a name under \"thresholds\"");
    else
        in.unknown(node.at, "P027", "there is no length called \"" + node.text.substr(0, 60) + "\"", node.text, known);
    yaml_node a_day;  // it is reported already
    a_day.text = "1d";
    return a_day;
}

void named_lengths::check_all_used(reading& in) const {
    for (const auto& [name, one] : by_name_)
        if (!one.used) in.warning(one.at, "P028", "nothing uses the length \"" + name + "\"");
}

}  // namespace waymark
