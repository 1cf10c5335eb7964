#include "conversations/engine/control_id.hpp"

namespace waymark {
namespace {

constexpr std::string_view question_mark = "q|";

}  // namespace

std::string question_control(const conversation_id& conversation, std::string_view step) {
    return std::string(question_mark) + conversation.text + "|" + std::string(step);
}

std::optional<question_ref> question_of(std::string_view control) {
    if (!control.starts_with(question_mark)) return std::nullopt;
    control.remove_prefix(question_mark.size());
    const auto bar = control.rfind('|');
    if (bar == std::string_view::npos || bar == 0 || bar + 1 == control.size()) return std::nullopt;
    return question_ref{conversation_id{std::string(control.substr(0, bar))}, std::string(control.substr(bar + 1))};
}

}  // namespace waymark
