#include "conversations/turn/joining.hpp"

#include <algorithm>

#include "conversations/turn/asides.hpp"
#include "conversations/turn/own_profile.hpp"
#include "conversations/turn/strangers.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

using member_is = membership::kind;

constexpr auto none_of_them = "-";      // no programme is called so
constexpr std::size_t longest_id = 40;  // of a person, with room for a number after it

/// Whether anybody with this account may take part: the programme's own people have theirs there.
bool is_open_at(const programme& of, const address& at) {
    const auto there = [&](const address& one) { return one.platform == at.platform && one.tenant == at.tenant; };
    return of.open_to_join && std::ranges::any_of(of.people, [&](const programme_person& one) {
               return std::ranges::any_of(one.addresses, there);
           });
}

std::vector<const programme*> open_at(const script_book& book, const address& at) {
    std::vector<const programme*> out;
    for (const auto& [id, of] : book.programmes)
        if (is_open_at(of, at)) out.push_back(&of);
    return out;
}

/// "U0MIA.2" as "u0mia_2"; an id begins with a letter.
std::string id_for(const std::string& account) {
    std::string out;
    for (const char c : account.substr(0, longest_id)) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + ('a' - 'A'));
        else
            out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    }
    return out.empty() || out.front() < 'a' || out.front() > 'z' ? "p" + out : out;
}

fillings about(const turn_work& work, const person_state& who) {
    const auto& home = home_of(work.book, who);
    return {{"programme", ours(home.title)},
            {"contact", theirs(home.contact_name)},
            {"days", ours(std::to_string(std::chrono::duration_cast<std::chrono::days>(unanswered_kept).count()))}};
}

void ask_whether(turn_work& work, person_state& who) {
    std::vector<option> options;
    for (const char* one : {"yes", "later", "no"})
        options.push_back({one, label_for(work, who, std::string("join.option.") + one)});
    ask_own(work, who, own_question::join, phrase_for(work, who, "join.ask", about(work, who)), std::move(options));
}

void ask_which(turn_work& work, person_state& who, const std::vector<const programme*>& open) {
    std::vector<option> options;
    for (const auto* one : open) options.push_back({one->id.text, one->title});
    options.push_back({none_of_them, label_for(work, who, "join.none_of_them")});
    ask_own(work, who, own_question::which_programme, phrase_for(work, who, "join.which"), std::move(options));
}

/// Those they may say yes to: whoever has left a programme comes back to that one.
std::vector<const programme*> open_to(const turn_work& work, const person_state& who) {
    std::vector<const programme*> open;
    for (const auto& [id, of] : work.book.programmes)
        if (std::ranges::any_of(who.addresses, [&](const address& at) { return is_open_at(of, at); }))
            open.push_back(&of);
    if (who.member.is == member_is::left)
        std::erase_if(open, [&](const programme* one) { return one->id != who.programme; });
    return open;
}

/// Nobody asks again, and nothing is kept of somebody who never took part.
void say_no(turn_work& work, person_state& who) {
    close_own_question(who);
    if (who.member.is == member_is::left) return reply(work, who, "own.let_go");
    note_person(work, who, "did_not_join");
    reply(work, who, "join.no");
    who.leaving = work.now;
}

void say_later(turn_work& work, person_state& who) {
    close_own_question(who);
    if (who.member.is == member_is::left) return reply(work, who, "own.let_go");
    who.member.since = work.now;
    reply(work, who, "join.later", about(work, who));
}

void say_yes(turn_work& work, person_state& who) {
    if (who.member.is == member_is::left) return come_back_to_list(work, who);
    who.member.is = member_is::joined;
    who.member.since = work.now;
    note_person(work, who, "joined", who.programme.text);
    begin_profile(work, who, phrase_for(work, who, "join.welcome", about(work, who)));
}

void ask_to_join(turn_work& work, person_state& who) {
    const auto open = open_to(work, who);
    if (open.empty()) return reply(work, who, "join.closed", about(work, who));
    if (std::ranges::find(open, who.programme, &programme::id) == open.end() || !who.greeted)
        who.programme = open.front()->id;  // in whose language and name they are asked
    if (open.size() > 1) return ask_which(work, who, open);
    ask_whether(work, who);
}

bool is_named(const script_book& book, const person_id& who) {
    return std::ranges::any_of(book.programmes, [&](const auto& one) { return named_in(one.second, who) != nullptr; });
}

}  // namespace

