#include "tests/storage/example_rows.hpp"

#include <stdlib.h>

#include <stdexcept>

#include "storage/memory/memory_store.hpp"

namespace waymark::example {
namespace {

person_state person(const std::string& id, const std::string& user) {
    person_state out;
    out.id.text = id;
    out.tenant.text = "T0ACME";
    out.addresses.push_back({"slack", {"T0ACME"}, user});
    out.first_name = id;
    out.pairs.push_back({"mia-max"});
    return out;
}

}  // namespace

turn_outcome new_pair() {
    turn_outcome out;
    out.people.push_back(person("mia", "U0MIA"));
    out.people.push_back(person("max", "U0MAX"));
    pair_state pair;
    pair.id.text = "mia-max";
    pair.tenant.text = "T0ACME";
    pair.programme.text = "demo";
    pair.mentor.text = "max";
    pair.mentee.text = "mia";
    conversation talk;
    talk.id.text = "mia-max/closing/1";
    talk.flow = {"closing", 1};
    pair.running.push_back(talk);
    out.pairs.push_back(pair);
    return out;
}

inbound_event said(const std::string& key, const std::string& user) {
    inbound_event out;
    out.key = key;
    out.from = {"slack", {"T0ACME"}, user};
    out.at = noon;
    out.message = "D0DM/1.2";
    inbound::said words;
    words.text = "hello";
    out.what = words;
    return out;
}

outbox_message message(const std::string& key, const std::string& to) {
    outbox_message out;
    out.key.text = key;
    out.to.text = to;
    out.at = {"slack", {"T0ACME"}, to == "mia" ? "U0MIA" : "U0MAX"};
    outgoing words;
    words.text.push_back({"hello", false});
    out.content = words;
    return out;
}

answer answer_of(const std::string& author, audience seen_by, const std::string& step, answer_kind kind) {
    answer out;
    out.conversation.text = "mia-max/closing/1";
    out.flow = "closing";
    out.step = step;
    out.author.text = author;
    out.seen_by = seen_by;
    out.kind = kind;
    out.value.items.push_back("words of " + author);
    out.at = noon;
    return out;
}

database::database(kind of) : kind_(of) {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-storage-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
    if (kind_ == kind::memory) at_ = create_memory_store();
    reopen();
}

database::~database() {
    at_.reset();
    std::error_code ignored;  // a folder left behind fails no test
    std::filesystem::remove_all(folder_, ignored);
}

void database::reopen() {
    if (kind_ == kind::memory) return;
    at_.reset();
    auto opened = open_sqlite(path());
    if (!opened.at) throw std::runtime_error(opened.problem.words);
    at_ = std::move(opened.at);
}

result<std::vector<outbox_row>> begin_sends(store& at, instant now, std::size_t limit) {
    auto rows = at.sendable(now, {limit}, {});
    if (!rows) return rows;
    return at.begin_sends(std::move(*rows), now);
}

void database::enrol() {
    if (!take(new_pair())) throw std::runtime_error("the pair could not be stored");
}

result<std::vector<outbox_row>> database::take(const turn_outcome& outcome, instant now) {
    return at_->turn(pair_id{"mia-max"}, [&](const world&) { return outcome; }, {}, now);
}

}  // namespace waymark::example
