#include "storage/memory/memory_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "storage/memory/erasure.hpp"
#include "storage/memory/outbox.hpp"
#include "storage/turn_rows.hpp"
#include "storage/visibility.hpp"

namespace waymark {
namespace {

class memory_store final : public store {
  public:
    result<void> transaction(const std::function<result<void>()>& work) override {
        const auto outer = std::exchange(open_, true);
        try {
            auto done = whole(work);
            open_ = outer;
            if (!open_ && done.has_value()) committed_ = next_id_;
            return done;
        } catch (...) {
            open_ = outer;
            throw;
        }
    }

    result<bool> accept(const inbound_event& event, instant now) override {
        if (!all_.accepted.try_emplace({event.from.tenant, event.from.platform, event.key}, now).second)
            return result<bool>(false);
        const auto id = next_id_++;
        all_.inbox[id] = {id, event, 0, now};
        if (!open_) committed_ = next_id_;
        return result<bool>(true);
    }

    result<std::vector<inbox_row>> claim_inbox(std::size_t limit, instant) override {
        std::vector<inbox_row> out;
        for (auto& [id, row] : all_.inbox) {
            if (out.size() == limit || id >= committed_) break;
            ++row.tries;
            out.push_back(row);
        }
        return out;
    }

    result<void> quarantine(std::int64_t inbox_id, const std::string& reason, instant now) override {
        const auto row = all_.inbox.extract(inbox_id);
        if (row.empty()) return make_error_code(store_errc::missing);
        all_.quarantine[inbox_id] = {reason, now, row.mapped().event};
        return {};
    }

    result<std::optional<person_id>> find_person(const address& at) override { return found(all_.addresses, at); }

    result<std::vector<outbox_row>> turn(const turn_owner& owner, const step_function& step,
                                         std::optional<std::int64_t> inbox_id, instant now) override {
        return whole([&]() -> result<std::vector<outbox_row>> {
            auto before = world_of(owner);
            auto after = step(before);
            for (const auto& who : after.also_needed)
                if (const auto at = all_.people.find(who); at != all_.people.end()) before.people.insert(*at);
            if (after.history_needed) before.history = history_of(owner);
            if (!after.also_needed.empty() || after.history_needed) after = step(before);
            const auto [first, last] = handed_out_.equal_range(owner);
            for (auto one = first; one != last; ++one) all_.timers.erase({one->second.due, one->second.key});
            auto added = write(owner, before, after, now);
            for (const auto& who : after.forgotten) memory::forget(all_, who, now);
            if (added && inbox_id && all_.inbox.erase(*inbox_id) == 0) return make_error_code(store_errc::missing);
            return added;
        });
    }

    result<world> load(const turn_owner& owner) override { return world_of(owner); }

    result<void> finish_inbox(std::int64_t inbox_id) override {
        if (all_.inbox.erase(inbox_id) == 0) return make_error_code(store_errc::missing);
        return {};
    }

    result<std::vector<due_timer>> due_timers(instant now, std::size_t limit) override {
        std::vector<due_timer> out;
        for (const auto& [key, owner] : all_.timers) {
            if (key.first > now || out.size() == limit) break;
            out.push_back({key.second, owner, key.first});
        }
        handed_out_ = by_owner(out);
        return out;
    }
    result<std::optional<instant>> next_due() override {
        std::optional<instant> out;
        if (!all_.timers.empty()) out = all_.timers.begin()->first.first;
        return out;
    }

    result<std::vector<outbox_row>> sendable(instant now, send_limit limit, const rows_in_hand& known) override {
        return memory::sendable(all_, now, limit, known);
    }
    result<std::vector<outbox_row>> begin_sends(std::vector<outbox_row> rows, instant now) override {
        return memory::begin_sends(all_, std::move(rows), now);
    }
    result<std::int64_t> recover_outbox(instant now) override { return memory::recover(all_, now); }
    result<void> clock_set_back(instant latest, instant now) override {
        memory::clock_set_back(all_, latest, now);
        return {};
    }
    result<std::vector<outbox_row>> unknown_sends(instant now, std::size_t limit) override {
        return memory::unknown_sends(all_, now, limit);
    }
    result<void> record_send(std::int64_t outbox_id, const send_result& how, instant now) override {
        return memory::record_send(all_, outbox_id, how, now);
    }
    result<std::optional<instant>> next_send() override { return memory::next_send(all_); }
    result<std::vector<past_send>> sends_since(instant earliest, std::size_t limit) override {
        return memory::sends_since(all_, earliest, limit);
    }

