#include "conversations/turn/home.hpp"

#include <algorithm>

#include "conversations/engine/shown_time.hpp"
#include "conversations/forms.hpp"
#include "conversations/person/places.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/stable_hash.hpp"
#include "conversations/turn/help.hpp"
#include "conversations/turn/my_data.hpp"
#include "conversations/turn/silence.hpp"
#include "conversations/turn/talks.hpp"
#include "conversations/turn/why.hpp"

namespace waymark {
namespace {

constexpr std::size_t most_usual_things = 5;

control buttons(std::string id, std::vector<option> options) {
    control out;
    out.id = std::move(id);
    out.options = std::move(options);
    return out;
}

struct page_maker {
    turn_work& work;
    const person_state& of;
    person_page page{};

    [[nodiscard]] std::vector<text_run> say(std::string_view key, const fillings& with = {}) const {
        return phrase_for(work, of, key, with);
    }
    [[nodiscard]] std::string label(std::string_view key) const { return label_for(work, of, key); }
    [[nodiscard]] text_run day(const std::optional<instant>& at) const {
        return ours(at ? day_for(work, of, *at) : std::string());
    }
    page_section& add(std::string heading, std::vector<text_run> text) {
        return page.sections.emplace_back(page_section{std::move(heading), std::move(text), {}});
    }

    void greeting() {
        const auto& home = home_of(work.book, of);
        const bool silent = of.snoozed_until.value_or(work.now) > work.now;
        auto text = say("page.hello", {{"name", theirs(name_of(of))}, {"programme", ours(home.title)}});
        if (of.stopped) add_lines(text, say("page.stopped"));
        if (!of.stopped && silent) add_lines(text, say("page.silent", {{"day", day(of.snoozed_until)}}));
        if (of.pairs.empty() || pairs_of(work, of).empty()) add_lines(text, say("page.no_pair"));
        auto& top = add(label("page.title"), std::move(text));
        if (of.stopped || silent)
            top.controls.push_back(buttons(std::string(page_mark) + "start", {{"start", label("page.start")}}));
    }

    /// A day they have named themselves, or about when the next meeting would be.
    fillings next_meeting(const pair_state& pair) const {
        const auto today = to_local(work.now, zone_of(work.book, of)).day;
        for (auto one = pair.answers.rbegin(); one != pair.answers.rend(); ++one) {
            if (one->author != of.id || one->flow != "meeting_check" || one->step != "on_day") continue;
            const auto day = one->value.items.empty() ? std::nullopt : parse_date(one->value.items.front());
            if (day && *day >= today)
                return {{"next", ours(day_in_words(texts_for(work.book, of), language_of(work.book, of), *day))}};
            break;
        }
        const auto rhythm = pair.rhythm == span::zero() ? programme_of(work.book, pair).rhythm : pair.rhythm;
        const auto last = pair.met.empty() ? pair.started : *std::ranges::max_element(pair.met);
        return {{"about", last + rhythm > work.now ? day(last + rhythm) : ours({})}};
    }

    /// The newest goal that this person may see.
    std::string goal(const pair_state& pair) const {
        const auto found = std::ranges::find_if(pair.kept.rbegin(), pair.kept.rend(), [&](const kept_text& one) {
            return one.kind == "goal" && (one.author == of.id || one.opened);
        });
        return found == pair.kept.rend() ? std::string() : found->text;
    }

    /// Conversations with a question that is open for them; each with the title under which it is known.
    std::vector<option> waiting(const pair_state& pair) const {
        std::vector<option> out;
        for (const auto& talk : pair.running) {
            const auto* own = talk.over ? nullptr : lane_of(talk, of.id);
            const auto* script = work.book.flows.find(talk.flow);
            if (own == nullptr || own->is != lane::phase::asking || script == nullptr) continue;
            out.push_back({talk.id.text, title_of(work.book, *script, of)});
        }
        return out;
    }

    std::vector<option> usual_things(const pair_state& pair) const {
        std::vector<option> out;
        for (const auto* one : work.book.flows.all()) {
            if (work.book.flows.newest(one->ref.name) != one || one->words.empty()) continue;
            if (!words_fit(*one, pair) || out.size() == most_usual_things) continue;
            out.push_back({pair.id.text + "|" + one->ref.name, title_of(work.book, *one, of)});
        }
        return out;
    }

    void about(const pair_state& pair) {
        const auto partner = theirs(partner_name(work, pair, of.id));
        const bool rests = pair.paused_until.value_or(work.now) > work.now;
        auto with = next_meeting(pair);
        with["goal"] = theirs(goal(pair));
        with["stage"] = ours(stage_for(work, of, pair.stage));
        with["ends"] = day(pair.ends);
        with["met"] = pair.met.empty() ? ours({}) : day(*std::ranges::max_element(pair.met));
        with["paused"] = rests ? day(pair.paused_until) : ours({});
        auto& own = add(plain(say("page.you_and", {{"partner", partner}})), say("page.pair", with));
        const auto open = waiting(pair);
        if (!open.empty()) {
            add_lines(own.text, say("page.waits"));
            own.controls.push_back(buttons(std::string(form_mark) + "answer", open));
        }
        if (auto usual = usual_things(pair); !usual.empty())
            own.controls.push_back(buttons(std::string(form_mark) + "begin", std::move(usual)));
    }

