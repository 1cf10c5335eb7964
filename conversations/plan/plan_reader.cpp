#include "conversations/plan/plan_reader.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"
#include "conversations/plan/words.hpp"

namespace waymark {

using plan_words::minute_of_day;
using plan_words::take_word;
using plan_words::trimmed;

namespace {

const std::vector<std::string> line_words{"start", "given", "bot", "silence", "to"};
const std::vector<std::string> doing_words{"presses", "edits", "deletes"};
constexpr std::string_view shape_of_doing =
    "write \"Ann: text\", \"Ann presses: label\", \"Ann edits: text\" or \"Ann deletes\"";

std::string quoted(std::string_view word) {
    return "\"" + std::string(word) + "\"";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known, std::string otherwise) {
    const auto near = nearest(word, known);
    return near.empty() ? std::move(otherwise) : "did you mean " + quoted(near) + "?";
}

std::string listed(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& one : words) out += (out.empty() ? "" : ", ") + one;
    return out;
}

/// Appends an indented line to the text it goes on with.
struct longer {
    std::string_view more;
    void operator()(plan_act::bot_says& one) const { one.pattern.append("\n").append(more); }
    void operator()(plan_act::says& one) const { one.text.append("\n").append(more); }
    void operator()(plan_act::edits& one) const { one.text.append("\n").append(more); }
    void operator()(plan_act::presses&) const {}
    void operator()(plan_act::deletes&) const {}
    void operator()(plan_act::clock_moves&) const {}
    void operator()(plan_act::silence&) const {}
};

}  // namespace

plan_reader::plan_reader(std::string file, std::vector<diagnostic>& problems) : problems_(problems) {
    out_.file = std::move(file);
}

mark plan_reader::place(std::string_view piece) const {
    const auto before = line_.substr(0, static_cast<std::size_t>(piece.data() - line_.data()));
    const auto inside =
        std::ranges::count_if(before, [](char one) { return (static_cast<unsigned char>(one) & 0xc0U) == 0x80U; });
    return {number_, static_cast<int>(before.size()) - static_cast<int>(inside) + 1};
}

void plan_reader::problem(std::string_view where, std::string code, std::string text, std::string suggestion) {
    diagnostic one;
    one.file = out_.file;
    one.at = place(where);
    one.code = std::move(code);
    one.text = std::move(text);
    one.suggestion = std::move(suggestion);
    problems_.push_back(std::move(one));
}

std::vector<std::string> plan_reader::names() const {
    std::vector<std::string> out;
    for (const auto& one : out_.head.people) out.push_back(one.name);
    return out;
}

void plan_reader::take(std::string_view line) {
    ++number_;
    if (number_ == 1 && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);  // some editors begin a file so
    line_ = line;
    const auto kept = plan_words::without_remark(line);
    auto rest = trimmed(kept);
    if (rest.empty()) return;
    if (kept.front() == ' ' || kept.front() == '\t') return go_on(rest);
    can_go_on_ = false;
    const auto whole = rest;
    if (rest.starts_with('+')) return take_span(rest);
    const auto first = take_word(rest);
    if (first == "start") return take_start(rest);
    if (!started_) {
        started_ = true;
        return problem(whole, "T010", "a transcript begins with its \"start\" line",
                       "write \"start closing@1  mentor=Ann mentee=Bo  at 2026-06-02 10:30 Europe/Madrid\"");
    }
    if (first == "given") return take_given(rest);
    if (first == "bot" || first.starts_with("bot>")) return take_bot(rest);
    if (first == "to") return take_moment(rest);
    if (first == "silence" && rest.empty()) return add(whole, whole, plan_act::silence{});
    take_doing(whole);
}

void plan_reader::finish() {
    if (!started_) {
        line_ = {};
        number_ = 1;
        problem(line_, "T010", "a transcript begins with its \"start\" line, and there is none here");
    }
}

void plan_reader::add(std::string_view where, std::string_view text, plan_act_type what) {
    out_.lines.push_back({place(where), place(text), std::move(what)});
}

void plan_reader::go_on(std::string_view text) {
    if (!can_go_on_)
        return problem(text, "T012", "an indented line goes on with the text above it, and there is none",
                       "begin the line at the left");
    if (!out_.lines.empty()) std::visit(longer{text}, out_.lines.back().what);
}

bool plan_reader::is_text(std::string_view text, std::string_view after) {
    if (!text.empty()) return true;
    problem(after, "T019", "the text is missing here", "write it after the \":\"");
    return false;
}

