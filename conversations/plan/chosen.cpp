#include "conversations/plan/chosen.hpp"

#include <algorithm>
#include <charconv>

#include "conversations/plan/matcher.hpp"
#include "conversations/plan/words.hpp"
#include "conversations/time.hpp"

namespace waymark {

namespace {

constexpr std::string_view between = " + ";

const std::string* value_of(const control& of, std::string_view label) {
    const auto wanted = plain_form(label);
    const auto found = std::ranges::find(of.options, wanted, [](const option& one) { return plain_form(one.label); });
    return found == of.options.end() ? nullptr : &found->value;
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto* last = text.data() + text.size();
    const auto [end, ec] = std::from_chars(text.data(), last, value);
    return ec == std::errc() && end == last;
}

}  // namespace

std::optional<std::vector<std::string>> chosen_values(const control& of, std::string_view label) {
    using kind = control::kind;
    if (const auto* one = value_of(of, label)) return std::vector<std::string>{*one};
    if (of.shape == kind::date && parse_date(label)) return std::vector<std::string>{std::string(label)};
    if (of.shape == kind::number && is_number(label)) return std::vector<std::string>{std::string(label)};
    if (of.shape == kind::person) return std::vector<std::string>{std::string(label)};
    if (of.shape != kind::several) return {};
    std::vector<std::string> values;
    for (;;) {
        const auto end = label.find(between);
        const auto* one = value_of(of, label.substr(0, end));
        if (one == nullptr) return {};
        values.push_back(*one);
        if (end == std::string_view::npos) return values;
        label.remove_prefix(end + between.size());
    }
}

}  // namespace waymark
