#include "conversations/turn/strangers.hpp"

#include <algorithm>

#include "conversations/stable_hash.hpp"
#include "conversations/turn/home.hpp"

namespace waymark {
namespace {

/// A programme of this workspace: in whose language they are told, and whom they may ask. Null when there is none.
const programme* nearest(const script_book& book, const address& at) {
    const auto there = [&](const address& one) { return one.platform == at.platform && one.tenant == at.tenant; };
    for (const auto& [id, of] : book.programmes)
        for (const auto& one : of.people)
            if (std::ranges::any_of(one.addresses, there)) return &of;
    return nullptr;
}

std::vector<text_run> whom_to_ask(const turn_work& work, const person_state& who) {
    const auto& home = home_of(work.book, who);
    if (home.title.empty()) return phrase_for(work, who, "stranger.no_programme");
    return phrase_for(work, who, "stranger.programme",
                      {{"programme", ours(home.title)}, {"contact", theirs(home.contact_name)}});
}

void put_short_page(turn_work& work, person_state& who, const address& at, std::vector<text_run> text) {
    person_page page;
    page.language = language_of(work.book, who);
    page.sections = {{label_for(work, who, "page.title"), std::move(text), {}}};
    put_page_at(work, who, at, std::move(page));
}

}  // namespace

bool asks_for_something(const inbound_event& event) {
    const auto& what = event.what;
    return std::holds_alternative<inbound::said>(what) || std::holds_alternative<inbound::commanded>(what) ||
           std::holds_alternative<inbound::mentioned>(what) || std::holds_alternative<inbound::chose>(what) ||
           std::holds_alternative<inbound::submitted>(what) || std::holds_alternative<inbound::kept>(what);
}

std::optional<person_id> passer_by(const inbound_event& event) {
    const auto* look = std::get_if<inbound::opened>(&event.what);
    const bool sees_nothing = look != nullptr && look->where == inbound::place::home && look->blank;
    if (event.from.user.empty() || !(asks_for_something(event) || sees_nothing)) return std::nullopt;
    return person_id{"?" + std::to_string(stable_hash(event.key))};  // no person's id begins so
}

void answer_stranger(turn_work& work, const passed_by& what) {
    const auto& event = what.event;
    person_state who;  // for as long as this turn takes
    who.id = what.who;
    who.tenant = event.from.tenant;
    who.addresses = {event.from};
    if (const auto* of = nearest(work.book, event.from)) who.programme = of->id;
    if (const auto* look = std::get_if<inbound::opened>(&event.what)) {
        if (look->blank) put_short_page(work, who, event.from, whom_to_ask(work, who));
        return;
    }
    work.heard_from = event.from;
    work.surface = event.surface;
    reply(work, who, whom_to_ask(work, who));
    work.surface.clear();
}

void show_page_outside(turn_work& work, person_state& who, const address& at) {
    const auto& home = home_of(work.book, who);
    put_short_page(work, who, at, phrase_for(work, who, "page.outside", {{"programme", ours(home.title)}}));
}

}  // namespace waymark
