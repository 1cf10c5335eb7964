#include "adapters/slack/envelope.hpp"

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "adapters/form_text.hpp"
#include "adapters/json_paths.hpp"
#include "adapters/slack/app_needs.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;

enum node : json_node { root = json_root, type, id, takes_answer, connections, reason, node_count };

constexpr std::array steps{
    json_step{root, "type", type},
    json_step{root, "envelope_id", id},
    json_step{root, "accepts_response_payload", takes_answer},
    json_step{root, "num_connections", connections},
    json_step{root, "reason", reason},
};

struct frame_values {
    std::string* text(json_node at) { return &values[at]; }
    void begin(json_node) {}
    std::array<std::string, node_count> values{};
};

envelope::kind kind_of(std::string_view name) {
    using kind = envelope::kind;
    if (name == "hello") return kind::hello;
    if (name == "disconnect") return kind::disconnect;
    if (name == "events_api") return kind::event;
    if (name == "interactive") return kind::interaction;
    if (name == "slash_commands") return kind::command;
    return kind::unknown;
}

/// Its strings as a form; anything else that stands there is left out.
std::string form_of(const std::string& object) {
    std::string out;
    const auto fields = json::parse(object);
    for (const auto& [name, value] : fields.items()) {
        if (!value.is_string()) continue;
        if (!out.empty()) out.push_back('&');
        out.append(form_encoded(name)).append("=").append(form_encoded(value.get_ref<const std::string&>()));
    }
    return out;
}

}  // namespace

std::optional<envelope> read_envelope(std::string_view text) {
    frame_values in;
    if (!read_json_paths(text, steps, in)) return std::nullopt;  // also: not too deep for what follows
    const auto& found = in.values;
    envelope out;
    out.is = kind_of(found[type]);
    out.id = found[id];
    out.takes_answer = found[takes_answer] == "true";
    out.connections = std::atoi(found[connections].c_str());
    out.reason = found[reason];
    const auto tree = json::parse(text, nullptr, false);
    if (tree.contains("payload")) out.payload = tree["payload"].dump();
    return out;
}

std::optional<posted> as_posted(const envelope& from) {
    if (from.payload.empty()) return std::nullopt;
    if (from.is == envelope::kind::event) return posted{events_path, from.payload};
    if (from.is == envelope::kind::interaction)
        return posted{interactions_path, "payload=" + form_encoded(from.payload)};
    if (from.is == envelope::kind::command) return posted{commands_path, form_of(from.payload)};
    return std::nullopt;
}

std::string acknowledgement(const envelope& of, const std::string& answer) {
    json out;
    out["envelope_id"] = of.id;
    if (of.takes_answer && !answer.empty()) {
        auto payload = json::parse(answer, nullptr, false);
        if (payload.is_object()) out["payload"] = std::move(payload);
    }
    return out.dump();
}

}  // namespace waymark::slack
