#include "conversations/turn/my_data.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "conversations/engine/shown_time.hpp"
#include "conversations/person/places.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/turn/old_words.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/where.hpp"

namespace waymark {
namespace {

using lines = std::vector<text_run>;

constexpr std::size_t longest_message = 2500;  // bytes; every platform shows that much in one piece

/// Gathers entries into messages, an entry in one piece where it fits.
class pages {
  public:
    void add(lines entry) {
        std::size_t size = 0;
        for (const auto& run : entry) size += run.text.size();
        if (size == 0) return;
        if (used_ > 0 && used_ + size > longest_message) turn_over();
        if (used_ > 0) put(ours("\n\n"));
        for (auto& run : entry) put(std::move(run));
    }
    std::vector<lines> all() {
        turn_over();
        return std::move(done_);
    }

  private:
    void put(text_run run) {
        while (used_ + run.text.size() > longest_message) {
            auto end = longest_message - used_;
            while (end > 0 && (static_cast<unsigned char>(run.text[end]) & 0xc0U) == 0x80) --end;  // inside a letter
            if (end > 0) page_.push_back({run.text.substr(0, end), run.from_person});
            run.text.erase(0, end);
            turn_over();
        }
        used_ += run.text.size();
        page_.push_back(std::move(run));
    }
    void turn_over() {
        if (!page_.empty()) done_.push_back(std::move(page_));
        page_ = {};
        used_ = 0;
    }

    std::vector<lines> done_;
    lines page_;
    std::size_t used_ = 0;
};

struct view {
    turn_work& work;
    const person_state& of;

