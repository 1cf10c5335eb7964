#include "conversations/turn/keepsakes.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr auto kind = "moment";
constexpr std::size_t longest = 1'000;  // bytes
constexpr std::ptrdiff_t most = 50;     // of one person in one pair

void keep(turn_work& work, person_state& from, pair_state& pair, const std::string& text) {
    const fillings with{{"partner", theirs(partner_name(work, pair, from.id))}};
    const auto mine = [&](const kept_text& one) { return one.kind == kind && one.author == from.id; };
    if (std::ranges::any_of(pair.kept, [&](const kept_text& one) { return mine(one) && one.text == text; }))
        return reply(work, from, "moment.already", with);
    if (std::ranges::count_if(pair.kept, mine) >= most) return reply(work, from, "moment.many", with);
    kept_text one;
    one.kind = kind;
    one.author = from.id;
    one.seen_by = audience::me;
    one.text = text;
    one.at = work.now;
    pair.kept.push_back(std::move(one));
    note_pair(work, pair, "moment_kept", from.id.text);
    reply(work, from, "moment.kept", with);
}

}  // namespace

void keep_moment(turn_work& work, person_state& from, const std::string& text) {
    const auto words = std::string(trimmed(text));
    if (words.empty()) return reply(work, from, "moment.empty");
    if (words.size() > longest) return reply(work, from, "moment.too_long");
    const auto pairs = pairs_of(work, from);
    if (pairs.empty()) return reply(work, from, "begin.no_pair");
    if (pairs.size() == 1) return keep(work, from, *pairs.front(), words);
    std::vector<option> options;
    for (const auto* pair : pairs) options.push_back({pair->id.text, partner_name(work, *pair, from.id)});
    ask_own(work, from, own_question::moment, phrase_for(work, from, "moment.whose"), std::move(options),
            {{}, words, {}});
}

void apply_moment(turn_work& work, person_state& from, const own_answer& answer) {
    if (auto* pair = find_pair(work, {answer.value})) keep(work, from, *pair, answer.context.text);
}

}  // namespace waymark
