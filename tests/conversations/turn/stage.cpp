#include "tests/conversations/turn/stage.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "conversations/erasure.hpp"
#include "conversations/language/flow_reader.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/stable_hash.hpp"
#include "conversations/turn/timers.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

script_book read_shipped() {
    const fs::path root = fs::path(WAYMARK_SOURCE_DIR) / "conversations";
    script_book book;
    std::vector<diagnostic> problems;
    for (const auto& file : fs::directory_iterator(root / "flows"))
        if (file.path().extension() == ".yaml")
            book.flows.add(read_flow(file.path().string(), content(file.path()), problems).value());
    for (const auto& file : fs::recursive_directory_iterator(root / "texts")) {
        if (file.path().extension() != ".yaml") continue;
        const auto language = file.path().parent_path().filename().string();
        if (file.path().stem() == "bot") {
            book.texts.add(language, read_phrases(file.path().string(), content(file.path()), problems).value());
            continue;
        }
        const auto texts = read_translation(file.path().string(), content(file.path()), problems).value();
        std::map<std::string, std::string> by_key;
        for (const auto& [key, entry] : texts.entries) by_key.emplace(key, entry.text);
        book.flows.add_texts(book.flows.newest(texts.flow)->ref, language, std::move(by_key));
    }
    return book;
}

programme_person somebody(const std::string& id, const std::string& first, const std::string& last) {
    programme_person one;
    one.id = {id};
    one.first_name = first;
    one.full_name = first + " " + last;
    one.addresses = {{"slack", {"T0"}, "U" + id}};
    return one;
}

nudge_rule rule(const script_book& book, const std::string& id, const std::string& flow, const std::string& to,
                const std::string& reason) {
    nudge_rule one;
    one.id = id;
    one.start = book.flows.newest(flow)->ref;
    one.roles = book.flows.newest(flow)->people;
    one.to = to;
    one.reason["en"] = reason;
    return one;
}

programme open_doors(const script_book& book) {
    programme of;
    of.id = {"open-doors"};
    of.title = "Open Doors";
    of.zone = "Europe/Madrid";
    of.contact = {"dora"};
    of.contact_name = "Dora";
    of.people = {somebody("ann", "Ann", "Arden"), somebody("bo", "Bo", "Berg"), somebody("cy", "Cy", "Cole"),
                 somebody("dora", "Dora", "Diaz")};
    auto goal =
        rule(book, "first_goal", "smart_goal", "both", "Your pair has started, and a goal gives it a direction.");
    goal.when.stages = {"groundwork"};
    goal.when.length = std::chrono::days(3);
    auto drift =
        rule(book, "drift", "drift_question", "waiting_person", "It has been quiet between you two for a while.");
    drift.when.is = trigger::moment::silent_for;
    drift.when.stages = {"growing"};
    drift.when.rhythms = 1.5;
    auto closing = rule(book, "the_end", "closing", "both", "Your time together ends in six weeks.");
    closing.when.is = trigger::moment::before_end;
    closing.when.length = std::chrono::days(42);
    closing.reason["es"] = "Vuestro tiempo juntos termina en seis semanas.";
    of.nudges = {goal, drift, closing};
    return of;
}

/// What was read back, which must be what was written: then the turn is the same with either.
template <class State>
State read_back(const State& written, State read) {
    if (read != written) throw std::logic_error(written.id.text + " is not the same after reading it back");
    return read;
}

bool is_in_chat(const outbox_message& row) {
    return !std::holds_alternative<person_page>(row.content) && !std::holds_alternative<input_form>(row.content);
}

std::string shown(const outbox_message& row) {
    if (const auto* choice = std::get_if<settled>(&row.content)) return "[x] " + choice->chosen;
    const auto& message = std::get<outgoing>(row.content);
    auto text = plain_text(message);
    if (message.ask)
        for (const auto& one : message.ask->options) text += " [" + one.label + "]";
    return text;
}

}  // namespace

void forget(world& all, const person_id& who) {
    const auto mark = [](const std::string& text) { return std::to_string(stable_hash(text)); };
    const auto of = traces_of(all.people.at(who), all.pairs, mark);
    all.people.erase(who);
    for (auto& [id, person] : all.people) take_out(of, person);
    for (const auto& [id, later] : of.pairs) {
        auto rest = all.pairs.extract(id).mapped();
        take_out(of, rest, instant());
        all.pairs.emplace(later, std::move(rest));
    }
}

