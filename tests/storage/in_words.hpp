// What a store answered, as text without ids, so that two stores can be compared.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/store.hpp"

namespace waymark {

inline std::string in_words(const boost::system::error_code& ec) {
    return "error: " + ec.message();
}
inline std::string in_words(const std::optional<instant>& when) {
    return when ? std::to_string(to_us(*when)) : "nothing";
}
inline std::string in_words(const inbox_row& row) {
    return encode_inbound(row.event) + " try " + std::to_string(row.tries) + " accepted " +
           in_words(std::optional(row.accepted)) + "\n";
}
inline std::string in_words(const outbox_row& row) {
    std::string out = row.message.key.text + " to " + row.message.to.text + " at " + row.message.at.user + ": ";
    out += encode_content(row.message.content) + " earlier " + row.earlier_ref;
    for (const auto one : {std::int64_t{row.attempt}, std::int64_t{row.awaited}, std::int64_t{row.resent},
                           static_cast<std::int64_t>(row.state), static_cast<std::int64_t>(row.message.kind),
                           to_us(row.not_before), to_us(row.send_started), to_us(row.message.expires)})
        out += " " + std::to_string(one);
    return out + "\n";
}
inline std::string in_words(const due_timer& one) {
    const auto* person = std::get_if<person_id>(&one.owner);
    return one.key + (person != nullptr ? " of " + person->text : " of a pair") + " " + std::to_string(to_us(one.due)) +
           "\n";
}
inline std::string in_words(const dead_letter& one) {
    return one.key.text + " " + one.to.text + " " + one.reason + " " + std::to_string(to_us(one.at)) + "\n";
}
inline std::string in_words(const past_send& one) {
    return one.to.platform + "/" + one.to.tenant.text + "/" + one.to.user + " " + std::to_string(to_us(one.at)) + "\n";
}
inline std::string in_words(const visible_answer& one) {
    return answer_to_text(one.what) + "\n";
}
inline std::string in_words(const log_line& one) {
    return one.about + " " + one.event + " " + one.detail + "\n";
}
inline std::string in_words(const flow_body& one) {
    return one.ref.name + std::to_string(one.ref.version) + one.structure_hash + one.body + one.texts + "\n";
}
inline std::string in_words(const world& all) {
    std::string out;
    for (const auto& [id, one] : all.people) out += person_to_text(one) + "\n";
    for (const auto& [id, one] : all.pairs) out += pair_to_text(one) + "\n";
    return out;
}
inline std::string in_words(const store_health& one) {
    std::string out;
    for (const auto count : {one.inbox, one.outbox, one.timers, one.dead, one.unknown})
        out += std::to_string(count) + " ";
    return out;
}
inline std::string in_words(bool one) {
    return one ? "yes" : "no";
}
template <class Id>
std::string in_words(const std::optional<strong_id<Id>>& one) {
    return one ? one->text : "nobody";
}
inline std::string in_words(const std::optional<std::string>& one) {
    return one ? "'" + *one + "'" : "nothing";
}
template <class Row>
std::string in_words(const std::vector<Row>& rows) {
    std::string out;
    for (const auto& row : rows) out += in_words(row);
    return out;
}
template <class T>
std::string in_words(const result<T>& one) {
    return one ? in_words(*one) : in_words(one.error());
}
inline std::string in_words(const result<void>& one) {
    return one ? "done" : in_words(one.error());
}

}  // namespace waymark
