#include "conversations/turn/own_questions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

using nlohmann::json;

constexpr std::string_view control_mark = "own|";  // then the number of the reply that asks
constexpr auto answered_within = std::chrono::hours(1);

/// The question that is open, as it stands in person_state::data_choice_open.
struct open_question_of_own {
    own_question about = own_question::snooze;
    int number = 0;
    instant asked;
    std::vector<option> options;
    own_question_context context;
    own_shape shape = own_shape::one;
};

std::string written(const open_question_of_own& one) {
    json out;
    out["about"] = static_cast<int>(one.about);
    out["number"] = one.number;
    out["asked"] = to_us(one.asked);
    out["options"] = json::array();
    for (const auto& each : one.options) out["options"].push_back({each.value, each.label});
    if (!one.context.flow.empty()) out["flow"] = one.context.flow;
    if (!one.context.text.empty()) out["text"] = one.context.text;
    if (!one.context.said_in.empty()) out["said_in"] = one.context.said_in;
    if (one.shape != own_shape::one) out["shape"] = static_cast<int>(one.shape);
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<open_question_of_own> read(const person_state& person) {
    if (person.data_choice_open.empty()) return std::nullopt;
    const auto in = json::parse(person.data_choice_open);
    open_question_of_own out;
    out.about = static_cast<own_question>(in.at("about").get<int>());
    out.number = in.at("number").get<int>();
    out.asked = from_us(in.at("asked").get<std::int64_t>());
    for (const auto& each : in.at("options"))
        out.options.push_back({each.at(0).get<std::string>(), each.at(1).get<std::string>()});
    out.context = {in.value("flow", ""), in.value("text", ""), in.value("said_in", "")};
    out.shape = static_cast<own_shape>(in.value("shape", 0));
    return out;
}

std::string control_id(int number) {
    return std::string(control_mark) + std::to_string(number);
}

std::string label_of(const open_question_of_own& open, std::string_view value) {
    const auto found = std::ranges::find(open.options, value, &option::value);
    return found == open.options.end() ? std::string() : found->label;
}

own_answer answer_to(const person_state& from, const open_question_of_own& open, std::string value,
                     std::string label = {}) {
    return {open.about, std::move(value), std::move(label), open.context, reply_key(from, open.number)};
}

/// Some of the options by their values; empty when one is none of them.
std::optional<own_answer> some_of(const person_state& from, const open_question_of_own& open,
                                  const std::vector<std::string>& values) {
    auto out = answer_to(from, open, {});
    for (const auto& value : values) {
        const auto label = label_of(open, value);
        if (label.empty()) return std::nullopt;
        if (std::ranges::count(out.values, value) > 0) continue;
        out.label.append(out.values.empty() ? "" : ", ").append(label);
        out.values.push_back(value);
    }
    return out.values.empty() ? std::nullopt : std::optional(std::move(out));
}

/// An option by its number or its label; null when it is none.
const option* option_typed(const open_question_of_own& open, std::string_view text) {
    const auto typed = plain_word(text);
    for (std::size_t i = 0; i < open.options.size(); ++i)
        if (typed == std::to_string(i + 1) || typed == plain_word(open.options[i].label)) return &open.options[i];
    return nullptr;
}

/// "1, 3", or their labels, each on a line of its own.
std::optional<own_answer> several_typed(const person_state& from, const open_question_of_own& open,
                                        std::string_view text) {
    std::vector<std::string> values;
    if (const auto* one = option_typed(open, text)) return some_of(from, open, {one->value});
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",;\n"), text.size());
        const auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.find_first_not_of(" \r\t") == std::string_view::npos) continue;
        const auto* one = option_typed(open, part);
        if (one == nullptr) return std::nullopt;
        values.push_back(one->value);
    }
    return some_of(from, open, values);
}

/// What some questions understand beside their labels: "yes", "later".
std::string value_in_other_words(const turn_work& work, const person_state& from, own_question about,
                                 std::string_view text) {
    using meaning = std::pair<std::string_view, std::string_view>;
    std::vector<meaning> known;
    if (about == own_question::forget) known = {{"word.yes", "forget"}, {"word.no", "keep"}};
    if (about == own_question::doubt) known = {{"word.yes", "yes"}, {"word.agree", "yes"}, {"word.never_mind", "no"}};
    if (about == own_question::join)
        known = {{"word.yes", "yes"}, {"word.agree", "yes"}, {"word.no", "no"}, {"word.no_time", "later"}};
    for (const auto& [word, value] : known)
        if (work.book.texts.is_word(language_of(work.book, from), word, text)) return std::string(value);
    return {};
}