const script_book& shipped_scripts() {
    static const script_book book = read_shipped();
    return book;
}

instant in_madrid(const char* date, int hour, int minute) {
    return from_local(parse_date(date).value(), hour * 60 + minute, "Europe/Madrid");
}

stage::stage() : book(shipped_scripts()), now(in_madrid("2026-06-02", 11)) {
    auto of = open_doors(book);
    of.pairs = {{{"p1"}, ann, bo, {}, {}}};
    book.programmes.emplace(of.id, std::move(of));
    const auto& ours = the_programme();
    store(enrol(book, ours, ours.pairs.front(), {}, now), pair_id{"p1"});
    store(enrol_one(book, ours, ours.people.back(), {}, now), dora);
}

void stage::add_cy() {
    enrols({{"p2"}, ann, cy, {}, {}});
}

void stage::enrols(const programme_pair& pair) {
    the_programme().pairs.push_back(pair);
    store(enrol(book, the_programme(), pair, all, now), pair.id);
}

world stage::load(const turn_owner& owner) const {
    world out;
    std::vector<pair_id> pairs;
    if (const auto* who = std::get_if<person_id>(&owner)) {
        if (!all.people.contains(*who)) return out;  // somebody new
        out.people.emplace(*who, all.people.at(*who));
        for (const auto& key : unsent)
            if (std::ranges::any_of(lines, [&](const line& one) { return one.row.key == key && one.row.to == *who; }))
                out.unsent.insert(key);
        pairs = all.people.at(*who).pairs;
    } else {
        pairs = {std::get<pair_id>(owner)};
    }
    for (const auto& id : pairs) {
        const auto& pair = all.pairs.at(id);
        out.pairs.emplace(id, read_back(pair, pair_from_json(json::parse(pair_to_json(pair).dump()))));
        for (const auto& who : {pair.mentor, pair.mentee}) {
            if (!all.people.contains(who)) continue;  // has left
            const auto& person = all.people.at(who);
            out.people.insert_or_assign(
                who, read_back(person, person_from_json(json::parse(person_to_json(person).dump()))));
        }
    }
    return out;
}

void stage::store(turn_outcome out, const turn_owner& owner) {
    std::erase_if(timers, [&](const auto& row) { return row.first.first <= now && row.second == owner; });
    for (const auto& one : out.people) all.people.insert_or_assign(one.id, one);
    for (const auto& one : out.pairs) all.pairs.insert_or_assign(one.id, one);
    for (const auto& one : out.answers_dropped) answer_rows.erase({one.conversation, one.step, one.author});
    for (const auto& one : out.answers_kept) answer_rows[{one.conversation, one.step, one.author}] = one;
    for (const auto& one : out.timers) {
        if (one.was) timers.erase({*one.was, one.key});
        if (one.is) timers.insert_or_assign({*one.is, one.key}, one.owner);
    }
    for (const auto& key : out.taken_back)
        if (unsent.erase(key) > 0) std::erase_if(lines, [&](const line& one) { return one.row.key == key; });
    for (const auto& row : out.outbox) {
        const auto same = std::ranges::find(lines, row.key, [](const line& one) { return one.row.key; });
        if (same != lines.end()) {  // a store ignores it, so it must not be anything new
            if (same->row.content != row.content) throw std::logic_error("two messages are called " + row.key.text);
            continue;
        }
        lines.push_back({now, row});
        if (sending_waits && row.kind == message_class::nudge) unsent.insert(row.key);
    }
    for (const auto& who : out.forgotten) forget(all, who);
    std::erase_if(timers, [&](const auto& row) {
        const auto* pair = std::get_if<pair_id>(&row.second);
        return pair != nullptr && !all.pairs.contains(*pair);
    });
    log.insert(log.end(), out.log.begin(), out.log.end());
    last = std::move(out);
}

void stage::take(const turn_owner& owner, const stimulus& what) {
    auto before = load(owner);
    auto out = take_turn(book, before, what, now);
    if (!out.also_needed.empty() || out.history_needed) {
        if (out.history_needed) {
            before.history.emplace();
            before.looks = looks;
            for (const auto& line : log)
                if (const auto* who = std::get_if<person_id>(&owner);
                    who != nullptr && line.about == "person/" + who->text)
                    before.history->push_back(line);
        }
        for (const auto& who : out.also_needed)
            if (all.people.contains(who)) before.people.emplace(who, all.people.at(who));
        out = take_turn(book, before, what, now);
    }
    store(std::move(out), owner);
}

