#include "adapters/playground/decode.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace waymark {
namespace {

using json = nlohmann::json;

constexpr std::size_t id_limit = 64;
constexpr std::size_t values_limit = 100;
constexpr span longest_jump = std::chrono::hours(24 * 366);

/// Reads the fields of one posted object and remembers the first that is not as it should be.
class fields {
  public:
    explicit fields(std::string_view body) : document_(json::parse(body, nullptr, false)) {
        if (!document_.is_object()) complain("The body must be one JSON object.");
    }

    [[nodiscard]] std::string text(const char* name, std::size_t limit) {
        if (refused_) return {};
        const auto found = document_.find(name);
        if (found == document_.end() || !found->is_string()) {
            complain("\"" + std::string(name) + "\" must be there, as text.");
            return {};
        }
        const auto& value = found->get_ref<const std::string&>();
        if (value.size() > limit) {
            complain("\"" + std::string(name) + "\" may have " + std::to_string(limit) + " bytes at most.", 413);
            return {};
        }
        return value;
    }

    /// Letters, digits and "-" only: such a text can stand in keys.
    [[nodiscard]] std::string id(const char* name) {
        auto value = text(name, id_limit);
        const auto plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        };
        if (!refused_ && (value.empty() || !std::ranges::all_of(value, plain)))
            complain("\"" + std::string(name) + "\" may have letters, digits and \"-\" only.");
        return value;
    }

    [[nodiscard]] std::vector<std::string> texts(const char* name) {
        std::vector<std::string> values;
        if (refused_) return values;
        const auto found = document_.find(name);
        if (found == document_.end() || !found->is_array() || found->size() > values_limit) {
            complain("\"" + std::string(name) + "\" must be a list of at most 100 texts.");
            return values;
        }
        for (const auto& value : *found) {
            if (!value.is_string() || value.get_ref<const std::string&>().size() > playground_text_limit) {
                complain("Everything in \"" + std::string(name) + "\" must be text.");
                return {};
            }
            values.push_back(value.get<std::string>());
        }
        return values;
    }

    void complain(std::string reason, unsigned status = 400) {
        if (!refused_) refused_ = playground_refusal{status, std::move(reason)};
    }
    [[nodiscard]] const std::optional<playground_refusal>& refused() const { return refused_; }

  private:
    json document_;
    std::optional<playground_refusal> refused_;
};

inbound_content content_of(std::string_view action, fields& of, std::string& message) {
    if (action == "say") {
        auto text = of.text("text", playground_text_limit);
        if (text.empty()) of.complain("There is nothing in this message yet.");
        return inbound::said{std::move(text)};
    }
    if (action == "edit") {
        message = of.id("message");
        auto text = of.text("text", playground_text_limit);
        if (text.empty()) return inbound::deleted{};
        return inbound::edited{std::move(text)};
    }
    if (action == "choose") {
        message = of.text("message", 300);
        auto control = of.text("control", 300);
        return inbound::chose{std::move(control), of.texts("values")};
    }
    inbound::profile_changed change;
    change.language = of.text("language", 35);
    return change;
}

playground_act event_of(std::string_view action, fields& of, const playground_settings& settings, instant now) {
    const auto user = of.text("person", id_limit);
    const auto id = of.id("id");
    inbound_event event;
    event.message = "playground/" + id;
    std::string about;
    event.what = content_of(action, of, about);
    if (action == "edit") event.message = "playground/" + about;
    if (action == "choose") event.message = about;
    const auto known = [&](const playground_person& one) { return one.user == user; };
    if (std::ranges::none_of(settings.people, known)) of.complain("Nobody here is called \"" + user + "\".", 404);
    if (const auto* change = std::get_if<inbound::profile_changed>(&event.what);
        change && std::ranges::count(settings.languages, change->language.value_or("")) == 0)
        of.complain("Waymark does not speak this language yet.");
    if (of.refused()) return *of.refused();
    event.key = "playground/" + settings.tenant.text + "/" + id;
    event.from = address{"playground", settings.tenant, user};
    event.at = now;
    return event;
}

}  // namespace

playground_act decode_playground(std::string_view action, std::string_view body, const playground_settings& settings,
                                 instant now) {
    fields of(body);
    if (of.refused()) return *of.refused();
    if (action == "clock") {
        const auto by = of.text("by", 20);
        const auto length = by == "next" ? span{} : parse_span(by).value_or(span{-1});
        if (length < span{} || length > longest_jump) of.complain("\"by\" must be \"next\", or a time such as \"1h\".");
        if (of.refused()) return *of.refused();
        return clock_wish{length};
    }
    if (action == "start") {
        auto flow = of.text("flow", 100);
        const auto known = [&](const playground_flow& one) { return one.name == flow; };
        if (std::ranges::none_of(settings.flows, known)) of.complain("There is no conversation of this name.", 404);
        if (of.refused()) return *of.refused();
        return start_wish{std::move(flow)};
    }
    return event_of(action, of, settings, now);
}

}  // namespace waymark
