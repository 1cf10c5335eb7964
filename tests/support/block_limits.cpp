#include "tests/support/block_limits.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

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
        all_blocks(arguments["blocks"], 50);
        return std::move(problems_);
    }

    std::vector<std::string> check_view(const json& view) {
        if (!view.is_object()) return {"not an object"};
        if (view.dump().size() > 250'000) complain("/", "view_too_large");
        const auto type = view.value("type", "");
        const bool modal = type == "modal";
        std::set<std::string> known{"type", "blocks", "private_metadata", "callback_id", "external_id"};
        if (modal) known.insert({"title", "submit", "close", "clear_on_close", "notify_on_close"});
        only(view, known, "/");
        if (!modal && type != "home") complain("/type", "unknown view " + type);
        if (view.contains("private_metadata")) text_field(view, "private_metadata", 0, 3000, "/");
        for (const auto* id : {"callback_id", "external_id"})
            if (view.contains(id)) text_field(view, id, 1, 255, "/");
        if (modal) text_object(view.value("title", json()), 24, true, "/title");
        for (const auto* name : {"submit", "close"})
            if (view.contains(name)) text_object(view[name], 24, true, std::string("/") + name);
        in_view_ = true;
        all_blocks(view.value("blocks", json()), 100);
        if (inputs_ > 0 && modal && !view.contains("submit")) complain("/submit", "is needed where there is a field");
        return std::move(problems_);
    }

  private:
    void all_blocks(const json& blocks, std::size_t most) {
        if (!blocks.is_array()) return complain("/blocks", "not an array");
        if (blocks.size() > most) complain("/blocks", "more than " + std::to_string(most));
        if (in_view_ && blocks.empty()) complain("/blocks", "none");
        for (std::size_t i = 0; i < blocks.size(); ++i) block(blocks[i], "/blocks/" + std::to_string(i));
    }

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
        } else if (type == "input") {
            only(b, {"type", "block_id", "label", "hint", "optional", "dispatch_action", "element"}, at);
            text_object(b.value("label", json()), 2000, true, at + "/label");
            if (b.contains("hint")) text_object(b["hint"], 2000, true, at + "/hint");
            ++inputs_;
            field(b.value("element", json()), at + "/element");
        } else if (type != "divider") {
            complain(at, "unknown block " + type);
        }
    }

    /// What stands in an input block.
    void field(const json& e, const std::string& at) {
        const auto type = e.value("type", "");
        if (type == "button" || type == "overflow") return complain(at, type + " is no field");
        element(e, at);
    }

    static bool is_like(const std::string& text, std::string_view shape) {
        if (text.size() != shape.size()) return false;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
        return true;
    }

    void written_in(const json& e, const std::string& type, const std::string& at) {
        if (type == "plain_text_input") {
            only(e,
                 {"type", "action_id", "placeholder", "initial_value", "multiline", "min_length", "max_length",
                  "dispatch_action_config", "focus_on_load"},
                 at);
            const auto most = e.value("max_length", 3000);
            if (most < 1 || most > 3000) complain(at, "max_length is 1 to 3000");
            if (e.contains("initial_value")) text_field(e, "initial_value", 0, static_cast<std::size_t>(most), at);
        } else {
            only(e,
                 {"type", "action_id", "placeholder", "is_decimal_allowed", "min_value", "max_value", "initial_value",
                  "focus_on_load"},
                 at);
            if (!e.contains("is_decimal_allowed")) complain(at, "is_decimal_allowed is needed");
            for (const auto* name : {"min_value", "max_value", "initial_value"})
                if (e.contains(name)) text_field(e, name, 1, 30, at);
        }
    }

    void initial_options(const json& e, const std::string& at) {
        json all = e.value("options", json::array());
        for (const auto& group : e.value("option_groups", json::array()))
            for (const auto& one : group.value("options", json::array())) all.push_back(one);
        json chosen = e.value("initial_options", json::array());
        if (e.contains("initial_options") && chosen.empty()) complain(at, "initial_options is empty");
        if (e.contains("initial_option")) chosen.push_back(e["initial_option"]);
        for (const auto& one : chosen)
            if (std::find(all.begin(), all.end(), one) == all.end()) complain(at, "an initial option that is none");
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
            only(e,
                 {"type", "action_id", "placeholder", "options", "option_groups", "max_selected_items",
                  type == "static_select" ? "initial_option" : "initial_options"},
                 at);
            select(e, at);
            initial_options(e, at);
            if (e.value("max_selected_items", 1) < 1) complain(at, "max_selected_items under 1");
        } else if (type == "overflow") {
            only(e, {"type", "action_id", "options"}, at);
            options(e.value("options", json()), 1, 5, at);
        } else if (type == "datepicker" || type == "users_select") {
            only(e, {"type", "action_id", "placeholder", type == "datepicker" ? "initial_date" : "initial_user"}, at);
            if (e.contains("initial_date") && !is_like(e["initial_date"].get<std::string>(), "0000-00-00"))
                complain(at, "initial_date is YYYY-MM-DD");
        } else if (type == "timepicker") {
            only(e, {"type", "action_id", "placeholder", "initial_time", "timezone"}, at);
            if (e.contains("initial_time") && !is_like(e["initial_time"].get<std::string>(), "00:00"))
                complain(at, "initial_time is HH:mm");
        } else if (type == "plain_text_input" || type == "number_input") {
            written_in(e, type, at);
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
    std::size_t inputs_ = 0;
    bool in_view_ = false;
};

}  // namespace

std::vector<std::string> slack_problems(const json& arguments) {
    return checker().check(arguments);
}

std::vector<std::string> slack_view_problems(const json& view) {
    return checker().check_view(view);
}

}  // namespace waymark::testing