    result<std::vector<dead_letter>> dead_letters(std::size_t limit) override {
        std::vector<dead_letter> out;
        for (const auto& [key, one] : all_.dead) out.push_back(one);
        std::ranges::sort(out, {}, [](const dead_letter& one) { return std::tuple(-to_us(one.at), one.key); });
        if (out.size() > limit) out.resize(limit);
        return out;
    }
    result<std::optional<std::string>> platform_ref(const message_key& key) override {
        std::optional<std::string> out;
        if (const auto at = all_.sent.find(key); at != all_.sent.end()) out = at->second.ref;
        return out;
    }

    result<bool> is_forgotten(const person_id& who) override { return any_mark_of(all_.forgotten, who); }
    result<std::int64_t> forget_again(instant now) override {
        std::vector<person_id> back;
        for (const auto& [id, person] : all_.people)
            if (any_mark_of(all_.forgotten, id)) back.push_back(id);
        for (const auto& who : back) memory::forget(all_, who, now);
        return static_cast<std::int64_t>(back.size());
    }

    result<std::vector<visible_answer>> answers(const pair_id& pair, const reader& who) override {
        std::vector<visible_answer> out;
        const auto at = all_.pairs.find(pair);
        if (at == all_.pairs.end()) return out;
        const bool in_pair = who.who == at->second.mentor || who.who == at->second.mentee;
        for (const auto& one : answers_of(pair))
            if (auto shown = seen_by(one, who, in_pair)) out.push_back(std::move(*shown));
        return out;
    }

    result<std::vector<log_line>> history(const std::string& about, std::size_t limit) override {
        std::vector<log_line> out;
        for (const auto& line : all_.log)
            if (line.about == about) out.push_back(line);
        if (out.size() > limit) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(limit));
        return out;
    }

    result<std::vector<pair_id>> pairs(const pair_id& after, std::size_t limit) override {
        std::vector<pair_id> out;
        for (auto at = all_.pairs.upper_bound(after); at != all_.pairs.end() && out.size() < limit; ++at)
            out.push_back(at->first);
        return out;
    }

    result<std::vector<flow_body>> published_flows() override {
        std::vector<flow_body> out;
        for (const auto& [ref, one] : all_.flows) out.push_back(one);
        return out;
    }
    result<void> publish_flow(const flow_body& flow, instant) override {
        all_.flows[flow.ref] = flow;
        return {};
    }
    result<std::optional<std::string>> fact(const std::string& name) override { return found(all_.facts, name); }
    result<void> set_fact(const std::string& name, const std::string& value) override {
        all_.facts[name] = value;
        return {};
    }

    result<void> keep_note(const platform_note& one) override {
        memory::keep_note(all_, one);
        return {};
    }
    result<std::optional<std::string>> note(const address& about, const std::string& name, instant now) override {
        const auto at = all_.notes.find({about, name});
        std::optional<std::string> out;
        if (at != all_.notes.end() && at->second.expires > now) out = at->second.body;
        return out;
    }

    result<std::vector<key_change>> renew_master_key() override { return std::vector<key_change>(); }
    result<store_health> health() override {
        const auto rows = [](const auto& table) { return static_cast<std::int64_t>(table.size()); };
        store_health out;
        out.inbox = rows(all_.inbox);
        out.outbox = rows(all_.outbox);
        out.timers = rows(all_.timers);
        out.dead = rows(all_.dead) + rows(all_.quarantine);
        out.unknown =
            std::ranges::count_if(all_.outbox, [](const auto& one) { return one.second.state == send_state::unknown; });
        return out;
    }

    result<std::int64_t> tidy(instant now, std::size_t limit) override {
        std::size_t gone = 0;
        const auto sweep = [&](auto& table, const auto& is_old) {
            std::erase_if(table, [&](const auto& row) { return gone < limit && is_old(row) && ++gone > 0; });
        };
        sweep(all_.accepted, [&](const auto& row) { return row.second < now - accepted_kept; });
        sweep(all_.sent, [&](const auto& row) { return row.second.at < now - delivery_kept; });
        sweep(all_.notes, [&](const auto& row) { return row.second.expires < now; });
        for (auto& [id, row] : all_.quarantine) {
            if (gone >= limit || !row.event || row.at >= now - set_aside_words_kept) continue;
            row.event.reset();
            ++gone;
        }
        const auto is_history = [&](instant at) { return at < now - history_kept; };
        std::erase_if(all_.log, [&](const auto& one) { return gone < limit && is_history(one.at) && ++gone > 0; });
        sweep(all_.dead, [&](const auto& row) { return is_history(row.second.at); });
        sweep(all_.quarantine, [&](const auto& row) { return is_history(row.second.at); });
        return static_cast<std::int64_t>(gone);
    }