    void settings() {
        auto& own = add(label("page.settings"), settings_in_words(work, of));
        own.controls.push_back(
            buttons(std::string(form_mark) + std::string(settings_form), {{"open", label("form.open.settings")}}));
        own.controls.push_back(
            buttons(std::string(form_mark) + std::string(profile_form), {{"open", label("form.open.profile")}}));
        own.controls.push_back(
            buttons(std::string(page_mark) + "ask",
                    {{"why", label("page.why")}, {"data", label("page.data")}, {"help", label("page.help")}}));
    }

    void health(const programme_health& one) {
        const auto found = work.book.programmes.find(one.programme);
        if (found == work.book.programmes.end()) return;
        std::vector<text_run> text;
        if (one.held) add_lines(text, say("page.held"));
        const auto as_of = parse_date(one.when);
        if (as_of)
            add_lines(text,
                      say("page.as_of",
                          {{"day", ours(day_in_words(texts_for(work.book, of), language_of(work.book, of), *as_of))}}));
        for (const auto& part : one.stages)
            if (part.pairs)
                add_lines(text, say("page.stage", {{"stage", ours(stage_for(work, of, part.stage))},
                                                   {"pairs", ours(std::to_string(*part.pairs))}}));
        add_lines(text, say(as_of ? "page.groups" : "page.too_few"));
        add_lines(text, say("page.report", {{"address", ours(one.report)}}));
        auto& own = add(plain(say("page.programme", {{"programme", ours(found->second.title)}})), std::move(text));
        const std::string act = one.held ? "release" : "hold";
        own.controls.push_back(buttons(std::string(page_mark) + act, {{one.programme.text, label("page." + act)}}));
    }

    static std::string plain(const std::vector<text_run>& text) {
        std::string out;
        for (const auto& run : text) out += run.text;
        return out;
    }
};

bool runs_a_programme(const turn_work& work, const person_state& who) {
    return std::ranges::any_of(work.book.programmes, [&](const auto& one) { return one.second.contact == who.id; });
}

bool all_at_hand(turn_work& work, const person_state& who) {
    return std::ranges::all_of(who.pairs, [&](const pair_id& id) {
        const auto* pair = find_pair(work, id);
        return pair != nullptr && find_person(work, pair->partner_of(who.id)) != nullptr;
    });
}

void put_page(turn_work& work, person_state& who, const std::vector<programme_health>& health) {
    page_maker maker{work, who};
    maker.page.language = language_of(work.book, who);
    maker.greeting();
    for (const auto* pair : pairs_of(work, who)) maker.about(*pair);
    for (const auto& one : health) maker.health(one);
    maker.settings();
    message_content content = std::move(maker.page);
    auto hash = std::to_string(stable_hash(encode_content(content)));
    if (hash == who.page_shown) return;
    who.page_shown = std::move(hash);
    put_page_at(work, who, *who.page_at, std::move(content));
}

bool has_page(const person_state& who) {
    return who.page_at && !who.leaving && !is_lost(who, *who.page_at) &&
           std::ranges::count(who.addresses, *who.page_at) > 0;
}

void hold(turn_work& work, person_state& from, const programme_id& which, bool on) {
    const auto found = work.book.programmes.find(which);
    if (found == work.book.programmes.end() || found->second.contact != from.id)
        return reply(work, from, "question.closed");
    work.out.holds.push_back({which, on});
    reply(work, from, on ? "page.held_now" : "page.released_now", {{"programme", ours(found->second.title)}});
}

}  // namespace

void put_page_at(turn_work& work, person_state& who, const address& at, message_content page) {
    outbox_message row;
    row.key = {who.id.text + "/page/" + std::to_string(who.replies++)};
    row.kind = message_class::update;
    row.to = who.id;
    row.at = at;
    row.content = std::move(page);
    work.out.outbox.push_back(std::move(row));
}

void open_page(turn_work& work, person_state& who, const address& at, bool blank) {
    if (who.page_at != at || blank) who.page_shown.clear();
    who.page_at = at;
    if (runs_a_programme(work, who)) work.out.pages_wanted.insert(who.id);  // its counts may be old
}

void refresh_pages(turn_work& work) {
    for (auto& [id, who] : work.is.people) {
        if (!has_page(who)) continue;
        const auto was = work.before.people.find(id);
        const bool changed = was == work.before.people.end() || was->second != who;
        if (!all_at_hand(work, who) || (changed && runs_a_programme(work, who)))
            work.out.pages_wanted.insert(id);
        else if (!runs_a_programme(work, who))
            put_page(work, who, {});
    }
}

void refresh_page(turn_work& work, const page_wanted& what) {
    auto* who = find_person(work, what.who);
    if (who != nullptr && what.lost)
        who->page_shown.clear();
    else if (who != nullptr && has_page(*who))
        put_page(work, *who, what.health);
}

void take_page_button(turn_work& work, person_state& from, std::string_view what, const std::string& value) {
    if (what == "start") return start_writing(work, from);
    if (what == "hold" || what == "release") return hold(work, from, {value}, what == "hold");
    if (value == "why") return say_why(work, from);
    if (value == "data") return show_my_data(work, from);
    say_help(work, from);
}

}  // namespace waymark
