#include "conversations/plan/plan_world.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace waymark {

namespace {

using nlohmann::json;

/// A pair's answers are rows of their own; its state is written without them.
pair_state without_answers(pair_state pair) {
    pair.answers.clear();
    return pair;
}

std::string written(const person_state& one) {
    return person_to_json(one).dump();
}
std::string written(const pair_state& one) {
    return pair_to_json(without_answers(one)).dump();
}
person_state person_read(const std::string& text) {
    return person_from_json(json::parse(text));
}
pair_state pair_read(const std::string& text) {
    return pair_from_json(json::parse(text));
}

}  // namespace

void plan_world::put(const person_state& person) {
    people_[person.id] = written(person);
}

void plan_world::put(const pair_state& pair) {
    pairs_[pair.id] = written(pair);
}

world plan_world::load() const {
    world out;
    out.history.emplace();  // here nobody keeps one
    for (const auto& [id, text] : people_) out.people.emplace(id, person_read(text));
    for (const auto& [id, text] : pairs_) {
        auto& pair = out.pairs.emplace(id, pair_read(text)).first->second;
        for (const auto& [key, one] : answers_) pair.answers.push_back(one);
        std::ranges::sort(pair.answers, {},
                          [](const answer& one) { return std::tie(one.at, one.conversation, one.step, one.author); });
    }
    return out;
}

std::optional<std::string> plan_world::lost_in(const turn_outcome& outcome) const {
    for (const auto& one : outcome.people)
        if (person_read(written(one)) != one)
            return "something about " + one.first_name + " is lost when it is written down";
    for (const auto& one : outcome.pairs)
        if (pair_read(written(one)) != without_answers(one))
            return "something about the pair is lost when it is written down";
    for (const auto& one : outcome.answers_kept)
        if (answer_from_json(json::parse(answer_to_json(one).dump())) != one)
            return "something of an answer is lost when it is written down";
    for (const auto& one : outcome.outbox)
        if (decode_content(encode_content(one.content)) != one.content)
            return "something of a message is lost when it is written down";
    return {};
}

std::optional<std::string> plan_world::write(const turn_owner& owner, const turn_outcome& outcome, instant now) {
    if (auto lost = lost_in(outcome)) return lost;
    std::erase_if(timers_, [&](const auto& row) { return row.second.owner == owner && row.second.due <= now; });
    for (const auto& one : outcome.people) put(one);
    for (const auto& one : outcome.pairs) put(one);
    write_answers(outcome);
    for (const auto& one : outcome.timers) {
        const auto row = timers_.find(one.key);
        if (one.was && row != timers_.end() && row->second.due == *one.was) timers_.erase(row);
        if (one.is) timers_.insert_or_assign(one.key, timer{one.owner, *one.is});
    }
    return {};
}

void plan_world::write_answers(const turn_outcome& outcome) {
    for (const auto& gone : outcome.answers_dropped) answers_.erase({gone.conversation, gone.step, gone.author});
    for (const auto& one : outcome.answers_kept)
        answers_.insert_or_assign({one.conversation, one.step, one.author}, one);
    for (const auto& pair : outcome.pairs)
        for (const auto& one : pair.answers) {
            const auto row = answers_.find({one.conversation, one.step, one.author});
            if (one.opened && row != answers_.end()) row->second.opened = true;
        }
}

std::optional<plan_world::timer> plan_world::first_timer() const {
    const auto first = std::ranges::min_element(timers_, {}, [](const auto& row) { return row.second.due; });
    if (first == timers_.end()) return {};
    return first->second;
}

}  // namespace waymark
