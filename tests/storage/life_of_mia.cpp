#include "tests/storage/life_of_mia.hpp"

#include <stdexcept>

#include "conversations/programme/applied_text.hpp"

namespace waymark::example {
namespace {

const address her_account{"slack", {"T0ACME"}, "U0KANAREK"};
const conversation_id talk{"kanarek_mia_and_max.closing.1"};

person_state somebody(const person_id& id, const std::string& first, const std::string& full, const address& at) {
    person_state out;
    out.id = id;
    out.tenant = {"T0ACME"};
    out.first_name = first;
    out.full_name = full;
    out.addresses = {at};
    return out;
}

answer said_by(const person_id& who, const std::string& words) {
    answer out;
    out.conversation = talk;
    out.flow = "closing";
    out.step = "victories";
    out.label = who == max ? "What did Kanarek-Mia bring along?" : "What did Max bring along?";
    out.author = who;
    out.seen_by = audience::partner_after_both;
    out.value.items = {words};
    out.at = noon;
    return out;
}

kept_text kept_by(const person_id& who, const std::string& words) {
    kept_text out;
    out.kind = "victory";
    out.author = who;
    out.text = words;
    out.conversation = talk;
    out.at = noon;
    return out;
}

pair_state their_pair() {
    pair_state out;
    out.id = theirs;
    out.tenant = {"T0ACME"};
    out.programme = {"demo"};
    out.mentor = max;
    out.mentee = mia;
    out.last_heard = {{mia, noon}, {max, noon}};
    conversation running;
    running.id = talk;
    running.flow = {"closing", 1};
    out.running = {running};
    out.kept = {kept_by(mia, "kanarek: I dared to ask"), kept_by(max, "I listened")};
    return out;
}

outbox_message to(const person_id& who, const address& at, const std::string& key, const std::string& words,
                  message_class kind = message_class::reply) {
    outbox_message out;
    out.key = {key};
    out.to = who;
    out.at = at;
    out.kind = kind;
    outgoing content;
    content.text = {{"A word: ", false}, {words, true}};
    out.content = content;
    return out;
}

timer_change due(const std::string& key, const turn_owner& owner) {
    return {key, owner, std::nullopt, noon + std::chrono::hours(1)};
}

log_line line(const std::string& about, const std::string& event, const std::string& detail) {
    return {{"T0ACME"}, about, event, detail, noon};
}

turn_outcome a_full_life() {
    const address his{"slack", {"T0ACME"}, "U0MAX"};
    const address doras{"slack", {"T0ACME"}, "U0DORA"};
    turn_outcome out;
    auto she = somebody(mia, "Kanarek-Mia", "Kanarek-Mia Moor", her_account);
    she.pairs = {theirs};
    she.data_choice_open = R"({"about":4,"text":"a kanarek draft"})";
    auto he = somebody(max, "Max", "Max Mayer", his);
    he.pairs = {theirs};
    he.stopped_pairs = {theirs};
    he.talking_in = talk;
    he.sent = {{talk.text + "/mentor/look/1", {talk.text + "/mentor/0"}, "closing", "asked/kanarek_mia", theirs, noon}};
    offer waiting;
    waiting.key = talk.text + "/mentor/more/1";
    waiting.pair = theirs;
    waiting.conversation = talk;
    he.waiting = {waiting};
    auto dora = somebody({"dora"}, "Dora", "Dora Dahl", doras);
    dora.contact_lines = {{{{"Kanarek-Mia Moor", true}, {" asks for you.", false}}, {}, noon}};
    out.people = {she, he, dora};
    out.pairs = {their_pair()};
    out.answers_kept = {said_by(mia, "kanarek words of hers"), said_by(max, "words of his own")};
    out.outbox = {to(mia, her_account, talk.text + "/mentee/0", "kanarek one"),
                  to(max, his, talk.text + "/mentor/0", "kanarek two"),
                  to(max, his, "max/reply/7", "kanarek words of hers"),
                  to(max, his, "max/reply/8", "Good morning"),
                  to({"dora"}, doras, "dora/contact/1", "Kanarek-Mia Moor", message_class::nudge),
                  to(mia, her_account, "kanarek_mia/reply/1", "kanarek three")};
    out.timers = {due("person/kanarek_mia/gate", mia), due("pair/kanarek_mia_and_max/ends", theirs),
                  due("person/max/gate", max)};
    out.log = {line("person/kanarek_mia", "snoozed", {}), line("pair/kanarek_mia_and_max", "started", talk.text),
               line("person/max", "stopped_pair", theirs.text), line("person/max", "snoozed", {})};
    return out;
}

void must(bool done) {
    if (!done) throw std::runtime_error("the life of Mia could not be stored");
}

/// One round of sending: hers end like this, those of others wait again.
void send(store& at, const send_result& hers) {
    const send_result later{send_result::outcome::retry_at, "", "", noon};
    for (const auto& row : begin_sends(at, noon, 9).value())
        must(at.record_send(row.id, row.message.to == mia ? hers : later, noon).has_value());
}

}  // namespace

void live(store& at) {
    must(at.turn(turn_owner(theirs), [](const world&) { return a_full_life(); }, {}, noon).has_value());
    send(at, {send_result::outcome::sent, "D0KANAREK/1.1", "", noon});
    send(at, {send_result::outcome::dead, "", "user_disabled", noon});
    turn_outcome last;
    last.outbox = {to(mia, her_account, "kanarek_mia/reply/2", "kanarek four")};
    must(at.turn(turn_owner(mia), [&](const world&) { return last; }, {}, noon).has_value());
    for (const auto* key : {"slack/T0ACME/message/1.1/D0KANAREK", "slack/T0ACME/message/1.2/D0KANAREK"}) {
        inbound_event event = said(key, her_account.user);
        event.message = "D0KANAREK/1.2";
        event.what = inbound::said{"kanarek in the inbox"};
        must(at.accept(event, noon).has_value());
    }
    must(at.quarantine(at.claim_inbox(1, noon).value().at(0).id, "threw", noon).has_value());
    must(at.accept(said("slack/T0ACME/message/1.3/D0MAX", "U0MAX"), noon).has_value());
    must(at.set_fact("slack/T0ACME/dm/U0KANAREK", "D0KANAREK").has_value());
    must(at.set_fact("rules", "7").has_value());
    const std::string programme =
        "people:\n  - { id: max, first_name: Max, slack: U0MAX }\n"
        "  - { id: kanarek_mia, first_name: Kanarek-Mia, full_name: Kanarek-Mia Moor, slack: U0KANAREK }\n"
        "pairs:\n  - { id: kanarek_mia_and_max, mentor: max, mentee: kanarek_mia }\n";
    const auto put = [&](int number, const std::string& text) {
        const auto value = applied_to_text({number, noon, "applied", text});
        must(at.set_fact(applied_fact({"spring"}, number), value).has_value());
    };
    put(1, "# Kanarek-Mia comes in May\n" + programme);
    put(2, programme);
    must(at.set_fact(newest_applied_fact({"spring"}), "2").has_value());
}

result<std::vector<outbox_row>> forget_mia(store& at, instant now) {
    return at.turn(
        turn_owner(mia),
        [](const world&) {
            turn_outcome out;
            out.forgotten = {mia};
            return out;
        },
        {}, now);
}

}  // namespace waymark::example
