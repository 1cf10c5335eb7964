#include "conversations/turn/old_words.hpp"

#include <algorithm>

#include "conversations/stable_hash.hpp"

namespace waymark {
namespace {

/// The end that somebody chose, or the programme's, or that of the closing conversation.
std::optional<instant> end_of(const pair_state& pair) {
    if (pair.ended) return pair.ended_at;
    if (pair.ends) return pair.ends;
    return pair.stage == "closed" ? std::optional(pair.stage_since) : std::nullopt;
}

bool has_author(const pair_state& pair, const answer& one) {
    return one.author == pair.mentor || one.author == pair.mentee;
}

bool is_counted(const answer& one) {
    const auto kind = one.kind;
    return one.seen_by == audience::programme && !one.value.declined &&
           (kind == answer_kind::choice || kind == answer_kind::several || kind == answer_kind::scale ||
            kind == answer_kind::yes_no || kind == answer_kind::number);
}

/// By something that is different for each question: the two of a pair cannot be followed from one to the next.
answer without_author(const pair_state& pair, answer one) {
    const auto other = pair.partner_of(one.author);
    const auto place = [&](const person_id& who) { return stable_hash(one.conversation.text + one.step + who.text); };
    one.author = {place(one.author) < place(other) ? "somebody-1" : "somebody-2"};
    one.label.clear();
    one.said_in.clear();
    return one;
}

void forget_words(turn_work& work, pair_state& pair) {
    std::vector<answer> stay;
    for (const auto& one : pair.answers) {
        if (!has_author(pair, one)) {
            stay.push_back(one);
            continue;
        }
        work.out.answers_dropped.push_back({one.conversation, one.step, one.author});
        if (!is_counted(one)) continue;
        stay.push_back(without_author(pair, one));
        work.out.answers_kept.push_back(stay.back());
    }
    pair.answers = std::move(stay);
    pair.kept.clear();
    note_pair(work, pair, "words_forgotten");
}

}  // namespace

instant words_go_at(const pair_state& pair) {
    const auto has_words = [&](const answer& one) { return has_author(pair, one); };
    if (pair.kept.empty() && std::ranges::none_of(pair.answers, has_words)) return never;
    if (std::ranges::any_of(pair.running, [](const conversation& one) { return !one.over; })) return never;
    const auto end = end_of(pair);
    return end ? *end + words_kept_after_end : never;
}

void forget_old_words(turn_work& work) {
    for (auto& [id, pair] : work.is.pairs)
        if (words_go_at(pair) <= work.now) forget_words(work, pair);
}

}  // namespace waymark
