#include "conversations/engine/answer_reading.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "conversations/engine/control_id.hpp"
#include "conversations/engine/option_words.hpp"
#include "conversations/engine/shown_time.hpp"
#include "conversations/engine/typed_day.hpp"

namespace waymark {
namespace {

constexpr std::string_view space = " \t\r\n";
constexpr std::string_view bullets = "-*•– \t";
constexpr std::size_t vague_words = 3;
constexpr std::size_t vague_letters = 15;

std::vector<std::string> split(std::string_view text, std::string_view at) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find_first_of(at);
        if (const auto part = trimmed(text.substr(0, end)); !part.empty()) out.emplace_back(part);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return out;
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

answer_reading good(std::vector<std::string> items, double number = 0) {
    answer_reading out;
    out.readable = true;
    out.value.items = std::move(items);
    out.value.number = number;
    return out;
}

answer_reading declined() {
    answer_reading out;
    out.readable = true;
    out.value.declined = true;
    return out;
}

answer_reading problem(std::string key, std::map<std::string, std::string> values = {}) {
    answer_reading out;
    out.problem = std::move(key);
    out.problem_values = std::move(values);
    return out;
}

std::optional<double> number_in(std::string_view text) {
    std::string plain(trimmed(text));
    std::ranges::replace(plain, ',', '.');
    double value = 0;
    const auto* last = plain.data() + plain.size();
    const auto [end, ec] = std::from_chars(plain.data(), last, value);
    if (ec != std::errc() || end != last || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string shown_number(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<long long>(value));
    std::string text(32, '\0');
    const auto done = std::to_chars(text.data(), text.data() + text.size(), value);
    text.resize(static_cast<std::size_t>(done.ptr - text.data()));
    return text;
}

/// By its number in the list, its label in any language shown, or words that only its label holds.
const shown_option* option_meant(const reading_aids& aids, std::string_view text) {
    if (const auto* one = option_named(aids, text)) return one;
    const auto number = number_in(text);
    if (!number || *number < 1 || *number > static_cast<double>(aids.options.size())) return nullptr;
    const auto index = static_cast<std::size_t>(*number);
    return static_cast<double>(index) == *number ? &aids.options[index - 1] : nullptr;
}

std::string options_listed(const reading_aids& aids) {
    std::string out;
    for (std::size_t i = 0; i < aids.options.size(); ++i)
        out.append(i == 0 ? "" : "\n").append(std::to_string(i + 1) + ". " + aids.options[i].labels.front());
    return out;
}

bool means_declining(const reading_aids& aids, std::string_view text) {
    if (aids.options.empty() || aids.options.back().value != declining) return false;
    const auto word = plain_word(text);
    return std::ranges::any_of(aids.options.back().labels,
                               [&](const auto& label) { return plain_word(label) == word; });
}

answer_reading read_words(const answer_spec& spec, std::string_view text) {
    const auto words = trimmed(text);
    if (words.empty()) return problem("answer.empty");
    if (letters_in(words) > static_cast<std::size_t>(spec.max_chars))
        return problem("answer.too_long", {{"most", std::to_string(spec.max_chars)}});
    return good({std::string(words)});
}

answer_reading read_list(const answer_spec& spec, std::string_view text) {
    std::vector<std::string> items;
    for (const auto& line : split(text, "\n;")) {
        const auto item = trimmed(line, bullets);
        if (item.empty()) continue;
        if (letters_in(item) > static_cast<std::size_t>(spec.max_chars))
            return problem("answer.too_long", {{"most", std::to_string(spec.max_chars)}});
        items.emplace_back(item);
    }
    if (items.empty()) return problem("answer.empty");
    if (items.size() > static_cast<std::size_t>(spec.max_items))
        return problem("answer.too_many", {{"most", std::to_string(spec.max_items)}});
    if (items.size() < static_cast<std::size_t>(spec.min_items))
        return problem("answer.too_few", {{"least", std::to_string(spec.min_items)}});
    return good(std::move(items));
}

answer_reading read_choice(const reading_aids& aids, std::string_view text) {
    const auto* one = option_meant(aids, text);
    if (one == nullptr) one = option_agreed_to(aids, text);
    if (one == nullptr) return problem("answer.choice", {{"options", options_listed(aids)}});
    return one->value == declining ? declined() : good({one->value});
}

answer_reading read_yes_no(const reading_aids& aids, std::string_view text) {
    const auto* one = option_meant(aids, text);
    if (one != nullptr) return one->value == declining ? declined() : good({one->value});
    const auto is = [&](std::string_view key) { return aids.texts.is_word(aids.language, key, text); };
    if (is("word.no")) return good({"no"});
    if (agrees(aids, "word.yes", text) || agrees(aids, "word.agree", text)) return good({"yes"});
    return problem("answer.choice", {{"options", options_listed(aids)}});
}

answer_reading checked_several(const answer_spec& spec, const reading_aids& aids, std::vector<std::string> values) {
    if (std::ranges::find(values, declining) != values.end()) return declined();
    if (values.size() > static_cast<std::size_t>(spec.max_items))
        return problem("answer.too_many", {{"most", std::to_string(spec.max_items)}});
    if (values.size() < static_cast<std::size_t>(spec.min_items))
        return problem("answer.several",
                       {{"least", std::to_string(spec.min_items)}, {"options", options_listed(aids)}});
    return good(std::move(values));
}

answer_reading read_several(const answer_spec& spec, const reading_aids& aids, std::string_view text) {
    std::vector<std::string> values;
    const auto add = [&](const shown_option& one) {
        if (std::ranges::find(values, one.value) == values.end()) values.push_back(one.value);
    };
    if (const auto* whole = option_meant(aids, text)) {  // a label may hold a comma
        add(*whole);
        return checked_several(spec, aids, std::move(values));
    }
    for (const auto& part : split(text, ",;\n")) {
        const auto* one = option_meant(aids, part);
        if (one == nullptr)
            return problem("answer.several",
                           {{"least", std::to_string(spec.min_items)}, {"options", options_listed(aids)}});
        add(*one);
    }
    return checked_several(spec, aids, std::move(values));
}

answer_reading read_number(const answer_spec& spec, std::string_view text) {
    const auto value = number_in(text);
    const bool bounded = is_bounded(spec);
    const bool whole = spec.kind == answer_kind::scale;
    if (!value || (bounded && (*value < spec.min || *value > spec.max)) || (whole && *value != std::floor(*value))) {
        if (!bounded) return problem("answer.number");
        return problem("answer.range", {{"least", shown_number(spec.min)}, {"most", shown_number(spec.max)}});
    }
    return good({shown_number(*value)}, *value);
}

answer_reading read_day(const answer_spec& spec, const reading_aids& aids, std::string_view text) {
    const auto day = typed_day(aids.texts, aids.language, trimmed(text), aids.today);
    const auto beside_the_point = [](answer_reading read) {
        read.counts = false;
        return read;
    };
    if (const auto none = no_such_day(aids.texts, aids.language, trimmed(text)); !none.empty())
        return beside_the_point(problem("answer.no_such_day", {{"day", none}}));
    if (!day) return problem("answer.date");
    if (spec.days_ahead) {
        const std::chrono::year_month_day earliest(std::chrono::sys_days(aids.today) +
                                                   std::chrono::days(*spec.days_ahead));
        if (*day < earliest)
            return beside_the_point(
                problem("answer.date_over", {{"day", day_in_words(aids.texts, aids.language, earliest)}}));
    }
    if (aids.latest && *day > *aids.latest)
        return problem(aids.ends ? "answer.date_after_end" : "answer.date_far",
                       {{"day", day_in_words(aids.texts, aids.language, aids.ends.value_or(*aids.latest))}});
    return good({date_text(*day)});
}

answer_reading read_kind(const answer_spec& spec, const reading_aids& aids, std::string_view text) {
    if (means_declining(aids, text)) return declined();
    switch (spec.kind) {
        case answer_kind::text:
        case answer_kind::long_text:
        case answer_kind::person:
            return read_words(spec, text);
        case answer_kind::list:
            return read_list(spec, text);
        case answer_kind::choice:
            return read_choice(aids, text);
        case answer_kind::yes_no:
            return read_yes_no(aids, text);
        case answer_kind::several:
            return read_several(spec, aids, text);
        case answer_kind::scale:
        case answer_kind::number:
            return read_number(spec, text);
        case answer_kind::date:
            return read_day(spec, aids, text);
    }
    return problem("answer.empty");
}

}  // namespace

answer_reading read_typed(const answer_spec& spec, const reading_aids& aids, std::string_view text) {
    auto out = read_kind(spec, aids, text);
    if (trimmed(text).ends_with('?')) out.counts = false;  // a question to the bot is no try at an answer
    return out;
}

answer_reading read_picked(const answer_spec& spec, const reading_aids& aids, const std::vector<std::string>& values) {
    if (values.empty()) return problem("answer.empty");
    if (values.front() == declining && !aids.options.empty() && aids.options.back().value == declining)
        return declined();
    const auto known = [&](const std::string& value) {
        return std::ranges::any_of(aids.options, [&](const auto& one) { return one.value == value; });
    };
    switch (spec.kind) {
        case answer_kind::choice:
        case answer_kind::yes_no:
            if (values.size() != 1 || !known(values.front()))
                return problem("answer.choice", {{"options", options_listed(aids)}});
            return good(values);
        case answer_kind::several:
            if (!std::ranges::all_of(values, known))
                return problem("answer.several",
                               {{"least", std::to_string(spec.min_items)}, {"options", options_listed(aids)}});
            return checked_several(spec, aids, values);
        case answer_kind::text:
        case answer_kind::long_text:
        case answer_kind::list:
        case answer_kind::scale:
        case answer_kind::date:
        case answer_kind::number:
        case answer_kind::person:
            return read_typed(spec, aids, values.front());
    }
    return problem("answer.empty");
}

bool is_bounded(const answer_spec& spec) {
    return spec.min != 0 || spec.max != 0;
}

bool is_vague(const answer_value& value) {
    if (value.declined) return false;
    return std::ranges::all_of(value.items, [](const std::string& item) {
        return split(item, space).size() < vague_words && letters_in(item) < vague_letters;
    });
}

}  // namespace waymark
