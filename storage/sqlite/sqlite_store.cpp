#include "storage/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/sealed_rows.hpp"
#include "storage/sqlite/sqlite_parts.hpp"
#include "storage/turn_rows.hpp"
#include "storage/visibility.hpp"

namespace waymark {
namespace {

using sqlite::as_rows;

class sqlite_store final : public store {
  public:
    sqlite_store(std::unique_ptr<sqlite_db> db, ledger forgotten)
        : kept_(std::move(db)), db_(*kept_), forgotten_(std::move(forgotten)) {}

    result<void> transaction(const std::function<result<void>()>& work) override { return db_.whole(work); }

    result<bool> accept(const inbound_event& event, instant now) override {
        return db_.part([&] { return sqlite::accept(db_, event, now); });
    }
    result<std::vector<inbox_row>> claim_inbox(std::size_t limit, instant now) override {
        return db_.part([&] { return sqlite::claim_inbox(db_, limit, now); });
    }
    result<void> quarantine(std::int64_t inbox_id, const std::string& reason, instant now) override {
        return db_.part([&] { return sqlite::set_aside(db_, inbox_id, reason, now); });
    }

    result<std::optional<person_id>> find_person(const address& at) override {
        return db_.part([&]() -> result<std::optional<person_id>> {
            auto row = db_.use(sql::find_person);
            if (!row.with(at.tenant.text, at.platform, at.user).next()) return std::optional<person_id>();
            return std::optional(person_id{row.text(0)});
        });
    }

    result<std::vector<outbox_row>> turn(const turn_owner& owner, const step_function& step,
                                         std::optional<std::int64_t> inbox_id, instant now) override {
        return db_.part([&]() -> result<std::vector<outbox_row>> {
            auto before = sqlite::load(db_, owner);
            auto after = sqlite::take_step(db_, owner, before, step);
            if (!sqlite::can_be_written(before, after)) return make_error_code(store_errc::misuse);
            for (const auto& who :
                 after.forgotten)  // first the ledger: if this ends in between, the next start goes on
                if (!is_in_ledger(who, now)) return make_error_code(store_errc::no_ledger);
            // at most once: an event that is not in the inbox any more has been worked on. From here on all is written.
            if (inbox_id && db_.use_for_good(sql::drop_inbox).with(*inbox_id).run() == 0)
                return make_error_code(store_errc::missing);
            sqlite::take_out_due(db_, handed_out_, owner, after);
            return sqlite::together(db_, [&] {
                const auto gone = after.forgotten;
                auto added = sqlite::write(db_, owner, before, std::move(after), now);
                for (const auto& who : gone) sqlite::forget(db_, who, *mark_in_ledger(who), now);
                return added;
            });
        });
    }

    result<world> load(const turn_owner& owner) override {
        return db_.part([&]() -> result<world> { return sqlite::load(db_, owner).all; });
    }

    result<void> finish_inbox(std::int64_t inbox_id) override {
        return db_.part([&]() -> result<void> {
            if (db_.use_for_good(sql::drop_inbox).with(inbox_id).run() == 0)
                return make_error_code(store_errc::missing);
            return {};
        });
    }

    result<std::vector<due_timer>> due_timers(instant now, std::size_t limit) override {
        return db_.part([&]() -> result<std::vector<due_timer>> {
            std::vector<due_timer> out;
            auto rows = db_.use(sql::due_timers);
            rows.with(to_us(now), as_rows(limit));
            while (rows.next()) {
                due_timer one{rows.text(1), owner_of(rows.text(2), rows.text(3)), from_us(rows.integer(0))};
                out.push_back(std::move(one));
            }
            handed_out_ = by_owner(out);
            return out;
        });
    }

    result<std::optional<instant>> next_due() override {
        return db_.part([&]() -> result<std::optional<instant>> {
            auto row = db_.use(sql::next_due);
            if (!row.next()) return std::optional<instant>();
            return std::optional(from_us(row.integer(0)));
        });
    }