  private:
    template <class Work>
    auto whole(const Work& work) -> std::invoke_result_t<const Work&> {
        const auto before = all_;
        try {
            auto out = work();
            if (out.has_error()) all_ = before;
            return out;
        } catch (...) {
            all_ = before;
            throw;
        }
    }

    template <class Table, class Key>
    static std::optional<typename Table::mapped_type> found(const Table& in, const Key& key) {
        const auto at = in.find(key);
        if (at == in.end()) return std::nullopt;
        return at->second;
    }

    std::vector<log_line> history_of(const turn_owner& owner) {
        const auto name = name_of(owner);
        return history(name.kind + "/" + name.id, history_lines_shown).value();
    }

    std::vector<answer> answers_of(const pair_id& pair) const {
        std::vector<answer> out;
        for (const auto& [key, one] : all_.answers)
            if (std::get<0>(key) == pair) out.push_back(one);
        std::ranges::sort(out, {},
                          [](const answer& one) { return std::tie(one.at, one.conversation, one.step, one.author); });
        return out;
    }

    world world_of(const turn_owner& owner) const {
        world out;
        const auto add_pair = [&](const pair_id& id) {
            const auto at = all_.pairs.find(id);
            if (at == all_.pairs.end()) return;
            out.pairs.insert(*at).first->second.answers = answers_of(id);
        };
        const auto add_person = [&](const person_id& id) {
            if (const auto at = all_.people.find(id); at != all_.people.end()) out.people.insert(*at);
        };
        if (const auto* who = std::get_if<person_id>(&owner)) {
            add_person(*who);
            out.unsent = memory::unsent_nudges(all_, *who);
            if (const auto me = out.people.find(*who); me != out.people.end())
                for (const auto& pair : me->second.pairs) add_pair(pair);
        } else {
            add_pair(std::get<pair_id>(owner));
        }
        for (const auto& [id, pair] : out.pairs) {
            add_person(pair.mentor);
            add_person(pair.mentee);
        }
        return out;
    }

    result<std::vector<outbox_row>> write(const turn_owner& owner, const world& before, const turn_outcome& after,
                                          instant now) {
        for (const auto& person : after.people) {
            std::erase_if(all_.addresses, [&](const auto& row) { return row.second == person.id; });
            for (const auto& at : person.addresses) all_.addresses[at] = person.id;
            all_.people[person.id] = person;
        }
        for (const auto& pair : after.pairs) (all_.pairs[pair.id] = pair).answers.clear();
        if (!write_answers(before, after)) return make_error_code(store_errc::misuse);
        for (const auto& one : after.timers) {
            if (one.was == one.is && one.owner != owner) continue;  // it stands there
            if (one.was) all_.timers.erase({*one.was, one.key});
            if (one.is) all_.timers.try_emplace({*one.is, one.key}, one.owner);
        }
        all_.log.insert(all_.log.end(), after.log.begin(), after.log.end());
        memory::take_back(all_, after.taken_back);
        std::vector<outbox_row> added;
        for (const auto& message : after.outbox)
            if (auto row = memory::add_outbox(all_, next_id_, message, now)) added.push_back(std::move(*row));
        return added;
    }

    bool write_answers(const world& before, const turn_outcome& after) {
        for (const auto& gone : after.answers_dropped)
            std::erase_if(all_.answers, [&](const auto& row) {
                const auto& [pair, conversation, step, author] = row.first;
                return conversation == gone.conversation && step == gone.step && author == gone.author;
            });
        for (const auto& one : after.answers_kept) {
            const auto* pair = pair_of(one, after, before);
            if (pair == nullptr) return false;
            all_.answers[{pair->id, one.conversation, one.step, one.author}] = one;
        }
        for (const auto& pair : after.pairs) {
            for (const auto& one : pair.answers) {
                const auto at = all_.answers.find({pair.id, one.conversation, one.step, one.author});
                if (one.opened && at != all_.answers.end()) at->second.opened = true;
            }
        }
        return true;
    }

    memory::tables all_;
    timers_by_owner handed_out_;  ///< what due_timers returned last
    std::int64_t next_id_ = 1;
    bool open_ = false;           ///< a transaction is
    std::int64_t committed_ = 1;  ///< what next_id_ was when the last one was committed
};

}  // namespace

std::unique_ptr<store> create_memory_store() {
    return std::make_unique<memory_store>();
}

}  // namespace waymark