void stage::does(const person_id& who, inbound_content what, const std::string& message) {
    does_at(all.people.at(who).addresses.front(), who, std::move(what), message);
}

void stage::does_at(const address& from, const person_id& who, inbound_content what, const std::string& message) {
    heard event;
    event.who = who;
    event.event.key = "event/" + std::to_string(++events_);
    event.event.from = from;
    event.event.at = now;
    event.event.message = message.empty() ? "D0/" + std::to_string(events_) : message;
    event.event.what = std::move(what);
    take(who, event);
}

void stage::does_in(const std::string& surface, const person_id& who, inbound_content what) {
    heard event;
    event.who = who;
    event.event.key = "event/" + std::to_string(++events_);
    event.event.from = all.people.at(who).addresses.front();
    event.event.at = now;
    event.event.what = std::move(what);
    event.event.surface = surface;
    take(who, event);
}

void stage::says(const person_id& who, const std::string& text, const std::string& message) {
    does(who, inbound::said{text}, message);
}

person_id stage::comes(const std::string& account, inbound_content what, bool visiting) {
    const address from{"slack", {"T0"}, account};
    for (const auto& [id, person] : all.people)
        if (std::ranges::count(person.addresses, from) > 0) {
            does(id, std::move(what));
            return id;
        }
    inbound_event event;
    event.key = "event/" + std::to_string(++events_);
    event.from = from;
    event.at = now;
    event.what = std::move(what);
    const auto id = newcomer(book, event);
    event.visiting = visiting;
    if (id)
        take(*id, arrived{*id, event});
    else if (const auto passing = passer_by(event))
        take(*passing, passed_by{*passing, event});
    return id.value_or(person_id());
}

void stage::presses(const person_id& who, const std::string& label) {
    for (const bool by_label : {true, false}) {
        for (auto at = lines.rbegin(); at != lines.rend(); ++at) {
            const auto* message = std::get_if<outgoing>(&at->row.content);
            if (message == nullptr || at->row.to != who) continue;
            for (const auto* one : {&message->ask, &message->ways_out}) {
                if (!one->has_value()) continue;
                for (const auto& each : (*one)->options)
                    if ((by_label ? each.label : each.value) == label)
                        return does(who, inbound::chose{(*one)->id, {each.value}});
            }
        }
    }
    throw std::logic_error(who.text + " has nothing to press that says " + label);
}

void stage::starts(const std::string& flow, const pair_id& pair) {
    take(pair, start_requested{pair, flow, "by_hand"});
}

void stage::cannot_reach(const person_id& who, const std::string& reason) {
    cannot_reach_at(all.people.at(who).addresses.front(), who, reason);
}

void stage::cannot_reach_at(const address& at, const person_id& who, const std::string& reason) {
    take(who, undeliverable{who, at, reason});
}

void stage::move_to(instant until) {
    constexpr int most_turns = 2000;
    for (int turns = 0; !timers.empty() && timers.begin()->first.first <= until; ++turns) {
        if (turns > most_turns) throw std::logic_error("timers never come to rest");
        const auto [row, owner] = *timers.begin();
        now = std::max(now, row.first);
        take(owner, time_passed{});
    }
    now = until;
}

std::vector<std::string> stage::told(const person_id& who) {
    std::vector<std::string> found;
    for (auto at = heard_up_to_[who]; at < lines.size(); ++at)
        if (lines[at].row.to == who && is_in_chat(lines[at].row)) found.push_back(shown(lines[at].row));
    heard_up_to_[who] = lines.size();
    return found;
}

std::vector<stage::line> stage::nudges_to(const person_id& who) const {
    std::vector<line> found;
    for (const auto& one : lines)
        if (one.row.to == who && one.row.kind == message_class::nudge) found.push_back(one);
    return found;
}

std::map<std::pair<instant, std::string>, turn_owner> stage::timers_wanted() const {
    std::map<std::pair<instant, std::string>, turn_owner> found;
    const auto add = [&](const turn_owner& owner, instant at) {
        if (at != never) found.emplace(std::pair(at, timer_key(owner)), owner);
    };
    for (const auto& [id, pair] : all.pairs) add(id, next_timer(book, pair));
    for (const auto& [id, person] : all.people) add(id, next_timer(book, person, now));
    return found;
}

}  // namespace waymark
