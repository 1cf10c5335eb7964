// P5: two people answer, edit, withdraw, wait, leave and are parted in any order, the process ends between their turns,
// and no sealed answer is ever shown early, or to one of the two alone. WAYMARK_INTERLEAVINGS (400) says how many; the
// full figure is 1,000,000. WAYMARK_SEED=<number> plays one again.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <deque>
#include <random>

#include "tests/conversations/turn/stage.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// All that ship.
const std::vector<std::string>& sealed_talks() {
    static const auto all = [] {
        std::vector<std::string> names;
        for (const auto* one : shipped_scripts().flows.all())
            if (one->people.size() == 2 && std::ranges::any_of(one->steps, [](const flow_step& step) {
                    return step.ask && step.ask->seen_by == audience::partner_after_both;
                }))
                names.push_back(one->ref.name);
        return names;
    }();
    return all;
}

/// Ann and Bo, as they stand when a talk has just begun.
struct beginning {
    script_book book;
    std::map<std::string, world> worlds;
    instant now;

    beginning() {
        const stage empty;
        book = empty.book;
        now = empty.now;
        for (const auto& talk : sealed_talks()) {
            stage one;
            one.starts(talk);
            one.pass(minutes(1));
            worlds[talk] = one.all;
            now = one.now;
        }
    }
};

const beginning& prepared() {
    static const beginning one;
    return one;
}

struct interleaving_counts {
    int shown = 0, opened = 0, edits = 0, withdrawals = 0, erased = 0, parted = 0, crashes = 0;
};

class interleaving {
  public:
    interleaving(std::uint64_t seed, interleaving_counts& counts) : by_(seed), counts_(counts), now_(prepared().now) {
        talk_ = sealed_talks()[below(sealed_talks().size())];
        all_ = prepared().worlds.at(talk_);
        pass(span{});
    }

    void act() {
        const auto who = below(2) == 0 ? ann_ : bo_;
        if (!all_.people.contains(who)) return pass(hours(1));
        const auto what = below(100);
        if (what < 40) return write(who);
        if (what < 60) return press(who);
        if (what < 69) return change(who, true);
        if (what < 77) return change(who, false);
        if (what < 91) return pass(std::array<span, 5>{minutes(5), hours(2), days(1), days(4), days(12)}.at(below(5)));
        if (what < 93) return erase(who);
        if (what < 96) return part();
        if (!lost_.empty()) come_again();
    }

  private:
    std::size_t below(std::size_t count) { return by_() % count; }

    void write(const person_id& who) {
        if (below(4) == 0)
            return hear(who, inbound::said{std::array{"1", "3", "skip", "yes"}.at(below(4))}, "D/" + number());
        const auto message = "D/" + number();
        written_.emplace_back(who, message);
        hear(who, inbound::said{new_mark(who) + " took a whole month of evenings"}, message);
    }

    void press(const person_id& who) {
        const auto last = asked_.find(who);
        if (last == asked_.end() || last->second.options.empty()) return write(who);
        hear(who, inbound::chose{last->second.id, {last->second.options[below(last->second.options.size())].value}},
             "D/" + number());
    }

    void change(const person_id& who, bool edit) {
        std::vector<std::string> own;
        for (const auto& [author, message] : written_)
            if (author == who) own.push_back(message);
        if (own.empty()) return write(who);
        ++(edit ? counts_.edits : counts_.withdrawals);
        const auto& message = own[below(own.size())];
        if (edit) return hear(who, inbound::edited{new_mark(who) + " in better words"}, message);
        hear(who, inbound::deleted{}, message);
    }

    void erase(const person_id& who) {
        hear(who, inbound::said{"delete my data"}, "D/" + number());
        if (below(2) == 0) hear(who, inbound::said{"yes"}, "D/" + number());
        if (below(2) == 0) pass(minutes(1));
    }

    /// Somebody ends the pair, puts it on hold, or one of them cannot be reached any more.
    void part() {
        ++counts_.parted;
        const auto pair = all_.pairs.begin()->first;
        switch (below(3)) {
            case 0:
                return take(pair, start_requested{pair, "early_ending", "by_hand"});
            case 1:
                return take(pair, held{pair, "pair", below(2) == 0});
            default:
                if (all_.people.contains(bo_))
                    take(bo_, undeliverable{bo_, all_.people.at(bo_).addresses.front(), "account_inactive"});
        }
    }

    void pass(span time) {
        now_ += time;
        for (int round = 0; round < 2; ++round) {
            for (const auto& who : {ann_, bo_})
                if (all_.people.contains(who)) take(who, time_passed{});
            if (!all_.pairs.empty()) take(all_.pairs.begin()->first, time_passed{});
        }
    }

    void hear(const person_id& who, inbound_content what, const std::string& message) {
        heard event;
        event.who = who;
        event.event.key = "event/" + number();
        event.event.from = all_.people.contains(who) ? all_.people.at(who).addresses.front() : address{};
        event.event.at = now_;
        event.event.message = message;
        event.event.what = std::move(what);
        if (below(12) == 0) {  // the process ends before this is stored: it comes again, perhaps after other things
            ++counts_.crashes;
            (void)step(who, event);
            lost_.push_back(std::move(event));
            return;
        }
        take(who, event);
    }