bool plan_reader::is_person(std::string_view name) {
    if (!people_are_known_) return false;  // the first line has said what is wrong
    const auto known = names();
    if (std::ranges::find(known, name) != known.end()) return true;
    problem(name, "T013", "there is nobody called " + quoted(name) + " in this talk",
            did_you_mean(name, known, "the people are " + listed(known)));
    return false;
}

void plan_reader::take_bot(std::string_view rest) {
    const auto line = line_;
    const auto arrow = take_word(rest);
    const auto colon = rest.find(':');
    if (arrow != ">" || colon == std::string_view::npos)
        return problem(line, "T012", "this is not how the bot's words are written", "write \"bot > Ann: text\"");
    const auto to = trimmed(rest.substr(0, colon));
    const auto text = trimmed(rest.substr(colon + 1));
    can_go_on_ = true;
    if (to != contact_name_in_plans && !is_person(to)) return;
    if (is_text(text, to)) add(line, text, plan_act::bot_says{std::string(to), std::string(text)});
}

void plan_reader::take_doing(std::string_view line) {
    const auto colon = line.find(':');
    auto head = trimmed(line.substr(0, colon));
    const auto who = take_word(head);
    const auto verb = head;
    const auto text = colon == std::string_view::npos ? line.substr(line.size()) : trimmed(line.substr(colon + 1));
    const bool known_verb =
        verb.empty() ? colon != std::string_view::npos : std::ranges::find(doing_words, verb) != doing_words.end();
    if (!known_verb) {
        if (verb.empty() || colon == std::string_view::npos)
            return problem(who, "T012", "this line is not understood",
                           did_you_mean(who, line_words, std::string(shape_of_doing)));
        return problem(verb, "T014", quoted(verb) + " is nothing that people do here",
                       did_you_mean(verb, doing_words, std::string(shape_of_doing)));
    }
    can_go_on_ = verb != "deletes" && verb != "presses";
    if (!is_person(who)) return;
    const std::string name(who);
    if (verb == "deletes") return add(line, line, plan_act::deletes{name});
    if (!is_text(text, head.empty() ? who : verb)) return;
    if (verb == "presses") return add(line, text, plan_act::presses{name, std::string(text)});
    if (verb == "edits") return add(line, text, plan_act::edits{name, std::string(text)});
    add(line, text, plan_act::says{name, std::string(text)});
}

void plan_reader::take_span(std::string_view rest) {
    if (!started_) {
        started_ = true;
        return problem(rest, "T010", "a transcript begins with its \"start\" line");
    }
    const auto length = parse_span(trimmed(rest.substr(1)));
    if (!length)
        return problem(rest, "T017", quoted(rest) + " is not a length of time", "write \"+2d\", \"+9h\" or \"+90min\"");
    move_clock(rest, *length > longest ? instant::max() : clock_ + *length);
}

void plan_reader::take_moment(std::string_view rest) {
    const auto whole = rest;
    const auto day = parse_date(take_word(rest));
    const auto minute = minute_of_day(rest);
    if (!day || !minute)
        return problem(whole.empty() ? line_ : whole, "T017", "this is not a point in time",
                       "write \"to 2026-06-05 10:00\"");
    if (people_are_known_) move_clock(whole, from_local(*day, *minute, out_.head.zone));
}

void plan_reader::move_clock(std::string_view where, instant to) {
    if (!people_are_known_) return;
    if (to < clock_) return problem(where, "T018", "the clock stands later than this already");
    if (to > out_.head.begins + longest) return problem(where, "T018", "a transcript ends within five years");
    clock_ = to;
    add(where, where, plan_act::clock_moves{to, std::string(trimmed(plan_words::without_remark(line_)))});
}

plan read_plan(std::string_view file, std::string_view source, std::vector<diagnostic>& problems) {
    plan_reader reader{std::string(file), problems};
    if (source.size() > plan_reader::most_bytes) {
        diagnostic too_large;
        too_large.file = std::string(file);
        too_large.code = "T001";
        too_large.text = "a transcript is at most " + std::to_string(plan_reader::most_bytes / 1024) + " kB long";
        problems.push_back(std::move(too_large));
        return reader.so_far();
    }
    while (!source.empty()) {
        const auto end = source.find('\n');
        reader.take(source.substr(0, end));
        source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
    }
    reader.finish();
    return reader.so_far();
}

}  // namespace waymark
