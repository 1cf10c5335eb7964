#include "tests/service/support/crowd.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

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

/// Every third question is answered with a button.
bool has_buttons(int number) {
    return number % 3 == 0;
}

std::string question_text(int number) {
    return "  - id: " + step_name(number) + "\n    ask: Question " + std::to_string(number) + "\n    answer: " +
           (has_buttons(number) ? "{ kind: choice, options: { red: Red, green: Green, blue: Blue } }"
                                : "{ kind: text, max_chars: 100 }") +
           "\n    seen_by: me\n    give_up: { after: 8d, go: end }\n";
}

/// "Question 12".
int number_of(const std::string& question) {
    return std::atoi(question.c_str() + question.find(' '));
}

bool happens(std::mt19937_64& dice, double how_often) {
    return std::uniform_real_distribution<double>(0, 1)(dice) < how_often;
}

}  // namespace

std::string counting_flow() {
    std::string out =
        "flow: counting\nversion: 1\nlanguage: en\ntitle: Counting\npeople: [mentor]\nwords: [count]\n"
        "ends_after: 2 weeks\nsteps:\n";
    for (int i = 1; i <= questions_a_talk; ++i) out += question_text(i);
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
        slack_.with_world([&](slack_world& world) { read_on(world.shown(), read_in_slack_); });
        teams_.with_world([&](teams_world& world) { read_on(world.shown(), read_in_teams_); });
    }
    return by_user_[user];
}

void reading::read_on(const json& shown, std::size_t& read) {
    for (; read < shown.size(); ++read) {
        const auto& entry = shown[read];
        if (entry["kind"] != "post") continue;
        take_in(by_user_[entry[entry.contains("user") ? "user" : "user_shown_to"].get<std::string>()], entry);
    }
}

void reading::take_in(seen& by, const json& entry) {
    const auto text = entry.value("text", "");
    const bool reminder = text.starts_with("A reminder");
    by.copies = !reminder && text == by.latest ? by.copies + 1 : 1;
    by.most_copies = std::max(by.most_copies, by.copies);
    by.latest = text;
    if (text.starts_with("Question")) by.question = entry;
    if (by.copies > 1) return;
    if (reminder) ++by.reminders;
    if (text.starts_with("I am the helper")) ++by.helps;
    if (text.starts_with("Question")) ++by.questions;
    if (text.starts_with("That was all")) ++by.endings;
}

crowd::crowd(fake_slack& slack, fake_teams& teams, const std::atomic<int>& port,
             const std::vector<std::string>& mentors, const std::vector<std::string>& mentees, std::uint64_t seed)
    : teams_(teams), port_(port), seed_(seed), reading_(slack, teams) {
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
    const auto in_slack = slack_way(port);
    const auto in_teams = teams_door(port, teams_);
    for (bool busy = true; busy || !ending_;) {
        busy = false;
        for (auto i = first; i < people_.size(); i += step) {
            if (port != port_) {
                in_slack->move_to(port = port_);
                in_teams->move_to(port);
            }
            auto& door = is_in_slack(people_[i].user) ? *in_slack : *in_teams;
            if (steady_clock::now() >= people_[i].next_act) act(people_[i], door, dice);
            busy = busy || people_[i].pending.has_value();
        }
        std::this_thread::sleep_for(5ms);
    }
}

int crowd::done(deed::kind what) const {
    int out = 0;
    for (const auto& one : people_)
        if (const auto found = one.done.find(what); found != one.done.end()) out += found->second;
    return out;
}

namespace {

/// What comes to mind after something was said, whether or not it was answered.
std::optional<deed> afterthought(const someone& who, const deed& said, crowd_door& door, std::mt19937_64& dice) {
    if (!who.counts) return std::nullopt;
    if (said.is == deed::kind::write && happens(dice, 0.2)) return door.changed(who.user, said);
    if (said.is != deed::kind::command && happens(dice, 0.1)) return door.commanded(who.user);
    return std::nullopt;
}

/// What somebody has done stands in their own ledger from the moment it is acknowledged.
void take_note(someone& who, const deed& what) {
    ++who.done[what.is];
    switch (what.is) {
        case deed::kind::begin:
            ++who.talks;
            break;
        case deed::kind::write:
        case deed::kind::press:
            who.said.push_back(what.words);
            break;
        case deed::kind::change:
            who.said.back() = what.words;
            break;
        case deed::kind::command:
            break;
    }
}

}  // namespace

/// Whoever has read the answer to their last words has something to say next.
std::optional<deed> crowd::next_deed(const someone& who, crowd_door& door, std::mt19937_64& dice) {
    if (!who.counts && who.talks == silent_talks_a_day) return std::nullopt;
    const auto seen = reading_.of(who.user);
    if (who.talks == 0 || seen.endings == who.talks)
        return door.written(who.user, deed::kind::begin, who.counts ? "count" : "listen");
    if (!who.counts) return std::nullopt;
    if (seen.questions <= static_cast<int>(who.said.size())) return std::nullopt;
    if (has_buttons(number_of(seen.question.value("text", "")))) return door.pressed(who.user, seen.question, dice);
    return door.written(who.user, deed::kind::write, "words number " + std::to_string(next_serial()));
}

void crowd::act(someone& who, crowd_door& door, std::mt19937_64& dice) {
    if (!who.pending) {
        who.next_act = steady_clock::now() + 50ms;
        if (ending_) return;
        who.pending = who.decided ? std::exchange(who.decided, std::nullopt) : next_deed(who, door, dice);
        who.deliveries = 0;
    }
    if (who.pending) deliver(who, door, dice);
}

void crowd::deliver(someone& who, crowd_door& door, std::mt19937_64& dice) {
    if (door.deliver(who.user, *who.pending, who.deliveries++) != 200) return;
    ++acknowledged_;
    const auto done = std::move(*who.pending);
    who.pending.reset();
    take_note(who, done);
    who.decided = afterthought(who, done, door, dice);
    who.next_act = steady_clock::now() + std::chrono::milliseconds(500 + dice() % 2000);
    who.earlier.push_back(done);
    if (who.earlier.size() > most_remembered) who.earlier.erase(who.earlier.begin());
    if (happens(dice, 0.2)) (void)door.deliver(who.user, who.earlier[dice() % who.earlier.size()], 1);
    if (happens(dice, 0.1) && done.is == deed::kind::write) (void)door.deliver_as_new(done);
}

}  // namespace waymark::testing
