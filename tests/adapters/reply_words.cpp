#include "tests/adapters/reply_words.hpp"

namespace waymark {
namespace {

struct in_words {
    std::string operator()(const inbound::said& it) const { return "said <" + it.text + ">"; }
    std::string operator()(const inbound::edited& it) const { return "edited <" + it.text + ">"; }
    std::string operator()(const inbound::deleted&) const { return "deleted"; }
    std::string operator()(const inbound::chose& it) const {
        std::string out = "chose " + it.control + " [";
        for (const auto& value : it.values) out += (out.ends_with('[') ? "" : ", ") + value;
        return out + "]";
    }
    std::string operator()(const inbound::commanded& it) const { return "commanded <" + it.text + ">"; }
    std::string operator()(const inbound::mentioned&) const { return "mentioned"; }
    std::string operator()(const inbound::opened& it) const {
        return it.where == inbound::place::home ? "opened home" : "opened";
    }
    std::string operator()(const inbound::profile_changed& it) const {
        return "profile " + it.name.value_or("-") + " " + it.zone.value_or("-") + " " + it.language.value_or("-") +
               (it.account == inbound::account_is::deactivated ? " deactivated" : "") +
               (it.account == inbound::account_is::without_app ? " without_app" : "") +
               (it.account == inbound::account_is::active ? " active" : "");
    }
    std::string operator()(const inbound::app_removed&) const { return "app removed"; }
    std::string operator()(const inbound::submitted& it) const {
        std::string out = "submitted " + it.form;
        for (const auto& [field, values] : it.values) {
            out += " " + field + "=[";
            for (const auto& value : values) out += (out.ends_with('[') ? "" : ", ") + value;
            out += "]";
        }
        return out;
    }
    std::string operator()(const inbound::form_closed& it) const { return "closed " + it.form; }
    std::string operator()(const inbound::kept& it) const { return "kept <" + it.text + ">"; }
    std::string operator()(const inbound::app_added&) const { return "app added"; }
};

}  // namespace

std::string summary(const webhook_reply& reply) {
    auto out = std::to_string(reply.status) + " " + reply.counted_as + (reply.alarm ? "!" : "");
    for (const auto& event : reply.events) {
        out += " | " + (event.from.user.empty() ? "-" : event.from.user) + "@" + event.from.tenant.text + " ";
        out += (event.message.empty() ? "-" : event.message) + " " + std::visit(in_words{}, event.what);
        if (!event.surface.empty()) out += " in " + event.surface;
        out += " key " + event.key;
    }
    return out;
}

}  // namespace waymark
