#include "tests/support/fault_store.hpp"

namespace waymark {

void faults::fail(store_call which, store_errc with, int times) {
    const std::lock_guard hold(guard_);
    planned_.push_back({which, with, times});
}

void faults::lose_answer_of_commit(int passing) {
    const std::lock_guard hold(guard_);
    commits_until_lost_ = passing;
}

int faults::left() const {
    const std::lock_guard hold(guard_);
    int out = commits_until_lost_ ? 1 : 0;
    for (const auto& one : planned_) out += one.times;
    return out;
}

std::optional<store_errc> faults::next(store_call which) {
    const std::lock_guard hold(guard_);
    for (auto& one : planned_)
        if (one.which == which && one.times > 0) {
            --one.times;
            return one.with;
        }
    return std::nullopt;
}

bool faults::answer_is_lost() {
    const std::lock_guard hold(guard_);
    if (!commits_until_lost_ || (*commits_until_lost_)-- > 0) return false;
    commits_until_lost_.reset();
    return true;
}

class fault_store final : public store {
  public:
    fault_store(std::unique_ptr<store> inner, std::shared_ptr<faults> plan)
        : inner_(std::move(inner)), plan_(std::move(plan)) {}

    result<void> transaction(const std::function<result<void>()>& work) override {
        if (depth_ > 0) return inner_->transaction(work);
        const auto to_the_end = [&]() -> result<void> {
            const deeper one(depth_);
            auto done = work();
            if (done.has_error()) return done;
            if (const auto code = plan_->next(store_call::commit)) return make_error_code(*code);
            return {};
        };
        auto ended = inner_->transaction(to_the_end);
        if (!ended.has_error() && plan_->answer_is_lost()) return make_error_code(store_errc::unavailable);
        return ended;
    }

