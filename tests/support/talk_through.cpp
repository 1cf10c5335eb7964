#include "tests/support/talk_through.hpp"

#include <algorithm>
#include <optional>

#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

constexpr int most_answers = 60;
constexpr int most_quiet_days = 30;
constexpr auto open_modal = "V1";

struct open_one {
    std::optional<control> with;
    answer_kind kind = answer_kind::text;
    std::string label;
};

/// The question that waits for this person in that conversation.
std::optional<open_one> open_for(const stage& here, const person_id& who, const std::string& flow) {
    for (const auto& talk : here.pair().running) {
        if (talk.over || talk.flow.name != flow) continue;
        for (const auto& lane : talk.lanes) {
            if (lane.person != who || lane.is != lane::phase::asking || lane.ask_keys.empty()) continue;
            const auto at =
                std::ranges::find(here.lines, lane.ask_keys.back(), [](const stage::line& one) { return one.row.key; });
            const auto* step = here.book.flows.find(talk.flow)->find_step(lane.step);
            if (at == here.lines.end() || step == nullptr) continue;
            return open_one{std::get<outgoing>(at->row.content).ask, step->ask->answer.kind, {}};
        }
    }
    return {};
}

void choose(stage& here, const person_id& who, const open_one& open, const way_to_answer& how) {
    const auto& options = open.with->options;
    const auto& one = how.last_option ? options.back() : options.front();
    here.does(who, inbound::chose{open.with->id, {one.value}});
}

void answer_it(stage& here, const person_id& who, const open_one& open, const way_to_answer& how) {
    switch (open.kind) {
        case answer_kind::choice:
        case answer_kind::yes_no:
        case answer_kind::scale:
        case answer_kind::several:
            return choose(here, who, open, how);
        case answer_kind::date: {
            const auto day = to_local(here.now + std::chrono::days(20), "Europe/Madrid").day;
            return here.does(who, inbound::chose{open.with->id, {date_text(day)}});
        }
        case answer_kind::number:
            return here.says(who, "3");
        case answer_kind::person:
            return here.does(who, inbound::chose{open.with->id, {"Ucy"}});
        case answer_kind::text:
        case answer_kind::long_text:
        case answer_kind::list:
            return here.says(who, how.words);
    }
}

bool runs(const stage& here, const std::string& flow) {
    return std::ranges::any_of(here.pair().running,
                               [&](const conversation& one) { return !one.over && one.flow.name == flow; });
}

}  // namespace

void talk_through(stage& here, const std::string& flow, const way_to_answer& how) {
    here.starts(flow);
    int quiet_days = 0;
    for (int answers = 0; runs(here, flow) && answers < most_answers && quiet_days < most_quiet_days;) {
        const auto before = answers;
        for (const auto& who : {here.ann, here.bo})
            if (const auto open = open_for(here, who, flow)) {
                answer_it(here, who, *open, how);
                ++answers;
            }
        if (answers > before) continue;
        here.pass(std::chrono::days(1));
        ++quiet_days;
    }
}

void look_around(stage& here) {
    for (const auto& who : {here.ann, here.bo}) {
        for (const auto key : always_words) {
            if (key == "word.forget" || key == "word.leave_list") continue;  // nobody is there afterwards
            const auto* words = here.book.texts.find(here.person(who).language, key);
            here.says(who, words->substr(0, words->find('|')));
        }
        const auto* start = here.book.texts.find(here.person(who).language, "word.start");
        here.says(who, start->substr(0, start->find('|')));
        here.does(who, inbound::opened{inbound::place::home});
        for (const char* form : {"settings", "profile"})
            here.does_in(open_modal, who, inbound::chose{std::string(form_mark) + form, {"open"}});
    }
}

}  // namespace waymark
