#include "storage/sqlite/sealed_columns.hpp"

#include "conversations/programme/applied_text.hpp"

namespace waymark::sqlite {

using sealing::place_of;

std::string place_of_inbox(std::int64_t id) {
    return place_of("inbox.body", {std::to_string(id)});
}
std::string place_of_quarantine(std::int64_t id) {
    return place_of("quarantine.body", {std::to_string(id)});
}
std::string place_of_person(std::string_view id) {
    return place_of("person.body", {id});
}
std::string place_of_pair(std::string_view id) {
    return place_of("pair.body", {id});
}
std::string place_of_answer(std::string_view pair, std::string_view conversation, std::string_view step,
                            std::string_view author) {
    return place_of("answer.body", {pair, conversation, step, author});
}
std::string place_of_outbox(std::string_view message_key) {
    return place_of("outbox.body", {message_key});
}
std::string place_of_note(const address& about, std::string_view name) {
    return place_of("note.body", {about.tenant.text, about.platform, about.user, name});
}
std::string place_of_fact(std::string_view name) {
    return place_of("sealed_fact.body", {name});
}

std::string key_of(const person_id& who) {
    return "person/" + who.text;
}
std::string key_of(const pair_id& which) {
    return "pair/" + which.text;
}
std::string key_of_workspace(const address& at) {
    return std::string(sealing::workspace_owner) + at.platform + "/" + at.tenant.text;
}
std::string key_of_no_workspace() {
    return std::string(sealing::workspace_owner);
}
std::string workspace_of(const person_state& person) {
    return person.addresses.empty() ? key_of_no_workspace() : key_of_workspace(person.addresses.front());
}

bool is_sealed_fact(std::string_view name) {
    return name.starts_with(applied_facts);
}

std::string place_in(const sealed_table& table, const std::vector<std::string>& row) {
    auto out = std::string(table.name) + ".body";
    for (int i = 0; i < table.row_columns; ++i) out += place_of("", {row.at(static_cast<std::size_t>(i))});
    return out;
}

}  // namespace waymark::sqlite
