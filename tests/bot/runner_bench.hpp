// The runners on a clock turned by hand, a store in memory and a platform that remembers, with a step simple enough to
// see what the runners do: whatever a person says is answered, "in N" sets a timer, "throw" throws.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>

#include "bot/manual_clock.hpp"
#include "bot/outbox_runner.hpp"
#include "bot/timer_runner.hpp"
#include "bot/turn_runner.hpp"
#include "tests/support/direct_door.hpp"
#include "tests/support/recording_adapter.hpp"

namespace waymark::testing {

inline const instant noon = from_us(1'770'000'000'000'000);

inline address address_of(const std::string& user) {
    return {"test", {"T1"}, user};
}

inline outbox_message message_to(const person_state& who, std::string key) {
    outbox_message out;
    out.key.text = std::move(key);
    out.to = who.id;
    out.at = who.addresses.front();
    outgoing words;
    words.text.push_back({"hello", false});
    out.content = words;
    return out;
}

/// One step of the little world of these tests.
inline turn_outcome answer_everything(const world& before, const stimulus& what, instant now) {
    turn_outcome out;
    if (const auto* event = std::get_if<heard>(&what)) {
        auto who = before.people.at(event->who);
        const auto* said = std::get_if<inbound::said>(&event->event.what);
        const auto text = said == nullptr ? std::string() : said->text;
        if (text == "throw") throw std::runtime_error("secret words of somebody");
        if (text.starts_with("in ")) {
            const turn_owner owner(who.id);
            out.timers.push_back({"person/" + who.id.text + "/t", owner, std::nullopt,
                                  now + std::chrono::seconds(std::stoi(text.substr(3)))});
        } else {
            out.outbox.push_back(message_to(who, who.id.text + "/reply/" + std::to_string(++who.replies)));
        }
        out.people.push_back(std::move(who));
    } else if (std::holds_alternative<time_passed>(what)) {
        for (auto [id, who] : before.people) {
            if (who.first_name == "throws") throw std::runtime_error("secret words of somebody");
            if (who.first_name == "again") {  // leaves something due at once
                who.first_name = "done";
                const turn_owner owner(id);
                out.timers.push_back({"person/" + id.text + "/again", owner, std::nullopt, now});
                out.people.push_back(who);
            }
            out.outbox.push_back(message_to(who, id.text + "/due/" + std::to_string(to_us(now))));
        }
    } else if (const auto* gone = std::get_if<undeliverable>(&what)) {
        auto who = before.people.at(gone->who);
        who.reachable = false;
        who.full_name = gone->reason;
        out.people.push_back(std::move(who));
    } else if (const auto* late = std::get_if<came_too_late>(&what)) {
        auto who = before.people.at(late->who);
        who.full_name = late->message.text;
        out.people.push_back(std::move(who));
    }
    return out;
}

struct runner_bench : ::testing::Test {
    boost::asio::io_context io;
    manual_clock hands{noon};
    direct_door door{io};
    std::vector<std::string> problems;  ///< whatever a runner complained of
    task_group tasks{io.get_executor(), [this](std::string_view task, const std::exception& what) {
                         problems.push_back(std::string(task) + ": " + what.what());
                     }};
    recording_adapter platform;
    std::vector<std::string> dead, closed, gone, removed;
    std::vector<span> clock_steps;
    std::unique_ptr<turn_runner> turns;
    std::unique_ptr<timer_runner> timers;
    std::unique_ptr<outbox_runner> outbox;

    runner_bench() {
        turn_runner::listeners of_turns;
        of_turns.messages_wait = [this] { outbox->messages_wait(); };
        of_turns.timer_set = [this](instant when) { timers->timer_set(when); };
        of_turns.app_removed = [this](const address& at) { removed.push_back(at.tenant.text); };
        of_turns.app_added = [this](const address& at) { removed.push_back(at.tenant.text + " is back"); };
        of_turns.failed = [this](const std::string& what, const std::string& why) {
            problems.push_back(what + ": " + why);
        };
        turns = std::make_unique<turn_runner>(door, hands, answer_everything, of_turns);
        timers = std::make_unique<timer_runner>(door, hands, *turns);
        outbox_runner::listeners of_outbox;
        of_outbox.dead = [this](const outbox_row& row, const std::string& why) {
            dead.push_back(row.message.key.text + ": " + why);
        };
        of_outbox.account_dead = [this](const address& at, const std::string& why) {
            closed.push_back(at.tenant.text + ": " + why);
        };
        of_outbox.clock_set = [this](span by) { clock_steps.push_back(by); };
        of_outbox.person_gone = [this](person_id who, address at, std::string why) {
            gone.push_back(who.text + ": " + why);
            return turns->unreachable(std::move(who), std::move(at), std::move(why));
        };
        of_outbox.too_late = [this](person_id who, message_key what) {
            return turns->too_late(std::move(who), std::move(what));
        };
        const std::vector<adapter*> platforms{&platform};
        outbox = std::make_unique<outbox_runner>(door, hands, tasks, platforms, of_outbox, 7);
        enrol({"U1", "U2"});
    }
    ~runner_bench() override { end(); }

    /// Ends every task. A test with tasks of its own calls it before what they use goes.
    void end() {
        turns->stop();
        timers->stop();
        outbox->stop();
        auto ignore = [](const std::exception_ptr&, bool) {};
        boost::asio::co_spawn(io, tasks.stop(std::chrono::milliseconds(0), std::chrono::seconds(1)), ignore);
        io.restart();
        io.run();
    }

    void enrol(const std::vector<std::string>& users) {
        for (const auto& user : users) {
            person_state who;
            who.id.text = "p" + user;
            who.tenant.text = "T1";
            who.addresses.push_back(address_of(user));
            turn_outcome all;
            all.people.push_back(who);
            (void)door.at().turn(turn_owner(who.id), [&](const world&) { return all; }, {}, noon).value();
        }
    }
    /// An event as the inbox stores it. "U1: hello".
    void accept(const std::string& user, const std::string& text) {
        inbound_event event;
        event.key = user + "/" + std::to_string(++serial);
        event.from = address_of(user);
        event.at = hands.now();
        event.what = inbound::said{text};
        ASSERT_TRUE(door.at().accept(event, hands.now()).value());
        turns->events_wait();
    }
    /// A message put into the outbox as a turn would.
    void put(const std::string& user, const std::string& key, message_class kind = message_class::reply,
             instant expires = never) {
        turn_outcome out;
        person_state who;
        who.id.text = "p" + user;
        who.addresses.push_back(address_of(user));
        out.outbox.push_back(message_to(who, key));
        out.outbox.back().kind = kind;
        out.outbox.back().expires = expires;
        (void)door.at().turn(turn_owner(who.id), [&](const world&) { return out; }, {}, hands.now()).value();
        outbox->messages_wait();
    }
    void start() {
        tasks.spawn("turns", turns->run());
        tasks.spawn("timers", timers->run());
        tasks.spawn("outbox", outbox->run());
        settle();
    }
    /// Until nothing is left to do at this moment.
    void settle() {
        io.restart();
        while (io.poll() > 0) io.restart();
    }
    /// Really waits: for the pauses that a runner makes when the storage fails.
    void wait(std::chrono::milliseconds length) {
        io.restart();
        io.run_for(length);
    }
    void move(span by) {
        hands.move_to(hands.now() + by);
        settle();
    }
    [[nodiscard]] store_health rows() { return door.at().health().value(); }
    [[nodiscard]] person_state person(const std::string& user) {
        const person_id id{"p" + user};
        return door.at().load(turn_owner(id)).value().people.at(id);
    }

    int serial = 0;
};

/// One way a send may end.
inline send_outcome ending(send_outcome::kind is, std::string reason = {}, span retry_after = {}) {
    send_outcome out;
    out.is = is;
    out.reason = std::move(reason);
    out.retry_after = retry_after;
    return out;
}

}  // namespace waymark::testing