/// The line that asks, which is what a field is called; the last one when none does. What people wrote asks nothing.
std::string question_in(const std::vector<text_run>& text) {
    std::string all;
    auto mark = std::string::npos;
    for (const auto& run : text) {
        const auto asks = run.from_person ? std::string::npos : run.text.rfind('?');
        if (asks != std::string::npos) mark = all.size() + asks;
        all += run.text;
    }
    if (mark == std::string::npos) mark = all.find_last_not_of('\n');
    if (mark == std::string::npos) return {};
    const auto before = all.rfind('\n', mark);
    const auto begin = before == std::string::npos ? 0 : before + 1;
    return all.substr(begin, std::min(all.find('\n', mark), all.size()) - begin);
}

bool is_old(const turn_work& work, const open_question_of_own& open) {
    return work.now - open.asked >= answered_within;
}

}  // namespace

void ask_own(turn_work& work, person_state& to, own_question about, std::vector<text_run> text,
             std::vector<option> options, const own_question_context& context, own_shape shape) {
    const open_question_of_own open{about, to.replies, work.now, options, context, shape};
    to.data_choice_open = written(open);
    if (shape == own_shape::words) return reply(work, to, std::move(text));
    control ask;
    ask.shape = options.empty() ? control::kind::date : control::kind::buttons;
    if (shape == own_shape::several) ask.shape = control::kind::several;
    if (shape == own_shape::several) ask.at_most = static_cast<int>(options.size());
    ask.id = control_id(open.number);
    ask.options = std::move(options);
    ask.label = question_in(text);
    reply(work, to, std::move(text), std::move(ask));
}

std::optional<own_answer> typed_own_answer(const turn_work& work, const person_state& from, std::string_view text) {
    const auto open = read(from);
    if (!open) return std::nullopt;
    // Much later a "2" is more likely the answer to something else; the buttons still work.
    const bool old = is_old(work, *open);
    const bool only_soon =
        open->about == own_question::talk || open->about == own_question::forget || open->about == own_question::doubt;
    if (old && only_soon) return std::nullopt;
    if (open->about == own_question::profile && !open_profile_question(work, from)) return std::nullopt;
    if (open->shape == own_shape::words) return std::nullopt;  // an aside comes first, see open_profile_question
    if (open->shape == own_shape::several) return several_typed(from, *open, text);
    if (open->options.empty()) {
        if (!read_until(work, from, text) && read_no_such_day(work, from, text).empty()) return std::nullopt;
        return answer_to(from, *open, std::string(text));
    }
    if (open->about == own_question::snooze && read_until(work, from, text)) {  // "3 days", and not one of the buttons
        auto answer = answer_to(from, *open, std::string(text));
        answer.about = own_question::until;
        return answer;
    }
    if (const auto value = value_in_other_words(work, from, open->about, text); !value.empty())
        return answer_to(from, *open, value, label_of(*open, value));
    if (const auto* one = option_typed(*open, text)) return answer_to(from, *open, one->value, one->label);
    return std::nullopt;
}

std::optional<own_answer> picked_own_answer(const person_state& from, std::string_view control,
                                            const std::vector<std::string>& values) {
    const auto open = read(from);
    if (!open || values.empty() || control != control_id(open->number)) return std::nullopt;
    if (open->shape == own_shape::several) return some_of(from, *open, values);
    if (open->options.empty()) return answer_to(from, *open, values.front());
    const auto found = std::ranges::find(open->options, values.front(), &option::value);
    if (found == open->options.end()) return std::nullopt;
    return answer_to(from, *open, found->value, found->label);
}

bool just_asked(const turn_work& work, const person_state& from) {
    const auto open = read(from);
    if (!open || is_old(work, *open)) return false;
    return open->about != own_question::talk && open->about != own_question::doubt &&
           open->about != own_question::join && open->about != own_question::which_programme &&
           open->about != own_question::profile;
}

std::optional<own_answer> open_profile_question(const turn_work& work, const person_state& from) {
    const auto open = read(from);
    if (!open || open->about != own_question::profile || (is_old(work, *open) && !from.pairs.empty()))
        return std::nullopt;
    return answer_to(from, *open, {});
}

bool asked_to_join(const person_state& from) {
    const auto open = read(from);
    return open && (open->about == own_question::join || open->about == own_question::which_programme);
}

void let_own_question_go(turn_work& work, person_state& from) {
    close_own_question(from);
    reply(work, from, "own.let_go");
}

void leave_unread(turn_work& work, person_state& from, const std::string& open_title) {
    const auto open = read(from);
    const bool time = open && (open->about == own_question::snooze || open->about == own_question::until);
    close_own_question(from);
    reply(work, from, time ? "own.no_time" : "own.none_of_these", {{"open", ours(open_title)}});
}

own_question_context waiting_words(const person_state& from) {
    const auto open = read(from);
    return open && open->about == own_question::talk ? open->context : own_question_context{};
}

own_question_context held_words(const person_state& from) {
    const auto open = read(from);
    const bool held = open && (open->about == own_question::concern || open->about == own_question::doubt);
    return held ? open->context : waiting_words(from);
}

void close_own_question(person_state& person) {
    person.data_choice_open.clear();
}

}  // namespace waymark
