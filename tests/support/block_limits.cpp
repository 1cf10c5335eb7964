#include "tests/support/block_limits.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/block_elements.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

constexpr std::size_t view_bytes = 250'000;
constexpr std::size_t view_stack = 3;
const std::set<std::string> text_styles{"bold", "italic", "strike", "code", "underline"};

/// What each leaf of a rich_text block must say.
const std::map<std::string, std::string> leaves{{"text", "text"},
                                                {"link", "url"},
                                                {"user", "user_id"},
                                                {"channel", "channel_id"},
                                                {"usergroup", "usergroup_id"},
                                                {"team", "team_id"},
                                                {"emoji", "name"},
                                                {"broadcast", "range"},
                                                {"color", "value"}};

class checker : element_checker {
  public:
    std::vector<std::string> check(const json& arguments) {
        if (!arguments.is_object()) return {"not an object"};
        text_field(arguments, "channel", 1, 255, "/");
        if (arguments.contains("text")) text_field(arguments, "text", 1, 4000, "/");
        if (!arguments.contains("text") && !arguments.contains("blocks")) complain("/", "no_text");
        if (arguments.contains("blocks")) all_blocks(arguments["blocks"], 50);
        return std::move(problems);
    }

    std::vector<std::string> check_view(const json& view) {
        if (!view.is_object()) return {"not an object"};
        if (view.dump(-1, ' ', false, json::error_handler_t::replace).size() > view_bytes)
            complain("/", "view_too_large");
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
        for (const auto* name : {"clear_on_close", "notify_on_close"}) flag(view, name, "/");
        in_view_ = true;
        all_blocks(view.value("blocks", json()), 100);
        if (inputs_ > 0 && modal && !view.contains("submit")) complain("/submit", "is needed where there is a field");
        return std::move(problems);
    }

  private:
    void all_blocks(const json& blocks, std::size_t most) {
        if (!blocks.is_array()) return complain("/blocks", "not an array");
        if (blocks.size() > most) complain("/blocks", "more than " + std::to_string(most));
        if (in_view_ && blocks.empty()) complain("/blocks", "none");
        for (std::size_t i = 0; i < blocks.size(); ++i) block(blocks[i], "/blocks/" + std::to_string(i));
        if (focused > 1) complain("/blocks", "more than one element wants the cursor");
    }

    void block(const json& b, const std::string& at) {
        if (!b.is_object()) return complain(at, "not an object");
        if (b.contains("block_id")) {
            text_field(b, "block_id", 1, 255, at);
            if (b["block_id"].is_string() && !block_ids_.insert(b["block_id"].get<std::string>()).second)
                complain(at, "block_id stands twice");
        }
        const auto type = b.value("type", "");
        if (type == "section") return section(b, at);
        if (type == "actions") return actions(b, at);
        if (type == "rich_text") return rich_text(b, at);
        if (type == "context") return context(b, at);
        if (type == "input") return input(b, at);
        if (type == "header") {
            only(b, {"type", "block_id", "text"}, at);
            return text_object(b.value("text", json()), 150, true, at + "/text");
        }
        if (type == "divider") return only(b, {"type", "block_id"}, at);
        if (type != "image") return complain(at, "unknown block " + type);
        only(b, {"type", "block_id", "alt_text", "image_url", "slack_file", "title"}, at);
        if (b.contains("title")) text_object(b["title"], 2000, true, at + "/title");
        image(b, at);
    }

    void section(const json& b, const std::string& at) {
        only(b, {"type", "block_id", "text", "fields", "accessory", "expand"}, at);
        flag(b, "expand", at);
        if (!b.contains("text") && !b.contains("fields")) complain(at, "text or fields is needed");
        if (b.contains("text")) text_object(b["text"], 3000, false, at + "/text");
        if (b.contains("accessory")) element(b["accessory"], element_place::section, at + "/accessory");
        if (!b.contains("fields")) return;
        const auto& fields = b["fields"];
        if (!fields.is_array() || fields.empty() || fields.size() > 10) return complain(at, "1 to 10 fields");
        for (const auto& one : fields) text_object(one, 2000, false, at + "/fields");
    }

