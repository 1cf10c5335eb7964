#include "conversations/engine/keeping.hpp"

#include "conversations/engine/render.hpp"

namespace waymark {
namespace {

void forget_kept(talk& in, const lane& one, const std::string& kind) {
    std::erase_if(in.room.pair.kept, [&](const kept_text& kept) {
        return kept.conversation == in.state.id && kept.author == one.person && kept.kind == kind;
    });
}

void remember(talk& in, const lane& one, const answer& given) {
    forget_kept(in, one, given.keep_as);
    if (given.value.declined) return;
    for (const auto& item : given.value.items) {
        kept_text kept;
        kept.kind = given.keep_as;
        kept.author = one.person;
        kept.seen_by = given.seen_by;
        kept.text = item;
        kept.conversation = in.state.id;
        kept.at = given.at;
        in.room.pair.kept.push_back(std::move(kept));
    }
}

}  // namespace

void keep_answer(talk& in, const lane& one, const flow_step& step, const answer_value& value,
                 const std::string& said_in) {
    answer given;
    given.conversation = in.state.id;
    given.flow = in.script.ref.name;
    given.step = step.id;
    given.label = render_plain(in, one, step.ask->text);
    given.author = one.person;
    given.seen_by = step.ask->seen_by;
    given.kind = step.ask->answer.kind;
    given.value = value;
    given.keep_as = step.ask->keep_as;
    given.at = in.room.now;
    given.said_in = said_in;
    if (!given.keep_as.empty()) remember(in, one, given);
    in.room.effects.emplace_back(effect::keep_answer{given});
    in.note("answered", one, step.id);
    if (auto* before = in.answer_of(one.person, step.id))
        *before = std::move(given);
    else
        in.room.pair.answers.push_back(std::move(given));
}

void drop_answer(talk& in, const lane& one, const std::string& step) {
    const auto* before = in.answer_of(one.person, step);
    if (before == nullptr) return;
    if (!before->keep_as.empty()) forget_kept(in, one, before->keep_as);
    in.room.effects.emplace_back(effect::drop_answer{in.state.id, step, one.person});
    in.note("taken_back", one, step);
    std::erase_if(in.room.pair.answers, [&](const answer& given) { return &given == before; });
}

}  // namespace waymark