    result<bool> accept(const inbound_event& event, instant now) override {
        return guarded(store_call::accept, [&] { return inner_->accept(event, now); });
    }
    result<std::vector<inbox_row>> claim_inbox(std::size_t limit, instant now) override {
        return guarded(store_call::claim_inbox, [&] { return inner_->claim_inbox(limit, now); });
    }
    result<void> quarantine(std::int64_t inbox_id, const std::string& reason, instant now) override {
        return guarded(store_call::quarantine, [&] { return inner_->quarantine(inbox_id, reason, now); });
    }
    result<std::optional<person_id>> find_person(const address& at) override {
        return guarded(store_call::find_person, [&] { return inner_->find_person(at); });
    }
    result<std::vector<outbox_row>> turn(const turn_owner& owner, const step_function& step,
                                         std::optional<std::int64_t> inbox_id, instant now) override {
        return guarded(store_call::turn, [&] { return inner_->turn(owner, step, inbox_id, now); });
    }
    result<world> load(const turn_owner& owner) override {
        return guarded(store_call::others, [&] { return inner_->load(owner); });
    }
    result<void> finish_inbox(std::int64_t inbox_id) override {
        return guarded(store_call::finish_inbox, [&] { return inner_->finish_inbox(inbox_id); });
    }
    result<std::vector<due_timer>> due_timers(instant now, std::size_t limit) override {
        return guarded(store_call::due_timers, [&] { return inner_->due_timers(now, limit); });
    }
    result<std::optional<instant>> next_due() override {
        return guarded(store_call::others, [&] { return inner_->next_due(); });
    }
    result<std::vector<outbox_row>> sendable(instant now, send_limit limit, const rows_in_hand& known) override {
        return guarded(store_call::others, [&] { return inner_->sendable(now, limit, known); });
    }
    result<std::vector<outbox_row>> begin_sends(std::vector<outbox_row> rows, instant now) override {
        return guarded(store_call::begin_sends, [&] { return inner_->begin_sends(std::move(rows), now); });
    }
    result<std::int64_t> recover_outbox(instant now) override {
        return guarded(store_call::others, [&] { return inner_->recover_outbox(now); });
    }
    result<void> clock_set_back(instant latest, instant now) override {
        return guarded(store_call::others, [&] { return inner_->clock_set_back(latest, now); });
    }
    result<std::vector<outbox_row>> unknown_sends(instant now, std::size_t limit) override {
        return guarded(store_call::others, [&] { return inner_->unknown_sends(now, limit); });
    }
    result<void> record_send(std::int64_t outbox_id, const send_result& how, instant now) override {
        return guarded(store_call::record_send, [&] { return inner_->record_send(outbox_id, how, now); });
    }
    result<std::optional<instant>> next_send() override {
        return guarded(store_call::others, [&] { return inner_->next_send(); });
    }
    result<std::vector<past_send>> sends_since(instant earliest, std::size_t limit) override {
        return guarded(store_call::others, [&] { return inner_->sends_since(earliest, limit); });
    }
    result<std::vector<dead_letter>> dead_letters(std::size_t limit) override {
        return guarded(store_call::others, [&] { return inner_->dead_letters(limit); });
    }
    result<std::optional<std::string>> platform_ref(const message_key& key) override {
        return guarded(store_call::others, [&] { return inner_->platform_ref(key); });
    }
    result<std::vector<visible_answer>> answers(const pair_id& pair, const reader& who) override {
        return guarded(store_call::others, [&] { return inner_->answers(pair, who); });
    }
    result<bool> is_forgotten(const person_id& who) override {
        return guarded(store_call::others, [&] { return inner_->is_forgotten(who); });
    }
    result<std::int64_t> forget_again(instant now) override {
        return guarded(store_call::others, [&] { return inner_->forget_again(now); });
    }
    result<std::vector<log_line>> history(const std::string& about, std::size_t limit) override {
        return guarded(store_call::others, [&] { return inner_->history(about, limit); });
    }
    result<std::vector<pair_id>> pairs(const pair_id& after, std::size_t limit) override {
        return guarded(store_call::others, [&] { return inner_->pairs(after, limit); });
    }
    result<std::vector<flow_body>> published_flows() override {
        return guarded(store_call::others, [&] { return inner_->published_flows(); });
    }
    result<void> publish_flow(const flow_body& flow, instant now) override {
        return guarded(store_call::others, [&] { return inner_->publish_flow(flow, now); });
    }
    result<void> keep_note(const platform_note& one) override {
        return guarded(store_call::others, [&] { return inner_->keep_note(one); });
    }
    result<std::optional<std::string>> note(const address& about, const std::string& name, instant now) override {
        return guarded(store_call::others, [&] { return inner_->note(about, name, now); });
    }
    result<std::optional<std::string>> fact(const std::string& name) override {
        return guarded(store_call::others, [&] { return inner_->fact(name); });
    }
    result<void> set_fact(const std::string& name, const std::string& value) override {
        return guarded(store_call::others, [&] { return inner_->set_fact(name, value); });
    }
    result<std::vector<key_change>> renew_master_key() override {
        return guarded(store_call::others, [&] { return inner_->renew_master_key(); });
    }
    result<store_health> health() override {
        return guarded(store_call::others, [&] { return inner_->health(); });
    }
    result<std::int64_t> tidy(instant now, std::size_t limit) override {
        return guarded(store_call::others, [&] { return inner_->tidy(now, limit); });
    }

  private:
    class deeper {
      public:
        explicit deeper(int& depth) : depth_(depth) { ++depth_; }
        ~deeper() { --depth_; }
        deeper(const deeper&) = delete;
        deeper& operator=(const deeper&) = delete;

      private:
        int& depth_;
    };

    template <class Call>
    auto guarded(store_call which, const Call& call) -> std::invoke_result_t<const Call&> {
        using outcome = std::invoke_result_t<const Call&>;
        if (const auto code = plan_->next(which)) return outcome(boost::system::in_place_error, make_error_code(*code));
        return call();
    }

    std::unique_ptr<store> inner_;
    std::shared_ptr<faults> plan_;
    int depth_ = 0;
};

std::unique_ptr<store> create_fault_store(std::unique_ptr<store> inner, std::shared_ptr<faults> plan) {
    return std::make_unique<fault_store>(std::move(inner), std::move(plan));
}

}  // namespace waymark