    void come_again() {
        auto event = std::move(lost_.front());
        lost_.pop_front();
        if (all_.people.contains(event.who)) take(event.who, event);
    }

    turn_outcome step(const turn_owner& owner, const stimulus& what) {
        auto before = all_;
        before.history.emplace();
        if (const auto* who = std::get_if<person_id>(&owner))
            std::erase_if(before.pairs, [&](const auto& one) {
                const auto& own = all_.people.at(*who).pairs;
                return std::ranges::find(own, one.first) == own.end();
            });
        return take_turn(prepared().book, before, what, now_);
    }

    void take(const turn_owner& owner, const stimulus& what) {
        const auto out = step(owner, what);
        for (const auto& one : out.people) all_.people.insert_or_assign(one.id, one);
        for (const auto& one : out.pairs) all_.pairs.insert_or_assign(one.id, one);
        for (const auto& row : out.outbox) look_at(row);
        for (const auto& [id, pair] : all_.pairs) both_or_none(pair);
        for (const auto& who : out.forgotten) {
            ++counts_.erased;
            forget(all_, who);
        }
    }

    void look_at(const outbox_message& row) {
        const auto* message = std::get_if<outgoing>(&row.content);
        const auto text = message == nullptr ? std::get<settled>(row.content).chosen : plain_text(*message);
        if (message != nullptr && message->ask) asked_[row.to] = *message->ask;
        for (const auto& [mark, author] : marks_) {
            if (author == row.to || text.find(mark) == std::string::npos) continue;
            ++counts_.shown;
            may_see(row.to, mark, author, text);
        }
    }

    /// Whoever reads this mark: the answer it stands in is for them, and if it is sealed, they have answered as well.
    void may_see(const person_id& reader, const std::string& mark, const person_id& author, const std::string& text) {
        for (const auto& [id, pair] : all_.pairs)
            for (const auto& one : pair.answers) {
                const bool here = one.author == author && std::ranges::any_of(one.value.items, [&](const auto& item) {
                                      return item.find(mark) != std::string::npos;
                                  });
                if (!here) continue;
                ASSERT_EQ(pair.partner_of(author), reader) << text;
                if (who_sees(one) == audience::partner) return;
                ASSERT_EQ(who_sees(one), audience::partner_after_both) << text;
                ASSERT_NE(counterpart(pair, one), nullptr) << "shown early: " << text;
                return;
            }
        FAIL() << "shown, and is no answer any more: " << text;
    }

    [[nodiscard]] static audience who_sees(const answer& one) {
        return prepared().book.flows.newest(one.flow)->find_step(one.step)->ask->seen_by;
    }
    [[nodiscard]] static bool asked_of_both(const answer& one) {
        return prepared().book.flows.newest(one.flow)->find_step(one.step)->only_for.empty();
    }
    [[nodiscard]] static const answer* counterpart(const pair_state& pair, const answer& to) {
        if (!asked_of_both(to)) return &to;
        const auto found = std::ranges::find_if(pair.answers, [&](const answer& one) {
            return one.author == pair.partner_of(to.author) && one.conversation == to.conversation &&
                   one.step == to.step;
        });
        return found == pair.answers.end() ? nullptr : &*found;
    }

    void both_or_none(const pair_state& pair) {
        for (const auto& one : pair.answers) {
            if (!one.opened || who_sees(one) != audience::partner_after_both) continue;
            if (!all_.people.contains(pair.partner_of(one.author))) continue;  // has left, and their answers with them
            ++counts_.opened;
            const auto* other = counterpart(pair, one);
            ASSERT_NE(other, nullptr) << one.author.text << "/" << one.step
                                      << " is open, and the other one is not there";
            ASSERT_TRUE(other->opened) << one.author.text << "/" << one.step << " is open, and the other one is not";
        }
    }

    std::string number() { return std::to_string(++numbers_); }
    std::string new_mark(const person_id& who) {
        marks_.emplace_back("<" + who.text + number() + ">", who);
        return marks_.back().first;
    }

    std::mt19937_64 by_;
    interleaving_counts& counts_;
    instant now_;
    std::string talk_;
    world all_;
    person_id ann_{"ann"}, bo_{"bo"};
    std::vector<std::pair<std::string, person_id>> marks_;
    std::vector<std::pair<person_id, std::string>> written_;
    std::map<person_id, control> asked_;
    std::deque<heard> lost_;
    int numbers_ = 0;
};

TEST(Reveal, NoOrderOfAnythingShowsASealedAnswerEarlyOrToOneAlone) {
    const auto wanted = number_from_environment("WAYMARK_INTERLEAVINGS", 400);
    const auto first = test_seed();
    constexpr int acts = 30;
    interleaving_counts counts;
    for (int nth = 0; nth < wanted && !HasFailure(); ++nth) {
        const auto seed = first + static_cast<std::uint32_t>(nth);
        SCOPED_TRACE("WAYMARK_INTERLEAVINGS=1 " + seed_in_words(seed));
        interleaving one(seed, counts);
        for (int act = 0; act < acts && !HasFailure(); ++act) one.act();
    }
    if (wanted < 100) return;
    for (const auto count :
         {counts.shown, counts.opened, counts.edits, counts.withdrawals, counts.erased, counts.parted, counts.crashes})
        EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace waymark
