// Chance against whole turns: people who write, press, edit and stay away as they like, with the scripts that ship.
// Whatever they do, the promises hold. Prints its seed; WAYMARK_SEED=<number> plays that one again.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "conversations/person/zone.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int runs = 12;
constexpr int acts_in_a_run = 120;

struct chance {
    explicit chance(std::uint64_t seed) : source(seed) {}
    int from_to(int low, int high) { return std::uniform_int_distribution<int>(low, high)(source); }
    bool once_in(int times) { return from_to(1, times) == 1; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(from_to(0, static_cast<int>(all.size()) - 1))];
    }
    std::mt19937_64 source;
};

/// Something only this person has ever written, so that it is known again wherever it turns up.
struct secret {
    std::string mark;
    person_id author;
};

class crowd {
  public:
    explicit crowd(std::uint64_t seed) : by_(seed) {
        here_.add_cy();
        if (by_.once_in(2)) here_.speak(here_.bo, "es");
        if (by_.once_in(2)) here_.all.people.at(here_.cy).zone = "Asia/Tokyo";
        for (auto& [id, pair] : here_.all.pairs) {
            pair.stage = by_.one_of<std::string>({"groundwork", "growing"});
            pair.ends = here_.now + days(by_.from_to(10, 90));
            here_.take(id, time_passed{});
        }
    }

    void act() {
        before_ = here_.all.pairs;
        const auto who = by_.one_of<person_id>({here_.ann, here_.bo, here_.cy});
        switch (by_.from_to(1, 14)) {
            case 1:
                return here_.starts(by_.one_of(flows()), by_.one_of<pair_id>({{"p1"}, {"p2"}}));
            case 2:
                return here_.says(who, by_.one_of(wishes()));
            case 3:
                return change_something(who);
            case 4:
                if (by_.once_in(12)) return here_.cannot_reach(who, "account_inactive");
                return here_.does(who, inbound::opened{});
            case 5:
            case 6:
            case 7:
                return here_.pass(by_.one_of(spans()));
            case 8:
            case 9:
            case 10:
                return press_something(who);
            default:
                return write_something(who);
        }
    }

    /// What must hold after every act.
    void check() {
        here_.pass(span::zero());  // whoever has a turn that is due by now
        EXPECT_EQ(here_.timers, here_.timers_wanted());
        for (; seen_ < here_.lines.size(); ++seen_) {
            keeps_what_is_private(here_.lines[seen_]);
            if (here_.lines[seen_].row.kind == message_class::nudge) is_wanted(here_.lines[seen_]);
        }
        for (; read_ < here_.log.size(); ++read_) {
            const auto& line = here_.log[read_];
            EXPECT_TRUE(line.event != "opened" || opened_.insert(line.detail).second);
            if (line.event == "not_opened") opened_.erase(line.detail);  // taken back before anybody saw it
        }
        for (const auto& [id, pair] : here_.all.pairs)
            for (const auto& talk : pair.running)
                EXPECT_TRUE(talk.over || here_.now < std::max(talk.started, talk.lasts_from.value_or(talk.started)) +
                                                         here_.book.flows.find(talk.flow)->ends_after);
    }

    [[nodiscard]] std::size_t nudges() const { return nudges_; }
    [[nodiscard]] std::size_t shown_to_partners() const { return shown_to_partners_; }

  private:
    static std::vector<std::string> flows() {
        return {"closing", "checkpoint", "joining", "smart_goal", "drift_question", "silence_care"};
    }
    static std::vector<std::string> wishes() {
        return {"help",       "back",  "skip",  "cancel",       "example", "snooze 1 day", "snooze",
                "pause",      "stop",  "start", "less of this", "my data", "why",          "goal",
                "closing",    "quiet", "1",     "start",        "join",    "resume",       "pause for 3 days",
                "checkpoint", "2",     "atrás"};
    }
    static std::vector<span> spans() {
        return {std::chrono::minutes(5), hours(1), hours(9), days(1), days(1), days(3), days(8), days(25)};
    }

    void write_something(const person_id& who) {
        if (by_.once_in(4)) return here_.says(who, by_.one_of<std::string>({"1", "2", "3", "yes", "2026-09-01", "no"}));
        const auto message = "D" + std::to_string(secrets_.size());
        written_.push_back({who, message});
        here_.says(who, new_secret(who) + " was worth all the evenings of this year", message);
    }

    std::string new_secret(const person_id& who) {
        secrets_.push_back({"<" + who.text + std::to_string(secrets_.size()) + ">", who});
        return secrets_.back().mark;
    }

    void change_something(const person_id& who) {
        std::vector<std::string> own;
        for (const auto& [author, message] : written_)
            if (author == who) own.push_back(message);
        if (own.empty()) return;
        before_.clear();  // from here on nobody is shown the words as they were
        if (by_.once_in(3)) return here_.does(who, inbound::deleted{}, own.back());
        here_.does(who, inbound::edited{new_secret(who) + ", said again in better words"}, by_.one_of(own));
    }

    /// A control of one of the last messages, an old one among them.
    void press_something(const person_id& who) {
        std::vector<const control*> some;
        for (auto at = here_.lines.rbegin(); at != here_.lines.rend() && some.size() < 6; ++at) {
            const auto* message = std::get_if<outgoing>(&at->row.content);
            if (message == nullptr || at->row.to != who) continue;
            if (message->ask) some.push_back(&*message->ask);
            if (message->ways_out && by_.once_in(6)) some.push_back(&*message->ways_out);
        }
        if (some.empty()) return;
        const auto& one = by_.once_in(3) ? *by_.one_of(some) : *some.front();
        if (one.options.empty()) return here_.does(who, inbound::chose{one.id, {"2026-08-15"}});
        here_.does(who, inbound::chose{one.id, {by_.one_of(one.options).value}});
    }

