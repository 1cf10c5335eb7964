#include "tests/service/support/crowd.hpp"

#include <algorithm>

#include "tests/service/support/participant.hpp"

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using std::chrono::steady_clock;

constexpr std::size_t connections = 4;
constexpr int most_remembered = 5;
constexpr auto between_looks = 20ms;

std::string step_name(int number) {
    const auto digits = std::to_string(number);
    return "q" + std::string(3 - digits.size(), '0') + digits;
}

bool happens(std::mt19937_64& dice, double how_often) {
    return std::uniform_real_distribution<double>(0, 1)(dice) < how_often;
}

}  // namespace

std::string counting_flow() {
    std::string out =
        "flow: counting\nversion: 1\nlanguage: en\ntitle: Counting\npeople: [mentor]\nwords: [count]\n"
        "ends_after: 2 weeks\nsteps:\n";
    for (int i = 1; i <= questions_a_talk; ++i)
        out += "  - id: " + step_name(i) + "\n    ask: Question " + std::to_string(i) +
               "\n    answer: { kind: text, max_chars: 100 }\n    seen_by: me\n"
               "    give_up: { after: 8d, go: end }\n";
    return out + "  - id: finished\n    say: That was all. Write \"count\" to go on.\n    end: true\n";
}

std::string silent_flow() {
    return "flow: silent\nversion: 1\nlanguage: en\ntitle: Silent\npeople: [mentee]\nwords: [listen]\n"
           "ends_after: 2 weeks\nsteps:\n"
           "  - id: there\n    ask: Question for you, whenever you like\n"
           "    answer: { kind: text, max_chars: 100 }\n    seen_by: me\n"
           "    remind: { after: [5s, 10s, 15s], say: A reminder }\n    give_up: { after: 20s, go: finished }\n"
           "  - id: finished\n    say: That was all. Write \"listen\" to go on.\n    end: true\n";
}

reading::seen reading::of(const std::string& user) {
    const std::scoped_lock alone(one_at_a_time_);
    if (const auto now = steady_clock::now(); now - read_at_ > between_looks) {
        read_at_ = now;
        slack_.with_world([&](slack_world& world) {
            for (const auto& all = world.shown(); read_ < all.size(); ++read_) {
                const auto& entry = all[read_];
                const auto text = entry.value("text", "");
                auto& by = by_user_[entry.value("user_shown_to", "")];
                if (text.starts_with("Question")) ++by.questions;
                if (text.starts_with("A reminder")) ++by.reminders;
                if (text.starts_with("That was all")) ++by.endings;
            }
        });
    }
    return by_user_[user];
}

crowd::crowd(fake_slack& slack, const std::atomic<int>& port, const std::vector<std::string>& mentors,
             const std::vector<std::string>& mentees, std::uint64_t seed)
    : port_(port), seed_(seed), reading_(slack) {
    for (const auto* users : {&mentors, &mentees})
        for (const auto& user : *users) {
            someone one;
            one.user = user;
            one.counts = users == &mentors;
            people_.push_back(std::move(one));
        }
}

void crowd::begin() {
    for (std::size_t i = 0; i < connections; ++i) threads_.emplace_back([this, i] { talk(i, connections, seed_ + i); });
}

void crowd::end() {
    ending_ = true;
    threads_.clear();
}

void crowd::talk(std::size_t first, std::size_t step, std::uint64_t seed) {
    std::mt19937_64 dice(seed);
    int port = port_;
    slack_caller caller(port, signing_secret);
    for (bool busy = true; busy || !ending_;) {
        busy = false;
        for (auto i = first; i < people_.size(); i += step) {
            if (port != port_) caller.move_to(port = port_);
            if (steady_clock::now() >= people_[i].next_act) act(people_[i], caller, dice);
            busy = busy || !people_[i].pending.is_null();
        }
        std::this_thread::sleep_for(5ms);
    }
}

/// Whoever has read the answer to their last words has something to say next.
bool crowd::has_something_to_say(const someone& who) {
    if (!who.counts && who.talks == silent_talks_a_day) return false;
    const auto seen = reading_.of(who.user);
    if (who.talks == 0 || seen.endings == who.talks) return true;
    return who.counts && seen.questions > static_cast<int>(who.said.size());
}

void crowd::act(someone& who, slack_caller& caller, std::mt19937_64& dice) {
    if (who.pending.is_null()) {
        who.next_act = steady_clock::now() + 50ms;
        if (ending_ || !has_something_to_say(who)) return;
        const bool begins = who.talks == 0 || !who.counts || who.asked == questions_a_talk;
        const auto serial = std::to_string(next_serial());
        const auto words = who.counts ? "count" : "listen";
        who.pending = message_event(who.user, begins ? words : "words number " + serial, next_ts(), "Ev" + serial);
        who.deliveries = 0;
    }
    deliver(who, caller, dice);
}

void crowd::deliver(someone& who, slack_caller& caller, std::mt19937_64& dice) {
    std::map<std::string, std::string> retry{{"X-Slack-Retry-Num", std::to_string(std::clamp(who.deliveries, 1, 3))},
                                             {"X-Slack-Retry-Reason", "connection_failed"}};
    const auto event = who.pending;
    if (caller.event(event, who.deliveries++ == 0 ? std::map<std::string, std::string>{} : retry).status != 200) return;
    ++acknowledged_;
    who.pending = nullptr;
    const auto text = event["event"]["text"].get<std::string>();
    if (text.starts_with("words")) {
        who.said.push_back(text);
        ++who.asked;
    } else {
        ++who.talks;
        who.asked = 0;
    }
    who.next_act = steady_clock::now() + std::chrono::milliseconds(500 + dice() % 2000);
    who.earlier.push_back(event);
    if (who.earlier.size() > most_remembered) who.earlier.erase(who.earlier.begin());
    if (happens(dice, 0.2)) (void)caller.event(who.earlier[dice() % who.earlier.size()], retry);
    if (happens(dice, 0.1)) {
        auto renamed = event;
        renamed["event_id"] = "EvAGAIN" + std::to_string(next_serial());
        (void)caller.event(renamed);
    }
}

}  // namespace waymark::testing