    void actions(const json& b, const std::string& at) {
        only(b, {"type", "block_id", "elements"}, at);
        const auto elements = b.value("elements", json::array());
        if (elements.empty() || elements.size() > 25) complain(at, "1 to 25 elements");
        std::set<std::string> ids;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            const auto place = at + "/elements/" + std::to_string(i);
            element(elements[i], element_place::actions, place);
            if (elements[i].is_object() && !ids.insert(elements[i].value("action_id", "")).second)
                complain(place, "action_id stands twice");
        }
    }

    void context(const json& b, const std::string& at) {
        only(b, {"type", "block_id", "elements"}, at);
        const auto elements = b.value("elements", json::array());
        if (elements.empty() || elements.size() > 10) complain(at, "1 to 10 elements");
        for (const auto& one : elements) {
            if (one.is_object() && one.value("type", "") == "image")
                image(one, at);
            else
                text_object(one, 3000, false, at);
        }
    }

    void input(const json& b, const std::string& at) {
        only(b, {"type", "block_id", "label", "hint", "optional", "dispatch_action", "element"}, at);
        text_object(b.value("label", json()), 2000, true, at + "/label");
        if (b.contains("hint")) text_object(b["hint"], 2000, true, at + "/hint");
        for (const auto* name : {"optional", "dispatch_action"}) flag(b, name, at);
        ++inputs_;
        element(b.value("element", json()), element_place::input, at + "/element");
    }

    void rich_text(const json& b, const std::string& at) {
        only(b, {"type", "block_id", "elements"}, at);
        const auto parts = b.value("elements", json::array());
        if (parts.empty()) complain(at, "no elements");
        for (const auto& part : parts) rich_part(part, at);
    }

    void rich_part(const json& part, const std::string& at) {
        if (!part.is_object()) return complain(at, "not an object");
        const auto type = part.value("type", "");
        const auto inside = part.value("elements", json::array());
        if (inside.empty()) complain(at, "no leaves");
        if (type == "rich_text_list") {
            only(part, {"type", "elements", "style", "indent", "border", "offset"}, at);
            const auto style = part.value("style", "");
            if (style != "bullet" && style != "ordered") complain(at, "style " + style);
            if (part.value("indent", 0) < 0 || part.value("indent", 0) > 8) complain(at, "indent is 0 to 8");
            for (const auto& one : inside)
                if (one.is_object() && one.value("type", "") == "rich_text_section")
                    rich_part(one, at);
                else
                    complain(at, "a list holds sections");
            return;
        }
        if (type != "rich_text_section" && type != "rich_text_quote" && type != "rich_text_preformatted")
            return complain(at, "unknown part " + type);
        only(part, {"type", "elements", "border"}, at);
        for (const auto& one : inside) leaf(one, at);
    }

    void leaf(const json& one, const std::string& at) {
        if (!one.is_object()) return complain(at, "not an object");
        const auto type = one.value("type", "");
        if (type == "date") {
            if (!one.contains("timestamp") || !one["timestamp"].is_number_integer()) complain(at, "no timestamp");
            return text_field(one, "format", 1, 3000, at);
        }
        const auto found = leaves.find(type);
        if (found == leaves.end()) return complain(at, "unknown leaf " + type);
        text_field(one, found->second.c_str(), 1, 3000, at);
        const auto& style = one.value("style", json::object());
        for (const auto& [name, on] : style.items())
            if (!text_styles.contains(name) || !on.is_boolean()) complain(at, "style " + name);
        if (type != "broadcast") return;
        const auto range = one.value("range", "");
        if (range != "here" && range != "channel" && range != "everyone") complain(at, "range " + range);
    }

    std::set<std::string> block_ids_;
    std::size_t inputs_ = 0;
    bool in_view_ = false;
};

bool is_field(const json& sent, const std::string& block_id) {
    const auto blocks = sent.value("blocks", json::array());
    return std::ranges::any_of(
        blocks, [&](const json& b) { return b.value("type", "") == "input" && b.value("block_id", "") == block_id; });
}

}  // namespace

std::vector<std::string> slack_problems(const json& arguments) {
    return checker().check(arguments);
}

std::vector<std::string> slack_view_problems(const json& view) {
    return checker().check_view(view);
}

std::vector<std::string> slack_answer_problems(const json& answer, const json& sent, std::size_t open) {
    if (!answer.is_object()) return {"not an object"};
    const auto act = answer.value("response_action", "");
    std::vector<std::string> out;
    if (act == "update" || act == "push") out = slack_view_problems(answer.value("view", json()));
    if (act == "push" && open >= view_stack) out.emplace_back("/: more than three views");
    if (act != "errors") {
        if (act != "update" && act != "push" && act != "clear") out.push_back("/response_action: " + act);
        return out;
    }
    const auto wrong = answer.value("errors", json::object());
    if (wrong.empty()) out.emplace_back("/errors: none");
    for (const auto& [field, words] : wrong.items()) {
        if (!is_field(sent, field)) out.push_back("/errors: there is no field " + field);
        if (!words.is_string() || words.get<std::string>().empty()) out.push_back("/errors/" + field + ": no words");
    }
    return out;
}

}  // namespace waymark::testing