bool turned_away(turn_work& work, person_state& who) {
    const bool by_themselves = who.member.is == member_is::asked || who.member.is == member_is::joined;
    if (!by_themselves || !pairs_of(work, who).empty() || is_named(work.book, who.id)) return false;
    const auto open = open_to(work, who);
    if (!open.empty()) who.programme = open.front()->id;
    close_own_question(who);
    note_person(work, who, "visiting");
    reply(work, who, "join.visiting", about(work, who));
    who.leaving = work.now;
    return true;
}

std::optional<person_id> newcomer(const script_book& book, const inbound_event& event) {
    const bool is_here = asks_for_something(event) || std::holds_alternative<inbound::opened>(event.what);
    if (!is_here || event.from.user.empty() || open_at(book, event.from).empty()) return std::nullopt;
    for (const auto& [id, of] : book.programmes)
        for (const auto& one : of.people)
            if (std::ranges::count(one.addresses, event.from) > 0) return one.id;
    return person_id{id_for(event.from.user)};
}

void arrive(turn_work& work, const arrived& what) {
    auto& who = work.is.people[what.who];
    const auto& at = what.event.from;
    who.id = what.who;
    who.tenant = at.tenant;
    who.addresses = {at};
    who.member = {member_is::asked, work.now};
    for (const auto* of : open_at(work.book, at))
        if (const auto* named = named_in(*of, what.who)) {
            who.first_name = named->first_name;
            who.full_name = named->full_name;
            who.zone = named->zone;
            who.language = named->language;
        }
    if (what.event.visiting && turned_away(work, who)) return;
    note_person(work, who, "asked_to_join");
    ask_to_join(work, who);
    if (const auto* look = std::get_if<inbound::opened>(&what.event.what); look != nullptr && look->blank)
        show_page_outside(work, who, at);
    if (what.event.surface.empty()) return;
    work.heard_from = at;
    work.surface = what.event.surface;
    reply(work, who, "form.in_chat");
}

bool is_outside(turn_work& work, const person_state& who) {
    return who.member.is == member_is::asked ||
           (who.member.is == member_is::left && pairs_of(work, who).empty() && !open_to(work, who).empty());
}

void written_from_outside(turn_work& work, person_state& who, const std::string& text) {
    const auto language = language_of(work.book, who);
    if (work.book.texts.is_word(language, "word.no_time", text)) return say_later(work, who);
    if (take_aside(work, who, text) || asked_first(work, who, text, {})) return;
    if (is_small_talk(work, who, text) && !asked_to_join(who)) return reply(work, who, "join.thanks");
    ask_to_join(work, who);
}

bool wish_from_outside(turn_work& work, person_state& who, wish what) {
    if (who.member.is != member_is::asked) return false;
    switch (what) {
        case wish::stop:
        case wish::leave_list:
            say_no(work, who);
            return true;
        case wish::cancel:
        case wish::skip:
        case wish::snooze:
        case wish::pause:
            say_later(work, who);
            return true;
        case wish::help:
        case wish::start:
        case wish::back:
        case wish::example:
        case wish::less:
        case wish::settings:
        case wish::my_profile:
            ask_to_join(work, who);
            return true;
        case wish::why:
        case wish::my_data:
        case wish::forget:
        case wish::who_reads:
        case wish::export_data:
        case wish::place:
            return false;
    }
    return false;
}

void apply_join(turn_work& work, person_state& who, const own_answer& answer) {
    if (answer.value == "yes") return say_yes(work, who);
    if (answer.value == "later") return say_later(work, who);
    say_no(work, who);
}

void apply_which_programme(turn_work& work, person_state& who, const own_answer& answer) {
    const auto open = open_to(work, who);
    if (answer.value == none_of_them) return say_no(work, who);
    if (std::ranges::find(open, programme_id{answer.value}, &programme::id) == open.end())
        return ask_to_join(work, who);
    who.programme = {answer.value};
    ask_whether(work, who);
}

void leave_list(turn_work& work, person_state& who) {
    if (!wants_a_match(who)) return reply(work, who, "list.not_on");
    who.member.is = member_is::left;
    who.member.since = work.now;
    note_person(work, who, "left_list");
    reply(work, who, "list.left");
}

void come_back_to_list(turn_work& work, person_state& who) {
    who.member.is = member_is::joined;
    who.member.since = work.now;
    note_person(work, who, "joined", who.programme.text);
    reply(work, who, "list.back", about(work, who));
}

}  // namespace waymark
