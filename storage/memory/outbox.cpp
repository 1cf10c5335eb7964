#include "storage/memory/outbox.hpp"

#include <algorithm>

namespace waymark::memory {
namespace {

bool is_new(const tables& all, const message_key& key) {
    const auto waits = [&](const auto& row) { return row.second.message.key == key; };
    return !all.sent.contains(key) && !all.dead.contains(key) && std::ranges::none_of(all.outbox, waits);
}

outbox_row with_ref(const tables& all, outbox_row row) {
    const auto* change = std::get_if<settled>(&row.message.content);
    if (change == nullptr) return row;
    if (const auto sent = all.sent.find(change->message); sent != all.sent.end()) {
        row.earlier_ref = sent->second.ref;
        row.message.at = sent->second.to;
    }
    return row;
}

bool is_unsent_nudge(const outbox_row& row) {
    return row.message.kind == message_class::nudge && row.state == send_state::pending;
}

std::vector<outbox_row*> in_state(tables& all, send_state state) {
    std::vector<outbox_row*> out;
    for (auto& [id, row] : all.outbox)
        if (row.state == state) out.push_back(&row);
    return out;
}

/// The pending rows that nothing of their recipient is before, each at its own time or at `now`, whichever is later.
std::vector<outbox_row*> heads(tables& all, instant now) {
    std::map<person_id, std::vector<outbox_row*>> of_each;
    for (auto& [id, row] : all.outbox) of_each[row.message.to].push_back(&row);
    std::vector<outbox_row*> out;
    for (const auto& [who, rows] : of_each) {
        if (std::ranges::any_of(rows, [](const auto* row) { return row->state != send_state::pending; })) continue;
        auto passed = never;  // changes that wait until then at least
        for (auto* row : rows) {
            if (std::max(row->not_before, now) < passed) out.push_back(row);
            if (row->message.kind != message_class::update) break;
            passed = std::min(passed, row->not_before);
        }
    }
    return out;
}

std::vector<outbox_row> waiting(const tables& all, std::vector<outbox_row*> rows, instant now, send_limit limit,
                                const rows_in_hand& known) {
    std::ranges::sort(rows, {},
                      [](const outbox_row* row) { return std::tuple(!row->awaited, row->not_before, row->id); });
    std::vector<outbox_row> out;
    for (const auto* row : rows) {
        if (out.size() == limit.rows || (!row->awaited && limit.nudges == 0)) break;
        const auto& left_out = row->awaited ? known.awaited : known.nudges;
        if (row->not_before > now || std::ranges::binary_search(left_out, row->id)) continue;
        if (!row->awaited) --limit.nudges;
        out.push_back(with_ref(all, *row));
    }
    return out;
}

/// `refused`: a copy, as it is among those that change.
void send_elsewhere(tables& all, outbox_message refused, const address& there) {
    for (auto& [id, row] : all.outbox) {
        auto& one = row.message;
        const bool waits = row.state == send_state::pending && one.kind != message_class::update;
        if (waits && one.to == refused.to && one.at == refused.at) one.at = there;
    }
}

}  // namespace

std::vector<outbox_row> sendable(tables& all, instant now, send_limit limit, const rows_in_hand& known) {
    return waiting(all, heads(all, now), now, limit, known);
}

std::vector<outbox_row> unknown_sends(tables& all, instant now, std::size_t limit) {
    return waiting(all, in_state(all, send_state::unknown), now, {limit}, {});
}

std::vector<outbox_row> begin_sends(tables& all, std::vector<outbox_row> rows, instant now) {
    std::erase_if(rows, [&](outbox_row& row) {
        const auto at = all.outbox.find(row.id);
        if (at == all.outbox.end() || at->second.state != send_state::pending) return true;
        row.state = at->second.state = send_state::sending;
        row.send_started = at->second.send_started = now;
        row.attempt = ++at->second.attempt;
        return false;
    });
    return rows;
}

void clock_set_back(tables& all, instant latest, instant now) {
    for (auto& [id, row] : all.outbox) {
        if (row.not_before > latest) row.not_before = now;
        if (row.send_started > latest) row.send_started = now;
    }
}

std::int64_t recover(tables& all, instant now) {
    const auto left = in_state(all, send_state::sending);
    for (auto* row : left) {
        row->state = send_state::unknown;
        row->not_before = now;
    }
    return static_cast<std::int64_t>(left.size());
}

result<void> record_send(tables& all, std::int64_t outbox_id, const send_result& how, instant now) {
    const auto at = all.outbox.find(outbox_id);
    if (at == all.outbox.end()) return make_error_code(store_errc::missing);
    for (const auto& one : how.notes) keep_note(all, one);
    auto& row = at->second;
    switch (how.is) {
        case send_result::outcome::retry_at:
        case send_result::outcome::unknown:
            row.state = how.is == send_result::outcome::unknown ? send_state::unknown : send_state::pending;
            row.not_before = how.when;
            row.resent = row.resent || how.resend;
            if (how.elsewhere) send_elsewhere(all, row.message, *how.elsewhere);
            return {};
        case send_result::outcome::sent:
            all.sent[row.message.key] = {how.platform_ref, now, row.message.at};
            break;
        case send_result::outcome::dead:
            all.dead[row.message.key] = {row.message.key, row.message.to, how.reason, now};
            break;
    }
    all.outbox.erase(at);
    return {};
}

void keep_note(tables& all, const platform_note& one) {
    if (one.body.empty())
        all.notes.erase({one.about, one.name});
    else
        all.notes[{one.about, one.name}] = {one.body, one.expires};
}

std::optional<instant> next_send(tables& all) {
    std::optional<instant> out;
    for (const auto& rows : {heads(all, instant::min()), in_state(all, send_state::unknown)})
        for (const auto* row : rows) out = std::min(out.value_or(never), row->not_before);
    return out;
}

std::vector<past_send> sends_since(const tables& all, instant earliest, std::size_t limit) {
    std::vector<past_send> out;
    for (const auto& [key, row] : all.sent)
        if (row.at >= earliest) out.push_back({row.to, row.at});
    for (const auto& [id, row] : all.outbox)
        if (row.state != send_state::pending && row.send_started >= earliest)
            out.push_back({row.message.at, row.send_started});
    std::ranges::sort(out, {}, [](const past_send& one) {
        return std::tuple(one.at, one.to.tenant.text, one.to.platform, one.to.user);
    });
    if (out.size() > limit) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(limit));
    return out;
}

std::set<message_key> unsent_nudges(const tables& all, const person_id& to) {
    std::set<message_key> keys;
    for (const auto& [id, row] : all.outbox)
        if (row.message.to == to && is_unsent_nudge(row)) keys.insert(row.message.key);
    return keys;
}

void take_back(tables& all, const std::vector<message_key>& keys) {
    std::erase_if(all.outbox, [&](const auto& row) {
        return is_unsent_nudge(row.second) && std::ranges::find(keys, row.second.message.key) != keys.end();
    });
}

std::optional<outbox_row> add_outbox(tables& all, std::int64_t& next_id, const outbox_message& message, instant now) {
    if (!is_new(all, message.key)) return std::nullopt;
    outbox_row row;
    row.id = next_id++;
    row.message = message;
    row.not_before = now;
    row.awaited = message.kind != message_class::nudge;
    for (auto& [id, older] : all.outbox)  // what this one must wait for is awaited as well
        if (row.awaited && older.message.to == message.to) older.awaited = true;
    return all.outbox[row.id] = row;
}

}  // namespace waymark::memory
