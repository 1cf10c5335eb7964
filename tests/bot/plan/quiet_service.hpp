// The real runners on a database file and a clock turned by hand, with people who only get messages: for what a plan
// says and what then comes. Everything runs on the test's own thread.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "bot/hold_watch.hpp"
#include "bot/manual_clock.hpp"
#include "bot/outbox_runner.hpp"
#include "bot/plan/forecast.hpp"
#include "bot/startup.hpp"
#include "bot/timer_runner.hpp"
#include "bot/turn_runner.hpp"
#include "tests/support/recording_adapter.hpp"

namespace waymark::testing {

/// Jobs run when they are asked; their answers come a turn of the loop later.
class store_door_here final : public store_door {
  public:
    store_door_here(boost::asio::io_context& io, store& at) : io_(io), at_(at) {}

    using store_door::ask;
    void ask(job work, answer done, std::chrono::microseconds) override {
        auto ended = at_.transaction([&] { return work(at_); });
        boost::asio::post(io_, [ended, done = std::move(done)] { done(ended); });
    }
    [[nodiscard]] std::size_t waiting() const override { return 0; }

  private:
    boost::asio::io_context& io_;
    store& at_;
};

class quiet_service {
  public:
    /// `on_hold`: the file that says what is, if there is one.
    quiet_service(store& at, const script_book& book, instant now, const std::string& on_hold)
        : at_(at), book_(book), hands_(now), door_(io_, at) {
        platform_.name = "slack";
        platform_.on_send = [this] { note(platform_.sent.back()); };
        turn_runner::listeners of_turns;
        of_turns.messages_wait = [this] { outbox_->messages_wait(); };
        of_turns.timer_set = [this](instant when) { timers_->timer_set(when); };
        of_turns.failed = [](const std::string& what, const std::string& why) { ADD_FAILURE() << what << ": " << why; };
        const auto step = [this](world before, const stimulus& what, instant when) {
            auto out = take_turn(book_, std::move(before), what, when);
            // with the people it also needs it is stepped once more, and that counts
            steps_again_ = !out.also_needed.empty() && !steps_again_;
            if (!steps_again_) reasons_.learn(out);
            for (const auto& line : out.log) note(line);
            for (const auto& one : out.outbox) kinds_[one.key] = one.kind;
            return out;
        };
        turns_ = std::make_unique<turn_runner>(door_, hands_, step, of_turns);
        timers_ = std::make_unique<timer_runner>(door_, hands_, *turns_);
        outbox_runner::listeners of_outbox;
        of_outbox.dead = [](const outbox_row& row, const std::string& why) {
            const bool was_on_hold = why == reason_expired || why == "held";
            if (!was_on_hold) ADD_FAILURE() << row.message.key.text << " is dead: " << why;
        };
        of_outbox.held = [this](const outbox_row& row, instant when) { return holds_->not_now(row, when); };
        of_outbox.too_late = [this](person_id who, message_key what) {
            return turns_->too_late(std::move(who), std::move(what));
        };
        holds_ = std::make_unique<hold_watch>(door_, *turns_, on_hold, now, [this](bool released) {
            outbox_->holds_changed(released);
            timers_->rest_while(holds_->everything());
        });
        outbox_ =
            std::make_unique<outbox_runner>(door_, hands_, tasks_, std::vector<adapter*>{&platform_}, of_outbox, 7);
    }
    ~quiet_service() {
        turns_->stop();
        timers_->stop();
        outbox_->stop();
        const auto ignore = [](const std::exception_ptr&, bool) {};
        boost::asio::co_spawn(io_, tasks_.stop(std::chrono::milliseconds(0), std::chrono::seconds(1)), ignore);
        io_.restart();
        io_.run();
    }
    quiet_service(const quiet_service&) = delete;
    quiet_service& operator=(const quiet_service&) = delete;

    /// What was let out before it began is known from what stands in the store.
    void learn(const person_state& person) { reasons_.learn(person); }
    void learn(const pair_state& pair) { reasons_.learn(pair); }

    void run_until(instant until) {
        timers_->rest_while(holds_->everything());
        // first of all, as a plan has it: at one moment, a clock turned by hand has no order of its own
        boost::asio::co_spawn(io_, holds_->look(),
                              [](const std::exception_ptr& failed, bool told) { EXPECT_TRUE(!failed && told); });
        settle();
        tasks_.spawn("turns", turns_->run());
        tasks_.spawn("timers", timers_->run());
        tasks_.spawn("outbox", outbox_->run());
        settle();
        for (;;) {
            const auto due = holds_->everything() ? never : at_.next_due().value().value_or(never);
            const auto next = std::max(std::min(due, at_.next_send().value().value_or(never)), hands_.now() + span(1));
            if (next >= until) break;
            hands_.move_to(next);
            settle();
        }
    }
    /// What nobody asked for, in its order.
    struct arrival {
        instant at;
        std::string user;
        std::vector<std::string> what;  ///< as in planning::foreseen_message
        friend auto operator<=>(const arrival&, const arrival&) = default;
    };
    [[nodiscard]] const std::vector<arrival>& came() const { return came_; }
    /// By person: what was due and has become too old in their gate.
    [[nodiscard]] std::map<person_id, int> too_much() const {
        std::map<person_id, int> out;
        for (const auto& [who, key] : expired_) ++out[who];
        return out;
    }

  private:
    void settle() {
        io_.restart();
        while (io_.poll() > 0) io_.restart();
    }
    void note(const log_line& line) {
        const std::string about = "person/", expired = "expired ";
        if (line.event == "held_back" && line.detail.starts_with(expired))
            expired_.emplace(person_id{line.about.substr(about.size())}, line.detail.substr(expired.size()));
    }
    void note(const outbound& message) {
        const auto kind = kinds_.find(message.key);
        if (kind != kinds_.end() && kind->second == message_class::nudge)
            came_.push_back({hands_.now(), message.to.user, reasons_.of(message.key)});
    }

    store& at_;
    const script_book& book_;
    boost::asio::io_context io_;
    manual_clock hands_;
    store_door_here door_;
    task_group tasks_{io_.get_executor(), [](std::string_view task, const std::exception& what) {
                          ADD_FAILURE() << task << ": " << what.what();
                      }};
    recording_adapter platform_;
    std::unique_ptr<turn_runner> turns_;
    std::unique_ptr<timer_runner> timers_;
    std::unique_ptr<outbox_runner> outbox_;
    std::unique_ptr<hold_watch> holds_;
    planning::message_reasons reasons_{book_};
    bool steps_again_ = false;
    std::map<message_key, message_class> kinds_;
    std::vector<arrival> came_;
    std::set<std::pair<person_id, std::string>> expired_;
};

}  // namespace waymark::testing