    result<std::vector<outbox_row>> sendable(instant now, send_limit limit, const rows_in_hand& known) override {
        return db_.part([&]() -> result<std::vector<outbox_row>> { return sqlite::sendable(db_, now, limit, known); });
    }
    result<std::vector<outbox_row>> begin_sends(std::vector<outbox_row> rows, instant now) override {
        return db_.part(
            [&]() -> result<std::vector<outbox_row>> { return sqlite::begin_sends(db_, std::move(rows), now); });
    }
    result<std::int64_t> recover_outbox(instant now) override {
        return db_.part([&]() -> result<std::int64_t> { return db_.use(sql::recover_outbox).with(to_us(now)).run(); });
    }
    result<void> clock_set_back(instant latest, instant now) override {
        return db_.part([&]() -> result<void> {
            db_.use(sql::wait_no_longer).with(to_us(now), to_us(latest)).run();
            db_.use(sql::begun_no_later).with(to_us(now), to_us(latest)).run();
            return {};
        });
    }
    result<std::vector<outbox_row>> unknown_sends(instant now, std::size_t limit) override {
        return db_.part([&]() -> result<std::vector<outbox_row>> { return sqlite::unknown_sends(db_, now, limit); });
    }
    result<void> record_send(std::int64_t outbox_id, const send_result& how, instant now) override {
        return db_.part([&] { return sqlite::record_send(db_, outbox_id, how, now); });
    }
    result<std::optional<instant>> next_send() override {
        return db_.part([&]() -> result<std::optional<instant>> { return sqlite::next_send(db_); });
    }
    result<std::vector<past_send>> sends_since(instant earliest, std::size_t limit) override {
        return db_.part([&]() -> result<std::vector<past_send>> { return sqlite::sends_since(db_, earliest, limit); });
    }

    result<std::vector<dead_letter>> dead_letters(std::size_t limit) override {
        return db_.part([&]() -> result<std::vector<dead_letter>> {
            std::vector<dead_letter> out;
            auto rows = db_.use(sql::read_dead);
            rows.with(as_rows(limit));
            while (rows.next()) {
                dead_letter one{{rows.text(0)}, {rows.text(1)}, rows.text(2), from_us(rows.integer(3))};
                out.push_back(std::move(one));
            }
            return out;
        });
    }

    result<bool> is_forgotten(const person_id& who) override { return any_mark_of(forgotten_.all(), who); }
    result<std::int64_t> forget_again(instant now) override {
        return db_.whole([&]() -> result<std::int64_t> {
            for (const auto& mark : sqlite::marks_in(db_))
                if (std::ranges::find(forgotten_.all(), mark) == forgotten_.all().end() && !forgotten_.add(mark))
                    return make_error_code(store_errc::no_ledger);
            for (const auto& mark : forgotten_.all()) sqlite::add_mark(db_, mark);
            std::int64_t gone = 0;
            for (const auto& who : sqlite::everybody(db_)) {
                const auto* mark = mark_in_ledger(who);
                if (mark == nullptr) continue;
                sqlite::forget(db_, who, *mark, now);
                ++gone;
            }
            return gone;
        });
    }

    result<std::optional<std::string>> platform_ref(const message_key& key) override {
        return db_.part([&]() -> result<std::optional<std::string>> {
            auto row = db_.use(sql::platform_ref);
            if (!row.with(key.text).next()) return std::optional<std::string>();
            return std::optional(row.text(0));
        });
    }

    result<std::vector<visible_answer>> answers(const pair_id& pair, const reader& who) override {
        return db_.part([&]() -> result<std::vector<visible_answer>> {
            const auto known = sqlite::load(db_, turn_owner(pair)).all.pairs;
            std::vector<visible_answer> out;
            for (const auto& [id, one] : known) {
                const bool in_pair = who.who == one.mentor || who.who == one.mentee;
                for (const auto& each : one.answers)
                    if (auto shown = seen_by(each, who, in_pair)) out.push_back(std::move(*shown));
            }
            return out;
        });
    }

    result<std::vector<log_line>> history(const std::string& about, std::size_t limit) override {
        return db_.part([&]() -> result<std::vector<log_line>> { return sqlite::read_log(db_, about, limit); });
    }

