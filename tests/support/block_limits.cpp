#include "tests/support/block_limits.hpp"

#include <map>
#include <set>

namespace waymark::testing {
namespace {

using nlohmann::json;

/// UTF-16 units: the stricter way of counting, as Slack's own is not documented. Broken UTF-8 counts by byte.
std::size_t units(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0) != 0x80) count += byte >= 0xf0 ? 2 : 1;
    }
    return count;
}

class checker {
  public:
    std::vector<std::string> check(const json& arguments) {
        if (!arguments.is_object()) return {"not an object"};
        text_field(arguments, "channel", 1, 255, "/");
        if (arguments.contains("text")) text_field(arguments, "text", 1, 4000, "/");
        if (!arguments.contains("text") && !arguments.contains("blocks")) complain("/", "no_text");
        if (!arguments.contains("blocks")) return std::move(problems_);
        const auto& blocks = arguments["blocks"];
        if (!blocks.is_array()) return {"/blocks: not an array"};
        if (blocks.size() > 50) complain("/blocks", "more than 50");
        for (std::size_t i = 0; i < blocks.size(); ++i) block(blocks[i], "/blocks/" + std::to_string(i));
        return std::move(problems_);
    }

  private:
    void complain(const std::string& place, const std::string& what) { problems_.push_back(place + ": " + what); }

    void text_field(const json& object, const char* key, std::size_t least, std::size_t most, const std::string& at) {
        const auto place = at + "/" + key;
        if (!object.is_object() || !object.contains(key) || !object[key].is_string())
            return complain(place, "missing or not text");
        const auto size = units(object[key].get<std::string>());
        if (size < least) complain(place, "must be at least " + std::to_string(least) + " characters");
        if (size > most) complain(place, "must be less than " + std::to_string(most + 1) + " characters");
    }

    void only(const json& object, const std::set<std::string>& known, const std::string& at) {
        for (const auto& [key, value] : object.items())
            if (!known.contains(key)) complain(at, "unknown field " + key);
    }

    void text_object(const json& object, std::size_t most, bool plain_only, const std::string& at) {
        if (!object.is_object()) return complain(at, "not a text object");
        const auto type = object.value("type", "");
        if (type == "plain_text")
            only(object, {"type", "text", "emoji"}, at);
        else if (type == "mrkdwn" && !plain_only)
            only(object, {"type", "text", "verbatim"}, at);
        else
            return complain(at, "type " + type + " is not allowed");
        text_field(object, "text", 1, most, at);
    }

    void block(const json& b, const std::string& at) {
        if (!b.is_object()) return complain(at, "not an object");
        if (b.contains("block_id")) {
            text_field(b, "block_id", 1, 255, at);
            if (b["block_id"].is_string() && !block_ids_.insert(b["block_id"].get<std::string>()).second)
                complain(at, "block_id stands twice");
        }
        const auto type = b.value("type", "");
        if (type == "section") {
            only(b, {"type", "block_id", "text", "fields", "accessory", "expand"}, at);
            if (!b.contains("text") && !b.contains("fields")) complain(at, "text or fields is needed");
            if (b.contains("text")) text_object(b["text"], 3000, false, at + "/text");
            if (b.contains("accessory")) element(b["accessory"], at + "/accessory");
        } else if (type == "actions") {
            only(b, {"type", "block_id", "elements"}, at);
            actions(b, at);
        } else if (type == "rich_text") {
            only(b, {"type", "block_id", "elements"}, at);
            rich_text(b, at);
        } else if (type == "context") {
            for (const auto& one : b.value("elements", json::array())) text_object(one, 3000, false, at);
        } else if (type == "header") {
            text_object(b.value("text", json()), 150, true, at + "/text");
        } else if (type != "divider") {
            complain(at, "unknown block " + type);
        }
    }

    void actions(const json& b, const std::string& at) {
        const auto elements = b.value("elements", json::array());
        if (elements.empty() || elements.size() > 25) complain(at, "1 to 25 elements");
        std::set<std::string> ids;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            const auto place = at + "/elements/" + std::to_string(i);
            element(elements[i], place);
            if (!ids.insert(elements[i].value("action_id", "")).second) complain(place, "action_id stands twice");
        }
    }

    void element(const json& e, const std::string& at) {
        if (!e.is_object()) return complain(at, "not an object");
        text_field(e, "action_id", 1, 255, at);
        const auto type = e.value("type", "");
        if (e.contains("placeholder")) text_object(e["placeholder"], 150, true, at + "/placeholder");
        if (type == "button") {
            only(e, {"type", "action_id", "text", "value", "url", "style", "accessibility_label", "confirm"}, at);
            text_object(e.value("text", json()), 75, true, at + "/text");
            if (e.contains("value")) text_field(e, "value", 1, 2000, at);
            if (e.contains("accessibility_label")) text_field(e, "accessibility_label", 1, 75, at);
            const auto style = e.value("style", "primary");
            if (style != "primary" && style != "danger") complain(at, "style " + style);
        } else if (type == "static_select" || type == "multi_static_select") {
            only(e, {"type", "action_id", "placeholder", "options", "option_groups", "max_selected_items"}, at);
            select(e, at);
            if (e.value("max_selected_items", 1) < 1) complain(at, "max_selected_items under 1");
        } else if (type == "overflow") {
            only(e, {"type", "action_id", "options"}, at);
            options(e.value("options", json()), 1, 5, at);
        } else if (type == "datepicker" || type == "users_select") {
            only(e, {"type", "action_id", "placeholder", "initial_date", "initial_user"}, at);
        } else {
            complain(at, "unknown element " + type);
        }
    }

    void select(const json& e, const std::string& at) {
        if (e.contains("options") == e.contains("option_groups")) return complain(at, "options or option_groups");
        if (e.contains("options")) return options(e["options"], 1, 100, at);
        const auto& groups = e["option_groups"];
        if (!groups.is_array() || groups.empty() || groups.size() > 100) return complain(at, "1 to 100 groups");
        for (const auto& group : groups) {
            text_object(group.value("label", json()), 75, true, at + "/label");
            options(group.value("options", json()), 1, 100, at);
        }
    }

    void options(const json& list, std::size_t least, std::size_t most, const std::string& at) {
        if (!list.is_array() || list.size() < least || list.size() > most)
            return complain(at, std::to_string(least) + " to " + std::to_string(most) + " options");
        for (const auto& one : list) {
            only(one, {"text", "value", "description"}, at);
            text_object(one.value("text", json()), 75, true, at + "/options/text");
            text_field(one, "value", 1, 150, at + "/options");
        }
    }

    void rich_text(const json& b, const std::string& at) {
        const auto parts = b.value("elements", json::array());
        if (parts.empty()) complain(at, "no elements");
        for (const auto& part : parts) {
            if (part.value("type", "") != "rich_text_section") complain(at, "unknown part");
            const auto leaves = part.value("elements", json::array());
            if (leaves.empty()) complain(at, "no leaves");
            for (const auto& leaf : leaves) {
                if (leaf.value("type", "") != "text") complain(at, "a leaf that is not text");
                text_field(leaf, "text", 1, 3000, at);
            }
        }
    }

    std::vector<std::string> problems_;
    std::set<std::string> block_ids_;
};

}  // namespace

std::vector<std::string> slack_problems(const json& arguments) {
    return checker().check(arguments);
}

}  // namespace waymark::testing
