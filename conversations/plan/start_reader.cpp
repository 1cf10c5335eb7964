// The lines before the talk: `start` and `given`, and whether they fit the flows there are.
#include <algorithm>
#include <charconv>

#include "conversations/person/zone.hpp"
#include "conversations/plan/plan_reader.hpp"
#include "conversations/plan/words.hpp"

namespace waymark {

using plan_words::minute_of_day;
using plan_words::take_word;
using plan_words::trimmed;

namespace {

const std::vector<std::string> given_words{"programme", "contact", "stage",    "ends",
                                           "rhythm",    "goal",    "language", "zone"};
/// Names that would be taken for something else in a later line.
const std::vector<std::string> no_names{"start", "given", "bot", "to", "silence", std::string(contact_name_in_plans)};

std::string quoted(std::string_view word) {
    return "\"" + std::string(word) + "\"";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
    const auto near = nearest(word, known);
    if (!near.empty()) return "did you mean " + quoted(near) + "?";
    std::string all;
    for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
    return "there is " + all;
}

/// What stands between quotes; empty when it does not.
std::string_view between_quotes(std::string_view text) {
    if (text.size() < 3 || text.front() != '"' || text.back() != '"') return {};
    return text.substr(1, text.size() - 2);
}

std::optional<flow_ref> read_ref(std::string_view text) {
    const auto sign = text.find('@');
    flow_ref out;
    if (sign == 0 || sign == std::string_view::npos) return {};
    out.name = text.substr(0, sign);
    const auto digits = text.substr(sign + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.version);
    if (error != std::errc{} || end != digits.data() + digits.size() || out.version < 1) return {};
    return out;
}

}  // namespace

void plan_reader::take_start(std::string_view rest) {
    if (started_) return problem(line_, "T016", "a transcript has one \"start\" line, and it is above");
    started_ = true;
    const auto before = problems_.size();
    const auto flow = take_word(rest);
    if (auto ref = read_ref(flow)) {
        out_.head.flow = std::move(*ref);
        out_.head.flow_at = place(flow);
    } else {
        problem(flow.empty() ? line_ : flow, "T011", "the flow and its version are missing here",
                "write \"start closing@1\"");
    }
    while (!rest.empty()) {
        const auto word = take_word(rest);
        if (word == "at") {
            take_begin(rest);
            break;
        }
        take_person(word);
        if (rest.empty())
            problem(word, "T011", "when it begins is missing after this",
                    "write \"at 2026-06-02 10:30 Europe/Madrid\"");
    }
    if (problems_.size() == before && out_.head.people.size() != 2)
        problem(line_, "T011", "a pair has two people", "write \"mentor=Ann mentee=Bo\"");
    people_are_known_ = problems_.size() == before;
}

void plan_reader::take_person(std::string_view word) {
    const auto sign = word.find('=');
    if (sign == std::string_view::npos || sign == 0 || sign + 1 == word.size())
        return problem(word, "T011", quoted(word) + " is not understood",
                       "write people as \"mentor=Ann\", then \"at\" and the time");
    const auto role = word.substr(0, sign);
    const auto name = word.substr(sign + 1);
    const auto known = names();
    if (std::ranges::find(no_names, name) != no_names.end() || name.find_first_of(":>+#\"") != std::string_view::npos)
        return problem(name, "T011", quoted(name) + " cannot be a name here", "choose another one");
    if (std::ranges::find(known, name) != known.end())
        return problem(name, "T011", "two people are called " + quoted(name), "give one of them another name");
    out_.head.people.push_back({std::string(role), std::string(name), place(word)});
}

void plan_reader::take_begin(std::string_view rest) {
    const auto whole = rest.empty() ? line_ : rest;
    const auto day = parse_date(take_word(rest));
    const auto minute = minute_of_day(take_word(rest));
    const std::string shape = "write \"at 2026-06-02 10:30 Europe/Madrid\"";
    if (!day || !minute) return problem(whole, "T011", "this is not a date and a time", shape);
    if (rest.empty()) return problem(whole, "T011", "the time zone is missing", shape);
    if (!is_zone(rest))
        return problem(rest, "T011", "there is no time zone called " + quoted(rest),
                       "zones have names such as Europe/Madrid or UTC");
    out_.head.zone = rest;
    out_.head.begins = from_local(*day, *minute, rest);
    clock_ = out_.head.begins;
}

void plan_reader::take_given(std::string_view rest) {
    if (!out_.lines.empty())
        return problem(line_, "T016", "what was so before stands directly under the \"start\" line");
    const auto whole = rest.empty() ? line_ : rest;
    const auto what = take_word(rest);
    const auto before = problems_.size();
    auto& head = out_.head;
    if (what == "goal") {
        take_goal(rest);
    } else if (what == "language" || what == "zone") {
        take_of_person(what, rest);
    } else if (what == "programme" || what == "contact") {
        const auto name = between_quotes(rest);
        if (name.empty())
            return problem(whole, "T015", "the name is missing, or its quotes are",
                           "write \"given " + std::string(what) + " \"Open Doors\"\"");
        (what == "programme" ? head.programme : head.contact) = name;
    } else if (what == "stage") {
        if (rest.empty() || rest.find(' ') != std::string_view::npos)
            return problem(whole, "T015", "one stage is needed", "write \"given stage growing\"");
        head.stage = rest;
    } else if (what == "ends") {
        head.ends = parse_date(rest);
        if (!head.ends) return problem(whole, "T015", "this is not a date", "write \"given ends 2026-07-14\"");
    } else if (what == "rhythm") {
        const auto length = parse_span(rest);
        if (!length || *length == span{})
            return problem(whole, "T015", "this is not a length of time", "write \"given rhythm 28d\"");
        head.rhythm = *length;
    } else {
        return problem(whole, "T015", quoted(what) + " cannot be given", did_you_mean(what, given_words));
    }
    if (problems_.size() == before) head.given.emplace_back(trimmed(plan_words::without_remark(line_)));
}

void plan_reader::take_of_person(std::string_view what, std::string_view rest) {
    const auto whole = rest.empty() ? line_ : rest;
    const auto name = take_word(rest);
    const std::string example = what == "zone" ? "America/Lima" : "es";
    if (name.empty() || rest.empty() || rest.find(' ') != std::string_view::npos)
        return problem(whole, "T015", "a name and a " + std::string(what) + " are needed",
                       "write \"given " + std::string(what) + " Bo " + example + "\"");
    if (!is_person(name)) return;
    if (what == "zone" && !is_zone(rest))
        return problem(rest, "T015", "there is no time zone called " + quoted(rest),
                       "zones have names such as " + example);
    (what == "zone" ? out_.head.zones : out_.head.languages)[std::string(name)] = rest;
}

void plan_reader::take_goal(std::string_view rest) {
    const auto whole = rest.empty() ? line_ : rest;
    const auto by = rest.rfind(" by ");
    const auto text = between_quotes(trimmed(rest.substr(0, by)));
    if (by == std::string_view::npos || text.empty())
        return problem(whole, "T015", "a goal in quotes and its author are needed",
                       "write \"given goal \"Lead a design\" by Bo\"");
    const auto author = trimmed(rest.substr(by + 4));
    if (is_person(author)) out_.head.goals.push_back({std::string(text), std::string(author)});
}

void check_plan(const plan& one, const flow_library& flows, std::vector<diagnostic>& problems) {
    const auto problem = [&](mark at, std::string code, std::string text, std::string suggestion) {
        problems.push_back({one.file, at, severity::error, std::move(code), std::move(text), std::move(suggestion)});
    };
    const auto& head = one.head;
    const auto* newest = flows.newest(head.flow.name);
    if (newest == nullptr) {
        std::vector<std::string> known;
        for (const auto* each : flows.all())
            if (known.empty() || known.back() != each->ref.name) known.push_back(each->ref.name);
        return problem(head.flow_at, "T020", "there is no flow called " + quoted(head.flow.name),
                       did_you_mean(head.flow.name, known));
    }
    if (newest->ref.version != head.flow.version)
        return problem(head.flow_at, "T021", head.flow.name + " is at version " + std::to_string(newest->ref.version),
                       "a talk begins with the newest: " + head.flow.name + "@" + std::to_string(newest->ref.version));
    for (const auto& role : newest->people)
        if (std::ranges::find(head.people, role, &plan_person::role) == head.people.end())
            problem(head.flow_at, "T022", head.flow.name + " needs somebody as " + role, "write \"" + role + "=Ann\"");
    auto roles = newest->people;
    if (roles.size() == 1) roles.insert(roles.end(), {"mentor", "mentee"});  // whoever does not take part is there too
    for (const auto& person : head.people)
        if (std::ranges::find(roles, person.role) == roles.end())
            problem(person.at, "T022", "nobody is " + quoted(person.role) + " in " + head.flow.name,
                    did_you_mean(person.role, newest->people));
}

}  // namespace waymark