    result<std::vector<pair_id>> pairs(const pair_id& after, std::size_t limit) override {
        return db_.part([&]() -> result<std::vector<pair_id>> {
            std::vector<pair_id> out;
            auto rows = db_.use(sql::list_pairs);
            rows.with(after.text, as_rows(limit));
            while (rows.next()) out.push_back({rows.text(0)});
            return out;
        });
    }

    result<std::vector<flow_body>> published_flows() override {
        return db_.part([&]() -> result<std::vector<flow_body>> {
            std::vector<flow_body> out;
            auto rows = db_.use(sql::read_flows);
            while (rows.next()) {
                flow_body one{
                    {rows.text(0), static_cast<int>(rows.integer(1))}, rows.text(2), rows.text(3), rows.text(4)};
                out.push_back(std::move(one));
            }
            return out;
        });
    }

    result<void> publish_flow(const flow_body& flow, instant now) override {
        return db_.part([&]() -> result<void> {
            db_.use(sql::put_flow)
                .with(flow.ref.name, std::int64_t{flow.ref.version}, flow.structure_hash, flow.body, flow.texts,
                      to_us(now))
                .run();
            return {};
        });
    }

    result<std::optional<std::string>> fact(const std::string& name) override {
        return db_.part([&]() -> result<std::optional<std::string>> { return sqlite::read_fact(db_, name); });
    }
    result<void> set_fact(const std::string& name, const std::string& value) override {
        return db_.part([&]() -> result<void> {
            sqlite::put_fact(db_, name, value);
            return {};
        });
    }

    result<void> keep_note(const platform_note& one) override {
        return db_.part([&]() -> result<void> {
            sqlite::keep_note(db_, one);
            return {};
        });
    }
    result<std::optional<std::string>> note(const address& about, const std::string& name, instant now) override {
        return db_.part(
            [&]() -> result<std::optional<std::string>> { return sqlite::read_note(db_, about, name, now); });
    }

    result<std::vector<key_change>> renew_master_key() override {
        return db_.whole([&]() -> result<std::vector<key_change>> { return sqlite::renew_master_key(db_); });
    }

    result<store_health> health() override {
        return db_.part([&]() -> result<store_health> {
            store_health out;
            out.schema = newest_schema();
            out.inbox = count(sql::count_inbox);
            out.outbox = count(sql::count_outbox);
            out.timers = count(sql::count_timers);
            out.dead = count(sql::count_dead);
            out.unknown = count(sql::count_unknown);
            return out;
        });
    }

    result<std::int64_t> tidy(instant now, std::size_t limit) override {
        return db_.part([&]() -> result<std::int64_t> {
            std::int64_t gone = 0;
            const auto sweep = [&](sql::statement which, instant::duration kept) {
                const auto left = as_rows(limit) - gone;
                if (left > 0) gone += db_.use(which).with(to_us(now - kept), left).run();
            };
            sweep(sql::tidy_accepted, accepted_kept);
            sweep(sql::tidy_delivery, delivery_kept);
            sweep(sql::tidy_note, {});
            sweep(sql::tidy_quarantine, set_aside_words_kept);
            for (const auto which : {sql::tidy_history, sql::tidy_dead, sql::tidy_set_aside})
                sweep(which, history_kept);
            return gone;
        });
    }

  private:
    const forgotten_mark* mark_in_ledger(const person_id& who) const {
        const auto& all = forgotten_.all();
        const auto found = std::ranges::find_if(all, [&](const auto& one) { return is_mark_of(one, who); });
        return found == all.end() ? nullptr : &*found;
    }
    bool is_in_ledger(const person_id& who, instant now) {
        return mark_in_ledger(who) != nullptr || forgotten_.add(mark_of(who, now));
    }

    std::int64_t count(sql::statement which) {
        auto row = db_.use(which);
        return row.next() ? row.integer(0) : 0;
    }

    std::unique_ptr<sqlite_db> kept_;
    sqlite_db& db_;
    ledger forgotten_;
    timers_by_owner handed_out_;  ///< what due_timers returned last
};

}  // namespace

std::unique_ptr<store> sqlite::create_store(std::unique_ptr<sqlite_db> db, ledger forgotten) {
    return std::make_unique<sqlite_store>(std::move(db), std::move(forgotten));
}

}  // namespace waymark
