#include "bot/plan/holding.hpp"

#include "bot/hold_watch.hpp"

namespace waymark::planning {
namespace {

constexpr std::size_t pairs_at_once = 500;

class teller {
  public:
    teller(store& at, const script_book& book, instant now) : at_(at), book_(book), now_(now) {}

    /// Those of `of` that `but` lacks.
    [[nodiscard]] result<void> tell(const holds& of, const holds& but, bool on) {
        for (const auto& [id, since] : of.people)
            if (!but.people.contains(id)) turn(person_id{id}, held{person_id{id}, "person", on});
        for (const auto& [id, since] : of.pairs)
            if (!but.pairs.contains(id)) tell_pair({id}, "pair", on);
        const bool everything = of.everything && !but.everything;
        for (const auto& [id, programme] : all_) {
            if (everything) tell_pair(id, "everything", on);
            if (of.programmes.contains(programme) && !but.programmes.contains(programme))
                tell_pair(id, "programme", on);
        }
        return failed_ ? result<void>(*failed_) : result<void>();
    }
    [[nodiscard]] result<void> find_pairs() {
        for (pair_id last;;) {
            const auto some = at_.pairs(last, pairs_at_once);
            if (!some) return some.error();
            if (some->empty()) return {};
            for (const auto& one : *some) {
                const auto found = at_.load(turn_owner(one));
                if (!found) return found.error();
                for (const auto& [id, pair] : found->pairs) all_.emplace(id, pair.programme.text);
            }
            last = some->back();
        }
    }
    [[nodiscard]] const std::map<pair_id, std::string>& pairs() const { return all_; }

  private:
    void turn(const turn_owner& owner, const stimulus& what) {
        if (failed_) return;
        const auto step = [&](const world& before) { return take_turn(book_, before, what, now_); };
        if (const auto done = at_.turn(owner, step, {}, now_); !done) failed_ = done.error();
    }
    void tell_pair(const pair_id& which, const std::string& by, bool on) {
        turn(which, held{which, by, on});
        if (failed_ || !on) return;
        const auto known = at_.load(turn_owner(which));
        if (!known) return;
        for (const auto& [id, person] : known->people) turn(id, pair_held{id, which});
    }

    store& at_;
    const script_book& book_;
    instant now_;
    std::map<pair_id, std::string> all_;
    std::optional<boost::system::error_code> failed_;
};

void add(std::string& to, const char* what, const std::map<std::string, instant>& all) {
    if (all.empty()) return;
    to += (to.empty() ? "" : "; ") + std::string(what);
    const char* before = " ";
    for (const auto& [id, since] : all) {
        to.append(before).append(id);
        before = ", ";
    }
}

}  // namespace

result<std::map<pair_id, std::string>> hold_in(store& copy, const script_book& book, const holds& all, instant now) {
    const auto told = copy.fact(holds_told_fact);
    if (!told) return told.error();
    const auto before = holds_from_text(told->value_or("")).value_or(holds{});
    if (all.nothing() && before.nothing()) return std::map<pair_id, std::string>();
    teller to(copy, book, now);
    if (const auto found = to.find_pairs(); found.has_error()) return found.error();
    if (const auto done = to.tell(all, {}, true); done.has_error()) return done.error();
    if (const auto done = to.tell(before, all, false); done.has_error()) return done.error();
    auto out = to.pairs();
    std::erase_if(out, [&](const auto& one) { return !all.programmes.contains(one.second); });
    return out;
}

std::string holds_in_words(const holds& all) {
    if (all.everything) return "Everything is on hold: until it is released, nothing comes to anybody.";
    std::string out;
    add(out, all.programmes.size() == 1 ? "the programme" : "the programmes", all.programmes);
    add(out, all.pairs.size() == 1 ? "the pair" : "the pairs", all.pairs);
    add(out, all.people.size() == 1 ? "the person" : "the people", all.people);
    return out.empty() ? out : "On hold: " + out + ". The calendar is as if nothing of it were released.";
}

}  // namespace waymark::planning
