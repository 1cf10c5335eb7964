#include "conversations/turn/strangers.hpp"

#include <algorithm>

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

void put_page(turn_work& work, person_state& who, const address& at, std::vector<text_run> text) {
    person_page page;
    page.language = language_of(work.book, who);
    page.sections = {{label_for(work, who, "page.title"), std::move(text), {}}};
    outbox_message row;
    row.key = {who.id.text + "/page/" + std::to_string(who.replies++)};
    row.kind = message_class::update;
    row.to = who.id;
    row.at = at;
    row.content = std::move(page);
    work.out.outbox.push_back(std::move(row));
}

}  // namespace

void answer_stranger(turn_work& work, const passed_by& what) {
    const auto& event = what.event;
    person_state who;  // for as long as this turn takes
    who.id = what.who;
    who.tenant = event.from.tenant;
    who.addresses = {event.from};
    if (const auto* of = nearest(work.book, event.from)) who.programme = of->id;
    if (const auto* look = std::get_if<inbound::opened>(&event.what)) {
        if (look->blank) put_page(work, who, event.from, whom_to_ask(work, who));
        return;
    }
    work.heard_from = event.from;
    work.surface = event.surface;
    reply(work, who, whom_to_ask(work, who));
    work.surface.clear();
}

void show_page_outside(turn_work& work, person_state& who, const address& at) {
    const auto& home = home_of(work.book, who);
    put_page(work, who, at, phrase_for(work, who, "page.outside", {{"programme", ours(home.title)}}));
}

}  // namespace waymark
