#include "conversations/turn/own_profile.hpp"

#include <algorithm>
#include <array>

#include "conversations/person/places.hpp"
#include "conversations/person/topic_list.hpp"
#include "conversations/turn/talks.hpp"
#include "conversations/turn/where.hpp"

namespace waymark {
namespace {

constexpr std::array<std::string_view, 8> questions{"name",     "part",      "wants", "offers",
                                                    "capacity", "languages", "hours", "place"};
constexpr std::size_t longest_name = 80;     // as in a programme file
constexpr std::size_t most_on_a_menu = 100;  // platforms show no more options; longer lists are typed
constexpr auto alone = "alone";

bool applies(const person_state& who, std::string_view question) {
    const auto part = who.profile.takes_part_as;
    if (question == "name") return who.first_name.empty();
    if (question == "wants") return part != part_taken::mentor;
    if (question == "offers") return part != part_taken::mentee;
    if (question == "capacity") return part == part_taken::mentor || part == part_taken::both;
    if (question == "place") return has_a_choice_of_places(who);
    return true;
}

std::vector<option> options_of(const turn_work& work, const person_state& who, std::string_view question) {
    std::vector<option> out;
    if (question == "part")
        for (const char* one : {"mentee", "mentor", "both"})
            out.push_back({one, label_for(work, who, std::string("profile.part.") + one)});
    const auto& topics = home_of(work.book, who).topics;
    if ((question == "wants" || question == "offers") && topics.size() <= most_on_a_menu)
        for (const auto& one : topics) out.push_back({one, one});
    if (question == "capacity")
        for (const char* one : {"1", "2", "3", "4", "5"}) out.push_back({one, one});
    if (question == "languages")
        for (const auto one : offered_languages)
            out.push_back({std::string(one), label_for(work, who, "language." + std::string(one))});
    if (question == "place")
        for (const auto& at : who.addresses)
            if (std::ranges::find(out, at.platform, &option::value) == out.end())
                out.push_back({at.platform, place_for_reader(work, who, at.platform)});
    return out;
}

void ask_one(turn_work& work, person_state& who, std::string_view question, std::string how,
             std::vector<text_run> before = {}) {
    auto options = options_of(work, who, question);
    auto shape = options.empty() ? own_shape::words : own_shape::several;
    if (question == "part" || question == "capacity" || question == "place") shape = own_shape::one;
    const auto key = "profile.ask." + std::string(question);
    add_paragraph(before, phrase_for(work, who, key));
    ask_own(work, who, own_question::profile, std::move(before), std::move(options),
            {std::string(question), std::move(how), {}}, shape);
}

std::string joined(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) out.append(out.empty() ? "" : ", ").append(one);
    return out;
}

std::string language_names(const turn_work& work, const person_state& who) {
    std::vector<std::string> names;
    for (const auto& one : who.profile.languages) names.push_back(language_for(work, who, one));
    return joined(names);
}

fillings all_of(const turn_work& work, const person_state& who) {
    const auto& said = who.profile;
    const auto part = std::string(word_of(said.takes_part_as));
    return {{"name", theirs(who.first_name)},
            {"part", ours(part.empty() ? "" : label_for(work, who, "profile.part." + part))},
            {"wants", theirs(joined(said.wants))},
            {"offers", theirs(joined(said.offers))},
            {"capacity", ours(said.capacity ? std::to_string(*said.capacity) : "")},
            {"languages", ours(language_names(work, who))},
            {"hours", ours(said.hours ? hours_text(*said.hours) : "")},
            {"programme", ours(home_of(work.book, who).title)},
            {"contact", theirs(home_of(work.book, who).contact_name)}};
}

/// The next question, or what has been said when there is none. An answer that came alone is all there is to ask.
void go_on(turn_work& work, person_state& who, const own_question_context& after) {
    if (after.text == alone) return reply(work, who, "profile.changed");
    auto at = std::ranges::find(questions, after.flow);
    if (at != questions.end()) ++at;
    at = std::find_if(at, questions.end(), [&](auto one) { return applies(who, one); });
    if (at != questions.end()) return ask_one(work, who, *at, {});
    reply(work, who, "profile.done", all_of(work, who));
}

/// Not the answer to the question before, which somebody may have written as well as tapped: its number, its label, a
/// programme, or a plain yes or no.
bool reads_like_a_name(const turn_work& work, const person_state& who, std::string_view text) {
    const auto language = language_of(work.book, who);
    const auto typed = plain_word(text);
    const auto is = [&](std::string_view other) { return typed == plain_word(other); };
    if (text.find_first_not_of("0123456789.,:;!?()#/- \t") == std::string_view::npos) return false;
    for (const auto* word : {"word.yes", "word.no", "word.agree"})
        if (work.book.texts.is_word(language, word, text)) return false;
    for (const auto* label : {"join.option.yes", "join.option.later", "join.option.no", "join.none_of_them"})
        if (is(label_for(work, who, label))) return false;
    return std::ranges::none_of(work.book.programmes,
                                [&](const auto& one) { return is(one.second.title) || is(one.first.text); });
}

/// Keeps an answer in words; the key of what to say instead when it cannot be read.
std::string keep_words(turn_work& work, person_state& who, std::string_view question, std::string_view text) {
    if (question == "name") {
        const auto name = std::string(without_bullet(text));
        if (name.empty() || name.size() > longest_name) return "profile.name_too_long";
        if (!reads_like_a_name(work, who, name)) return "profile.no_name";
        who.first_name = name.substr(0, name.find(' '));
        if (who.full_name.empty()) who.full_name = name;
    } else if (question == "hours") {
        const auto hours = parse_hours(text);
        if (!hours) return "profile.no_hours";
        who.profile.hours = hours;
    } else if (question == "wants" || question == "offers") {
        auto read = read_topic_list(text, home_of(work.book, who).topics);
        if (!read.why_not.empty()) return read.why_not;
        (question == "wants" ? who.profile.wants : who.profile.offers) = std::move(read.topics);
    } else {
        return "profile.not_offered";
    }
    return {};
}

void keep_choice(person_state& who, const own_answer& answer) {
    auto& into = who.profile;
    const auto& question = answer.context.flow;
    if (question == "part")
        into.takes_part_as = answer.value == "mentor"   ? part_taken::mentor
                             : answer.value == "mentee" ? part_taken::mentee
                                                        : part_taken::both;
    if (question == "wants") into.wants = answer.values;
    if (question == "offers") into.offers = answer.values;
    if (question == "capacity") into.capacity = answer.value.front() - '0';
    if (question == "languages") into.languages = answer.values;
}

void kept(turn_work& work, person_state& who, const own_question_context& answered) {
    who.member.own_profile = true;
    note_person(work, who, "profile", answered.flow);
    go_on(work, who, answered);
}

/// The one before that applies to them; the same when there is none.
std::string_view question_before(const person_state& who, const std::string& question) {
    std::string_view before = question;
    for (const auto one : questions) {
        if (one == question) break;
        if (one != "name" && applies(who, one)) before = one;
    }
    return before;
}

}  // namespace

