#include "bot/hold_turns.hpp"

namespace waymark {
namespace {

constexpr std::size_t pairs_at_once = 200;

class turns_of {
  public:
    explicit turns_of(bool on) : on_(on) {}

    void add(const person_id& who) { out_.push_back({who, held{who, "person", on_}}); }
    void add(const pair_id& which, const std::string& by) { out_.push_back({which, held{which, by, on_}}); }
    [[nodiscard]] std::vector<hold_turn> take() { return std::move(out_); }

  private:
    bool on_;
    std::vector<hold_turn> out_;
};

}  // namespace

result<some_pairs> pairs_after(store& at, const pair_id& after) {
    some_pairs out;
    const auto some = at.pairs(after, pairs_at_once);
    if (!some) return some.error();
    for (const auto& id : *some) {
        const auto known = at.load(turn_owner(id));
        if (!known) return known.error();
        for (const auto& [which, pair] : known->pairs) out.with_programmes.emplace(which, pair.programme.text);
    }
    if (!some->empty()) out.last = some->back();
    return out;
}

std::vector<hold_turn> turns_to_tell(const holds& of, const holds& but, bool on,
                                     const std::map<pair_id, std::string>& pairs) {
    turns_of out(on);
    for (const auto& [id, since] : of.people)
        if (!but.people.contains(id)) out.add(person_id{id});
    for (const auto& [id, since] : of.pairs)
        if (!but.pairs.contains(id)) out.add(pair_id{id}, "pair");
    const bool everything = of.everything && !but.everything;
    for (const auto& [id, programme] : pairs) {
        if (everything) out.add(id, "everything");
        if (of.programmes.contains(programme) && !but.programmes.contains(programme)) out.add(id, "programme");
    }
    return out.take();
}

result<std::vector<hold_turn>> turns_after(store& at, const hold_turn& done) {
    const auto* what = std::get_if<held>(&done.what);
    const auto* which = what == nullptr || !what->on ? nullptr : std::get_if<pair_id>(&what->who);
    std::vector<hold_turn> out;
    if (which == nullptr) return out;
    const auto known = at.load(turn_owner(*which));
    if (!known) return known.error();
    for (const auto& [id, person] : known->people) out.push_back({id, pair_held{id, *which}});
    return out;
}

boost::asio::awaitable<bool> take_hold_turns(store_door& door, turn_runner& runner, std::vector<hold_turn> turns) {
    for (const auto& one : turns) {
        const bool told = co_await runner.insist(one.owner, one.what);
        if (!told) co_return false;
        auto job = [one](store& at) { return turns_after(at, one); };
        const auto after = co_await ask_store(door, job);
        if (!after) co_return false;
        for (const auto& next : *after) {
            const bool taken_back = co_await runner.insist(next.owner, next.what);
            if (!taken_back) co_return false;
        }
    }
    co_return true;
}

}  // namespace waymark
