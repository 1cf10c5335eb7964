#include "conversations/turn/step.hpp"

#include <algorithm>
#include <deque>

#include "conversations/turn/contact.hpp"
#include "conversations/turn/nudge.hpp"
#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/reply.hpp"

namespace waymark {
namespace {

/// Talks that start talks: shipped ones go one deep. What is beyond is not started.
constexpr std::size_t most_starts = 8;

bool same_answer(const answer& kept, const effect::drop_answer& dropped) {
    return kept.conversation == dropped.conversation && kept.step == dropped.step && kept.author == dropped.author;
}

/// Carries out the effects of one engine step.
struct carrier {
    turn_work& work;
    pair_state& pair;
    const offer* released;  ///< null when the talks were stepped for another reason
    spoken_to& heard_by;
    std::deque<input::begin>& starts;

    void operator()(const effect::say& it) const {
        auto* to = find_person(work, it.to);
        if (to == nullptr) return note_pair(work, pair, "unsaid", it.key.text);
        if (is_blank(it.message.text)) return note_pair(work, pair, "nothing_to_say", it.key.text);
        if (waiting_words(*to).text.empty()) close_own_question(*to);  // what is typed next answers this
        heard_by.insert(it.to);
        if (it.unsolicited && released != nullptr) {
            let_out(work, it.to, {*released, it.key, it.message});
            return;
        }
        outbox_message row;
        row.key = it.key;
        row.content = it.message;
        put_out(work, *to, std::move(row));
    }
    void operator()(const effect::settle& it) const {
        if (auto* to = find_person(work, it.to)) settle(work, *to, it.what);
    }
    void operator()(const effect::propose& it) const {
        auto* to = find_person(work, it.to);
        if (to == nullptr) return;
        const auto waited = to->waiting.size();
        propose(*to, it.what);
        if (to->waiting.size() > waited) note_person(work, *to, "due", it.what.key);
    }
    void operator()(const effect::withdraw& it) const {
        if (auto* to = find_person(work, it.to)) {
            const auto waited = to->waiting.size();
            withdraw(*to, it.offer_key);
            if (to->waiting.size() < waited) note_person(work, *to, "not_needed", it.offer_key);
        }
        work.withdrawn.insert(it.offer_key);
    }
    // An answer may be kept, dropped and kept again in one turn: only the last counts.
    void operator()(const effect::keep_answer& it) const {
        forget({it.what.conversation, it.what.step, it.what.author});
        work.out.answers_kept.push_back(it.what);
    }
    void operator()(const effect::drop_answer& it) const {
        forget(it);
        work.out.answers_dropped.push_back(it);
    }
    void operator()(const effect::start& it) const { starts.push_back(it.what); }
    void operator()(const effect::tell_contact& it) const {
        if (it.text.find_first_not_of(" \n") == std::string::npos)
            return note_pair(work, pair, "nothing_to_say", "contact");
        tell_contact(work, programme_of(work.book, pair), pair.tenant, {theirs(it.text)});
    }
    void operator()(const effect::note& it) const { note_pair(work, pair, it.event, it.detail); }

  private:
    void forget(const effect::drop_answer& which) const {
        std::erase_if(work.out.answers_kept, [&](const answer& one) { return same_answer(one, which); });
        std::erase_if(work.out.answers_dropped, [&](const effect::drop_answer& one) {
            return one.conversation == which.conversation && one.step == which.step && one.author == which.author;
        });
    }
};

}  // namespace

spoken_to step_pair(turn_work& work, const pair_id& which, const engine_input& input) {
    spoken_to heard_by;
    auto* pair = find_pair(work, which);
    if (pair == nullptr) return heard_by;
    const auto* released = std::get_if<input::released>(&input);
    std::deque<input::begin> starts;
    const auto advance_with = [&](const engine_input& one) {
        auto result = advance(work.book.flows, texts_of(work.book, programme_of(work.book, *pair)),
                              facts_of(work, *pair), std::move(*pair), one, work.now);
        *pair = std::move(result.pair);
        const carrier carry{work, *pair, released != nullptr ? &released->what : nullptr, heard_by, starts};
        for (const auto& each : result.effects) std::visit(carry, each);
    };
    advance_with(input);
    for (std::size_t started = 0; !starts.empty() && started < most_starts; ++started) {
        const engine_input next = starts.front();
        starts.pop_front();
        advance_with(next);
    }
    return heard_by;
}

void welcome_back(turn_work& work, const person_state& who) {
    for (const auto& id : who.pairs) step_pair(work, id, input::came_back{who.id});
}

}  // namespace waymark
