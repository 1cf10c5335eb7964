#include "bot/plan/holding.hpp"

#include "bot/hold_turns.hpp"

namespace waymark::planning {
namespace {

result<std::map<pair_id, std::string>> all_pairs(store& at) {
    std::map<pair_id, std::string> out;
    for (std::optional<pair_id> after = pair_id(); after;) {
        auto some = pairs_after(at, *after);
        if (!some) return some.error();
        out.merge(some->with_programmes);
        after = some->last;
    }
    return out;
}

class teller {
  public:
    teller(store& at, const script_book& book, instant now, std::function<void(const turn_outcome&)> turned)
        : at_(at), book_(book), now_(now), turned_(std::move(turned)) {}

    [[nodiscard]] result<void> tell(const std::vector<hold_turn>& turns) const {
        for (const auto& one : turns) {
            if (const auto done = take(one); done.has_error()) return done;
            const auto after = turns_after(at_, one);
            if (!after) return after.error();
            for (const auto& next : *after)
                if (const auto done = take(next); done.has_error()) return done;
        }
        return {};
    }

  private:
    [[nodiscard]] result<void> take(const hold_turn& one) const {
        turn_outcome last;  // with the people it also needs it is stepped once more, and that counts
        const auto step = [&](const world& before) { return last = take_turn(book_, before, one.what, now_); };
        const auto done = at_.turn(one.owner, step, {}, now_);
        if (!done) return done.error();
        turned_(last);
        return {};
    }

    store& at_;
    const script_book& book_;
    instant now_;
    std::function<void(const turn_outcome&)> turned_;
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

result<std::map<pair_id, std::string>> hold_in(store& copy, const script_book& book, const holds& all, instant now,
                                               std::function<void(const turn_outcome&)> turned) {
    const auto told = copy.fact(holds_told_fact);
    if (!told) return told.error();
    const auto before = holds_from_text(told->value_or("")).value_or(holds{});
    if (all.nothing() && before.nothing()) return std::map<pair_id, std::string>();
    auto out = all_pairs(copy);
    if (!out) return out.error();
    const teller to(copy, book, now, std::move(turned));
    if (const auto done = to.tell(turns_to_tell(all, {}, true, *out)); done.has_error()) return done.error();
    if (const auto done = to.tell(turns_to_tell(before, all, false, *out)); done.has_error()) return done.error();
    std::erase_if(*out, [&](const auto& one) { return !all.programmes.contains(one.second); });
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
