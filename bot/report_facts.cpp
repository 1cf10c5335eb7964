#include "bot/report_facts.hpp"

#include <algorithm>
#include <set>

namespace waymark {
namespace {

/// The choices of every question that is asked before a pair ends. What is none of them may be somebody's words.
std::set<std::string> end_reasons_of(const flow_library& flows) {
    std::set<std::string> out;
    for (const auto* flow : flows.all())
        for (const auto& step : flow->steps)
            if (step.ask)
                for (const auto& option : step.ask->answer.options) out.insert(option.value);
    return out;
}

/// What was picked, of choices only: whatever else was answered may be words.
std::vector<reporting::counted_answer> answers_to(const std::vector<reporting::counted_question>& questions,
                                                  const std::vector<programme_look::seen_answer>& seen) {
    std::vector<reporting::counted_answer> out;
    for (const auto& [pair, of, visible] : seen) {
        const auto& what = visible.what;
        const auto id = what.flow + "/" + what.step;
        const auto asked = std::ranges::find(questions, id, &reporting::counted_question::id);
        if (asked == questions.end()) continue;
        reporting::counted_answer one{id, pair, of, what.conversation.text, {}, what.value.declined, what.at};
        if (asked->has_choices) one.picked = {what.value.items.begin(), what.value.items.end()};
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

reporting::report_facts report_facts_of(programme_look found, const programme& of, const script_book& book) {
    reporting::report_facts out;
    out.of = &of;
    out.people = std::move(found.people);
    const auto is_outside = [](const person_state& one) { return one.member.is == membership::kind::asked; };
    std::erase_if(out.people, is_outside);
    out.pairs = std::move(found.pairs);
    out.history = std::move(found.history);
    out.end_reasons = end_reasons_of(book.flows);
    out.place_names = reporting::place_names(book.flows);
    out.questions = reporting::counted_questions(book.flows);
    out.answers = answers_to(out.questions, found.answers);
    for (const auto& one : found.dead) out.dead.emplace(one.key, one.at);
    return out;
}

}  // namespace waymark