    /// The answer that holds the mark, wherever it stands now; or stood before this act, because a long one may show an
    /// answer at its beginning and reach the day on which what the pair said is deleted.
    [[nodiscard]] const answer* holder_of(const secret& one, const pair_state*& in) const {
        const auto* now = holder_in(here_.all.pairs, one, in);
        return now != nullptr ? now : holder_in(before_, one, in);
    }

    [[nodiscard]] static const answer* holder_in(const std::map<pair_id, pair_state>& pairs, const secret& one,
                                                 const pair_state*& in) {
        for (const auto& [id, pair] : pairs)
            for (const auto& given : pair.answers)
                for (const auto& item : given.value.items)
                    if (given.author == one.author && item.find(one.mark) != std::string::npos) {
                        in = &pair;
                        return &given;
                    }
        return nullptr;
    }

    [[nodiscard]] static bool has_answered(const pair_state& pair, const person_id& who, const answer& like) {
        return std::ranges::any_of(pair.answers, [&](const answer& one) {
            return one.author == who && one.conversation == like.conversation && one.step == like.step;
        });
    }

    void keeps_what_is_private(const stage::line& line) {
        const auto* message = std::get_if<outgoing>(&line.row.content);
        const auto text = message == nullptr ? std::get<settled>(line.row.content).chosen : plain_text(*message);
        for (const auto& one : secrets_) {
            if (one.author == line.row.to || text.find(one.mark) == std::string::npos) continue;
            const pair_state* pair = nullptr;
            const auto* given = holder_of(one, pair);
            ASSERT_NE(given, nullptr) << text;
            ASSERT_EQ(pair->partner_of(one.author), line.row.to) << text;
            // Of one that was shown and deleted in the same act only what stood before is known, and then it was
            // sealed.
            const pair_state* still = nullptr;
            EXPECT_TRUE(given->opened || holder_in(here_.all.pairs, one, still) == nullptr) << text;
            EXPECT_TRUE(given->seen_by == audience::partner || given->seen_by == audience::partner_after_both) << text;
            EXPECT_TRUE(given->seen_by == audience::partner || has_answered(*pair, line.row.to, *given)) << text;
            ++shown_to_partners_;
        }
    }

    /// The gate's promises, told anew from what was put on its way.
    void is_wanted(const stage::line& line) {
        ++nudges_;
        const auto& person = here_.person(line.row.to);
        const auto zone = person.zone.empty() ? "Europe/Madrid" : person.zone;
        const auto there = to_local(line.at, zone);
        EXPECT_TRUE(there.minute >= 9 * 60 && there.minute < 18 * 60 && there.weekday <= 5) << line.row.key.text;
        EXPECT_TRUE(std::get<outgoing>(line.row.content).ways_out.has_value());
        if (line.row.to == here_.dora) return;  // no budget holds for lines to a contact
        EXPECT_FALSE(person.stopped || person.snoozed_until.value_or(line.at) > line.at) << line.row.key.text;
        auto& openings = openings_[line.row.to];
        EXPECT_TRUE(openings.insert(line.at).second) << "two messages at one moment: " << line.row.key.text;
        int in_a_week = 0, in_a_day = 0;
        for (const auto at : openings) {
            in_a_week += line.at - at < days(7) ? 1 : 0;
            in_a_day += to_local(at, zone).day == there.day ? 1 : 0;
            EXPECT_TRUE(at == line.at || line.at - at >= hours(20)) << line.row.key.text;
        }
        EXPECT_LE(in_a_week, 2) << line.row.key.text;
        EXPECT_EQ(in_a_day, 1) << line.row.key.text;
    }

    chance by_;
    stage here_;
    std::map<pair_id, pair_state> before_;
    std::vector<secret> secrets_;
    std::vector<std::pair<person_id, std::string>> written_;  ///< who wrote which message
    std::map<person_id, std::set<instant>> openings_;
    std::set<std::string> opened_;  ///< rules of talks that have happened
    std::size_t seen_ = 0, read_ = 0, nudges_ = 0, shown_to_partners_ = 0;
};

/// What was at stake in a run.
struct stakes {
    std::size_t shown = 0;  ///< how often somebody's words have reached their partner
    std::size_t nudges = 0;
};

stakes play(std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    crowd people(seed);
    people.check();  // what was said at the start, before anybody can ask for silence
    for (int act = 0; act < acts_in_a_run && !testing::Test::HasFailure(); ++act) {
        SCOPED_TRACE("act " + std::to_string(act));
        people.act();
        people.check();
    }
    return {people.shown_to_partners(), people.nudges()};
}

TEST(chance_and_turns, no_promise_is_broken) {
    if (const auto* wanted = std::getenv("WAYMARK_SEED")) {
        (void)play(std::strtoull(wanted, nullptr, 10));
        return;
    }
    std::random_device any;
    stakes all;
    for (int run = 0; run < runs && !HasFailure(); ++run) {
        const auto one = play(any());
        all.shown += one.shown;
        all.nudges += one.nudges;
    }
    EXPECT_GT(all.shown, 0U);          // otherwise nothing private was ever at stake
    EXPECT_GT(all.nudges, runs * 5U);  // nor anybody's budget; in a single run all may have said "stop"
}

}  // namespace
}  // namespace waymark
