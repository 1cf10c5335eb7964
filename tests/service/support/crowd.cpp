#include "tests/service/support/crowd.hpp"

#include <algorithm>
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

/// The first row of buttons under a message.
const json* buttons_of(const json& message) {
    if (message.contains("blocks"))
        for (const auto& block : message["blocks"])
            if (block.value("type", "") == "actions") return &block;
    return nullptr;
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
        slack_.with_world([&](slack_world& world) {
            for (const auto& all = world.shown(); read_ < all.size(); ++read_) {
                const auto& entry = all[read_];
                if (entry["kind"] != "post") continue;
                const auto text = entry.value("text", "");
                auto& by = by_user_[entry.value("user_shown_to", "")];
                if (text.starts_with("I am the helper")) ++by.helps;
                if (text.starts_with("Question")) {
                    ++by.questions;
                    by.question = entry;
                }
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

deed written(const someone& who, deed::kind is, const std::string& words) {
    deed out;
    out.is = is;
    out.words = words;
    out.ts = next_ts();
    out.payload = message_event(who.user, words, out.ts, "Ev" + std::to_string(next_serial()));
    return out;
}

deed changed(const someone& who, const deed& before) {
    deed out;
    out.is = deed::kind::change;
    out.words = before.words + ", changed";
    out.payload = edit_event(who.user, before.words, out.words, before.ts, "Ev" + std::to_string(next_serial()));
    return out;
}

deed pressed(const someone& who, const json& question, const json& buttons, std::mt19937_64& dice) {
    const auto& all = buttons["elements"];
    const auto& button = all[dice() % all.size()];
    deed out;
    out.is = deed::kind::press;
    out.words = button["value"].get<std::string>();
    out.payload =
        click_payload(who.user, question, buttons["block_id"].get<std::string>(), button, out.words, next_serial());
    return out;
}

deed commanded() {
    deed out;
    out.is = deed::kind::command;
    out.serial = next_serial();
    return out;
}

/// What comes to mind after something was said, whether or not it was answered.
std::optional<deed> afterthought(const someone& who, const deed& said, std::mt19937_64& dice) {
    if (!who.counts) return std::nullopt;
    if (said.is == deed::kind::write && happens(dice, 0.2)) return changed(who, said);
    if (said.is != deed::kind::command && happens(dice, 0.1)) return commanded();
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
std::optional<deed> crowd::next_deed(const someone& who, std::mt19937_64& dice) {
    if (!who.counts && who.talks == silent_talks_a_day) return std::nullopt;
    const auto seen = reading_.of(who.user);
    if (who.talks == 0 || seen.endings == who.talks)
        return written(who, deed::kind::begin, who.counts ? "count" : "listen");
    if (!who.counts) return std::nullopt;
    if (seen.questions <= static_cast<int>(who.said.size())) return std::nullopt;
    if (const auto* buttons = buttons_of(seen.question)) return pressed(who, seen.question, *buttons, dice);
    return written(who, deed::kind::write, "words number " + std::to_string(next_serial()));
}

void crowd::act(someone& who, slack_caller& caller, std::mt19937_64& dice) {
    if (!who.pending) {
        who.next_act = steady_clock::now() + 50ms;
        if (ending_) return;
        who.pending = who.decided ? std::exchange(who.decided, std::nullopt) : next_deed(who, dice);
        who.deliveries = 0;
    }
    if (who.pending) deliver(who, caller, dice);
}

int crowd::answer_status(const someone& who, const deed& what, bool again, slack_caller& caller) {
    if (what.is == deed::kind::command) return caller.command(who.user, "help", what.serial).status;
    if (what.is == deed::kind::press) return caller.interaction(what.payload).status;
    if (!again) return caller.event(what.payload).status;
    const auto number = std::to_string(std::clamp(who.deliveries, 1, 3));
    return caller.event(what.payload, {{"X-Slack-Retry-Num", number}, {"X-Slack-Retry-Reason", "connection_failed"}})
        .status;
}

void crowd::deliver(someone& who, slack_caller& caller, std::mt19937_64& dice) {
    if (answer_status(who, *who.pending, who.deliveries++ > 0, caller) != 200) return;
    ++acknowledged_;
    const auto done = std::move(*who.pending);
    who.pending.reset();
    take_note(who, done);
    who.decided = afterthought(who, done, dice);
    who.next_act = steady_clock::now() + std::chrono::milliseconds(500 + dice() % 2000);
    who.earlier.push_back(done);
    if (who.earlier.size() > most_remembered) who.earlier.erase(who.earlier.begin());
    if (happens(dice, 0.2)) (void)answer_status(who, who.earlier[dice() % who.earlier.size()], true, caller);
    if (happens(dice, 0.1) && done.is == deed::kind::write) {
        auto renamed = done;
        renamed.payload["event_id"] = "EvAGAIN" + std::to_string(next_serial());
        (void)answer_status(who, renamed, false, caller);
    }
}

}  // namespace waymark::testing