void begin_profile(turn_work& work, person_state& who, std::vector<text_run> before) {
    const auto first = std::ranges::find_if(questions, [&](auto one) { return applies(who, one); });
    ask_one(work, who, *first, {}, std::move(before));
}

void show_profile(turn_work& work, person_state& who) {
    std::vector<option> options;
    for (const auto one : questions)
        if (one != "name" && applies(who, one))
            options.push_back({std::string(one), label_for(work, who, "profile.change." + std::string(one))});
    if (who.member.is == membership::kind::left)
        options.push_back({"back", label_for(work, who, "profile.change.back")});
    else if (wants_a_match(who))
        options.push_back({"leave", label_for(work, who, "profile.change.leave")});
    options.push_back({"nothing", label_for(work, who, "profile.change.nothing")});
    auto text = place_in_words(work, who);
    add_paragraph(text, phrase_for(work, who, "profile.is", all_of(work, who)));
    ask_own(work, who, own_question::my_profile, std::move(text), std::move(options));
}

void change_profile(turn_work& work, person_state& who, const std::string& which) {
    if (std::ranges::count(questions, which) == 0) {
        reply(work, who, "own.let_go");
        return ask_open_again(work, who);
    }
    ask_one(work, who, which, alone);
}

void apply_profile(turn_work& work, person_state& who, const own_answer& answer) {
    if (answer.context.flow == "place") {  // not about their match, and so nothing their profile holds
        const auto* account = account_on(who, answer.value);
        if (account != nullptr) write_there(work, who, address(*account));
        if (answer.context.text != alone) go_on(work, who, answer.context);
        return;
    }
    keep_choice(who, answer);
    kept(work, who, answer.context);
}

bool take_profile_words(turn_work& work, person_state& who, const std::string& text) {
    const auto open = open_profile_question(work, who);
    if (!open) return false;
    const auto language = language_of(work.book, who);
    if (work.book.texts.is_word(language, "word.nothing", text)) return wish_in_profile(work, who, wish::skip);
    const auto& question = open->context.flow;
    if (const auto why_not = keep_words(work, who, question, text); !why_not.empty()) {
        ask_one(work, who, question, open->context.text, phrase_for(work, who, why_not));
        return true;
    }
    close_own_question(who);
    kept(work, who, open->context);
    return true;
}

bool wish_in_profile(turn_work& work, person_state& who, wish what) {
    const auto open = open_profile_question(work, who);
    if (!open) return false;
    const auto& [question, how, said_in] = open->context;
    if (what == wish::back) {
        ask_one(work, who, question_before(who, question), how);
        return true;
    }
    if (what == wish::example) {
        reply(work, who, "profile.example");
        return true;
    }
    if (what != wish::skip && what != wish::cancel) return false;
    close_own_question(who);
    if (how == alone)
        reply(work, who, "own.let_go");
    else if (what == wish::cancel)
        reply(work, who, "profile.later");
    else
        go_on(work, who, open->context);
    return true;
}

}  // namespace waymark
