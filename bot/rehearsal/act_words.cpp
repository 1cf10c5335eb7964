#include "bot/rehearsal/act_words.hpp"

#include <variant>

namespace waymark::rehearsal {
namespace {

struct teller {
    const button_labels& known;

    std::string operator()(const inbound::said& it) const { return it.text; }
    std::string operator()(const inbound::edited& it) const { return "(changed to) " + it.text; }
    std::string operator()(const inbound::deleted&) const { return "(deleted)"; }
    std::string operator()(const inbound::chose& it) const {
        std::string out;
        for (const auto& one : it.values) {
            const auto label = known.find({it.control, one});
            out.append(out.empty() ? "" : ", ").append(label == known.end() ? one : label->second);
        }
        return out;
    }
    std::string operator()(const inbound::commanded& it) const { return it.text; }
    std::string operator()(const inbound::mentioned&) const { return "(mentioned the bot)"; }
    std::string operator()(const inbound::opened& it) const {
        return it.where == inbound::place::home ? "(opened their page)" : "(looked in)";
    }
    std::string operator()(const inbound::profile_changed& it) const {
        if (it.account == inbound::account_is::deactivated) return "(the account was closed)";
        if (it.account == inbound::account_is::without_app) return "(took the app out)";
        return it.zone ? "(now in " + *it.zone + ")" : "(changed the profile)";
    }
    std::string operator()(const inbound::app_removed&) const { return "(removed the bot)"; }
    std::string operator()(const inbound::submitted& it) const { return "(sent the form " + it.form + ")"; }
    std::string operator()(const inbound::form_closed&) const { return "(closed a form)"; }
    std::string operator()(const inbound::kept& it) const { return "(kept) " + it.text; }
    std::string operator()(const inbound::app_added&) const { return "(installed the bot)"; }
};

}  // namespace

std::string in_words(const inbound_content& act, const button_labels& known) {
    return std::visit(teller{known}, act);
}

}  // namespace waymark::rehearsal
