#include "conversations/turn/commands.hpp"

#include <algorithm>
#include <vector>

#include "conversations/turn/reply.hpp"
#include "conversations/turn/silence.hpp"
#include "conversations/turn/talks.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

constexpr auto meetings = "meeting_check";

struct mention {
    std::string before;  ///< what stands there without it
    std::string who;     ///< the account, as the platform calls it
    std::string name{};  ///< what they are called there; may be empty
};

/// "goal @U0BO", or "goal @U0BO|bo.brown": the last word, when it names an account.
std::optional<mention> mention_in(std::string_view text) {
    const auto all = trimmed(text);
    const auto blank = all.find_last_of(" \t\r\n");
    const auto last = blank == std::string_view::npos ? all : all.substr(blank + 1);
    if (!last.starts_with('@') || last.size() < 2) return std::nullopt;
    const auto before = trimmed(all.substr(0, all.size() - last.size()));
    const auto bar = last.find('|');
    const auto name = bar == std::string_view::npos ? std::string_view() : last.substr(bar + 1);
    return mention{std::string(before), std::string(last.substr(1, bar - 1)), std::string(name)};
}

/// Whoever in the same workspace has this account, or is called so.
bool is_meant(const turn_work& work, const person_state& partner, const std::string& who) {
    const auto same_place = [&](const address& at) {
        return work.heard_from && at.platform == work.heard_from->platform && at.tenant == work.heard_from->tenant &&
               at.user == who;
    };
    return std::ranges::any_of(partner.addresses, same_place) || plain_word(name_of(partner)) == plain_word(who);
}

pair_state* pair_with(turn_work& work, const person_state& from, const std::string& who) {
    for (auto* pair : pairs_of(work, from)) {
        const auto* partner = find_person(work, pair->partner_of(from.id));
        if (partner != nullptr && is_meant(work, *partner, who)) return pair;
    }
    return nullptr;
}

/// Null when no conversation begins so.
const flow* begun_by(const turn_work& work, const person_state& from, const std::string& text) {
    if (texts_for(work.book, from).is_word(language_of(work.book, from), "word.met", text))
        return work.book.flows.newest(meetings);
    return work.book.flows.started_by(text);
}

bool with_a_partner(turn_work& work, person_state& from, const mention& named) {
    const auto* script = begun_by(work, from, named.before);
    const auto wish = read_wish(work, from, named.before);
    const bool stop = wish && wish->what == wish::stop;
    const bool rest = wish && (wish->what == wish::pause || wish->what == wish::snooze);
    if (script == nullptr && !stop && !rest) return false;
    const auto* pair = pair_with(work, from, named.who);
    if (pair == nullptr)
        reply(work, from, "command.not_partner", {{"name", theirs(named.name.empty() ? named.who : named.name)}});
    else if (stop)
        stop_about(work, from, pair_id(pair->id));
    else if (rest)
        reply(work, from, "command.pause_all", {{"partner", theirs(partner_name(work, *pair, from.id))}});
    else
        begin_with(work, from, pair_id(pair->id), *script);
    return true;
}

}  // namespace

bool take_command(turn_work& work, person_state& from, const std::string& text) {
    if (const auto named = mention_in(text)) return with_a_partner(work, from, *named);
    const auto* script = begun_by(work, from, text);
    if (script == nullptr || script->ref.name != meetings) return false;
    begin_by_word(work, from, *script);
    return true;
}

}  // namespace waymark