    [[nodiscard]] lines say(std::string_view key, const fillings& with = {}) const {
        return phrase_for(work, of, key, with);
    }
    [[nodiscard]] text_run day(instant at) const { return ours(day_for(work, of, at)); }
    [[nodiscard]] text_run day(const std::optional<instant>& at) const { return at ? day(*at) : ours({}); }
};

std::string joined(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) out.append(out.empty() ? "" : ", ").append(one);
    return out;
}

/// "Teams 3a9f…", and, when there are several, which of them is in use.
std::string place(const view& in, const address& at) {
    auto out = place_for_reader(in.work, in.of, at.platform) + " " + at.user;
    const auto say = [&](std::string_view key) { return " (" + label_for(in.work, in.of, key) + ")"; };
    if (is_lost(in.of, at)) return out + say("data.place_lost");
    const auto* used = place_of(in.of);
    return in.of.addresses.size() > 1 && used != nullptr && *used == at ? out + say("data.place_used") : out;
}

lines profile(const view& in) {
    std::vector<std::string> places;
    for (const auto& one : in.of.addresses) places.push_back(place(in, one));
    return in.say("data.profile", {{"name", theirs(in.of.full_name.empty() ? name_of(in.of) : in.of.full_name)},
                                   {"places", theirs(joined(places))},
                                   {"zone", ours(zone_of(in.work.book, in.of))},
                                   {"language", ours(language_for(in.work, in.of, language_of(in.work.book, in.of)))}});
}

/// What was said for matching: nobody but whoever matches people sees it.
lines learning(const view& in) {
    const auto& said = in.of.profile;
    std::vector<std::string> parts;
    const auto as = said.takes_part_as;
    if (as == part_taken::mentor || as == part_taken::both) parts.push_back(label_for(in.work, in.of, "role.mentor"));
    if (as == part_taken::mentee || as == part_taken::both) parts.push_back(label_for(in.work, in.of, "role.mentee"));
    std::vector<std::string> languages;
    for (const auto& one : said.languages) languages.push_back(language_for(in.work, in.of, one));
    std::vector<std::string> others;
    for (const auto& one : said.not_with) others.push_back(one.text);
    return in.say("data.learning", {{"wants", theirs(joined(said.wants))},
                                    {"offers", theirs(joined(said.offers))},
                                    {"part", ours(joined(parts))},
                                    {"capacity", ours(said.capacity ? std::to_string(*said.capacity) : "")},
                                    {"languages", ours(joined(languages))},
                                    {"hours", ours(said.hours ? hours_text(*said.hours) : "")},
                                    {"not_with", theirs(joined(others))}});
}

/// The same minute twice is the whole day.
std::string hours_in(const view& in, const gate_settings& rules) {
    if (rules.quiet_to_minute == rules.quiet_from_minute) return label_for(in.work, in.of, "data.any_time");
    return texts_for(in.work.book, in.of)
        .say(language_of(in.work.book, in.of), "data.hours",
             {{"from", clock_text(rules.quiet_to_minute)}, {"to", clock_text(rules.quiet_from_minute)}});
}

/// Empty when there were none.
std::string messages_unasked(const person_state& person) {
    std::set<message_key> messages;
    for (const auto& one : person.sent) messages.insert(one.message);
    return messages.empty() ? std::string() : std::to_string(messages.size());
}

/// How they came, and whether they wait for a match.
lines membership_of(const view& in) {
    const auto& member = in.of.member;
    const fillings with{{"programme", ours(home_of(in.work.book, in.of).title)}, {"since", in.day(member.since)}};
    lines out;
    if (member.is == membership::kind::asked) out = in.say("data.asked", with);
    if (member.is == membership::kind::joined) out = in.say("data.joined", with);
    if (member.is == membership::kind::left) out = in.say("data.left", with);
    add_lines(out, in.say("data.no_match", {{"day", in.day(member.told_of_no_match)}}));
    return out;
}

lines settings(const view& in) {
    const bool silent = in.of.snoozed_until.value_or(in.work.now) > in.work.now;
    std::vector<std::string> kinds;
    for (const auto& kind : in.of.stopped_kinds) kinds.push_back(kind_title(in.work.book, kind, in.of));
    std::vector<std::string> partners;
    for (const auto& id : in.of.stopped_pairs)
        if (const auto* pair = find_pair(in.work, id)) partners.push_back(partner_name(in.work, *pair, in.of.id));
    const auto& rules = in.of.own_settings ? *in.of.own_settings : home_of(in.work.book, in.of).gate;
    auto out = in.say(in.of.stopped         ? "data.stopped"
                      : rules.per_week == 1 ? "data.writing_once"
                                            : "data.writing",
                      {{"per_week", ours(std::to_string(rules.per_week))}, {"when", ours(hours_in(in, rules))}});
    add_lines(out, in.say("data.silences", {{"snoozed", silent ? in.day(in.of.snoozed_until) : ours({})},
                                            {"kinds", ours(joined(kinds))},
                                            {"partners", theirs(joined(partners))},
                                            {"nudges", ours(messages_unasked(in.of))},
                                            {"newest", in.of.sent.empty() ? ours({}) : in.day(in.of.sent.back().at)}}));
    return out;
}

lines about_pair(const view& in, const pair_state& pair) {
    const auto& of = programme_of(in.work.book, pair);
    const auto language = language_of(in.work.book, in.of);
    const auto heard = pair.last_heard.find(in.of.id);
    std::vector<std::string> titles;
    for (const auto& talk : pair.running)
        if (const auto* script = in.work.book.flows.find(talk.flow);
            script != nullptr && !talk.over && concerns(in.work, talk, in.of.id))
            titles.push_back(title_of(in.work.book, *script, in.of));
    const auto rhythm = pair.rhythm == span::zero() ? of.rhythm : pair.rhythm;
    return in.say("data.pair",
                  {{"partner", theirs(partner_name(in.work, pair, in.of.id))},
                   {"programme", ours(of.title)},
                   {"role", ours(label_for(in.work, in.of, pair.mentor == in.of.id ? "role.mentor" : "role.mentee"))},
                   {"stage", ours(stage_for(in.work, in.of, pair.stage))},
                   {"stage_since", in.day(pair.stage_since)},
                   {"started", ours(start_day_for(in.work, in.of, pair))},
                   {"ends", in.day(pair.ends)},
                   {"paused", in.day(pair.paused_until)},
                   {"rhythm", ours(rhythm_in_words(texts_for(in.work.book, in.of), language, rhythm))},
                   {"meetings", ours(pair.met.empty() ? "" : std::to_string(pair.met.size()))},
                   {"heard", heard == pair.last_heard.end() ? ours({}) : in.day(heard->second)},
                   {"talks", ours(joined(titles))}});
}

std::string label_of(const view& in, const flow_step& step, const flow& script, const std::string& value) {
    const auto& options = step.ask->answer.options;
    const auto found = std::ranges::find(options, value, &answer_option::value);
    if (found == options.end()) return value;
    const auto language = language_of(in.work.book, in.of);
    if (found->label.empty()) return texts_for(in.work.book, in.of).say(language, "answer." + value);
    return in.work.book.flows.text(script, found->label, language, texts_for(in.work.book, in.of));
}

/// The flow as it was when this was answered is not known for talks that are over; its newest version is close enough
/// for the words of labels.
std::string shown(const view& in, const answer& one) {
    if (one.value.declined) return label_for(in.work, in.of, "data.declined");
    const auto* script = in.work.book.flows.newest(one.flow);
    const auto* step = script == nullptr ? nullptr : script->find_step(one.step);
    std::string out;
    for (const auto& item : one.value.items) {
        auto text = item;
        if (step != nullptr && step->ask) text = label_of(in, *step, *script, item);
        if (const auto day = parse_date(item); day && one.kind == answer_kind::date)
            text = day_in_words(texts_for(in.work.book, in.of), language_of(in.work.book, in.of), *day);
        out.append(out.empty() ? "" : "\n").append(text);
    }
    return out;
}

std::string_view audience_key(audience who, bool opened) {
    switch (who) {
        case audience::me:
            return "data.seen_by_me";
        case audience::partner:
            return "data.seen_by_partner";
        case audience::partner_after_both:
            return opened ? "data.seen_by_partner" : "data.sealed";
        case audience::programme:
            return "data.counted";
    }
    return "data.seen_by_me";
}

lines with_audience(const view& in, lines entry, const pair_state& pair, audience who, bool opened) {
    const auto partner = theirs(partner_name(in.work, pair, in.of.id));
    add_lines(entry, in.say(audience_key(who, opened), {{"partner", partner}}));
    return entry;
}

/// A text that is kept for the pair stands with the answer it was given in, unless there is none.
bool stands_with_an_answer(const pair_state& pair, const kept_text& kept) {
    return std::ranges::any_of(pair.answers, [&](const answer& one) {
        return one.author == kept.author && one.conversation == kept.conversation && one.keep_as == kept.kind;
    });
}

/// By day, and those of one day in the order of their talk.
std::vector<answer> own_answers(const view& in, const pair_state& pair) {
    std::multimap<std::tuple<std::chrono::year_month_day, std::string, std::ptrdiff_t>, answer> sorted;
    for (const auto& one : pair.answers) {
        if (one.author != in.of.id) continue;
        const auto* script = in.work.book.flows.newest(one.flow);
        const auto* step = script == nullptr ? nullptr : script->find_step(one.step);
        const auto place = step == nullptr ? 0 : step - script->steps.data();
        const auto day = to_local(one.at, zone_of(in.work.book, in.of)).day;
        sorted.emplace(std::tuple(day, one.conversation.text, place), one);
    }
    std::vector<answer> out;
    for (auto& [key, one] : sorted) out.push_back(std::move(one));
    return out;
}

void add_words(const view& in, const pair_state& pair, pages& to) {
    for (const auto& one : own_answers(in, pair)) {
        auto entry =
            in.say("data.answer",
                   {{"day", in.day(one.at)}, {"question", ours(one.label)}, {"answer", theirs(shown(in, one))}});
        // There is nothing to see of one that was left out.
        if (!one.value.declined) entry = with_audience(in, std::move(entry), pair, one.seen_by, one.opened);
        to.add(std::move(entry));
    }
    for (const auto& one : pair.kept) {
        if (one.author != in.of.id || stands_with_an_answer(pair, one)) continue;
        auto entry = in.say("data.kept", {{"day", in.day(one.at)},
                                          {"kind", ours(label_for(in.work, in.of, "kind." + one.kind))},
                                          {"text", theirs(one.text)}});
        to.add(with_audience(in, std::move(entry), pair, one.seen_by, one.opened));
    }
}

/// Nothing when nobody has looked.
lines looks(const view& in) {
    const auto mine = looks_that_concern(in.work, in.of);
    if (mine.empty()) return {};
    return in.say("data.looks", {{"count", ours(std::to_string(mine.size()))}, {"day", in.day(mine.back().at)}});
}

}  // namespace

std::vector<text_run> settings_in_words(turn_work& work, const person_state& of) {
    return settings({work, of});
}

void show_my_data(turn_work& work, person_state& of) {
    if (!work.is.history) {
        work.out.history_needed = true;  // this turn is taken once more
        return;
    }
    const view in{work, of};
    pages all;
    all.add(in.say("data.head"));
    all.add(profile(in));
    if (of.profile != learning_profile{}) all.add(learning(in));
    all.add(membership_of(in));
    all.add(settings(in));
    for (const auto& id : of.pairs) {
        const auto* pair = find_pair(work, id);
        if (pair == nullptr) continue;
        all.add(about_pair(in, *pair));
        add_words(in, *pair, all);
    }
    all.add(in.say("data.record"));
    all.add(looks(in));
    all.add(in.say("data.how_long", {{"days", ours(std::to_string(words_kept_after_end.count()))}}));
    all.add(in.say("data.end", {{"contact", theirs(home_of(work.book, of).contact_name)}}));
    for (auto& page : all.all()) reply(work, of, std::move(page));
}

}  // namespace waymark
