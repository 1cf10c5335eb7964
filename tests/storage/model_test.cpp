// The same chance operations on the store in a file, which is closed and opened now and then, and on its twin in
// memory: both answer the same.
#include <gmock/gmock.h>

#include "storage/memory/memory_store.hpp"
#include "tests/storage/example_rows.hpp"
#include "tests/storage/in_words.hpp"
#include "tests/support/random_states.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

using example::noon;

/// One of the two stores, with what it handed out. Ids differ between stores; places in these lists do not.
struct side {
    store* at = nullptr;
    std::vector<inbox_row> claimed;
    std::vector<outbox_row> sending;
};

/// Chance, the same for both sides: each call of an operation gets a copy.
class chance : public random_states {
  public:
    using random_states::random_states;
    std::size_t below(std::size_t end) {
        return static_cast<std::size_t>(number(0, static_cast<std::int64_t>(end) - 1));
    }
    std::string name(const std::string& of, int many) { return of + std::to_string(number(1, many)); }
    instant time() { return noon + std::chrono::minutes(number(0, 300)); }
    person_id person_named() { return {yes() ? "mia" : "max"}; }
    turn_owner owner() { return yes() ? turn_owner(person_named()) : turn_owner(pair_id{"mia-max"}); }
};

inbound_event some_event(chance& by) {
    auto out = by.event();
    out.key = by.name("event-", 40);
    out.from = {"slack", {by.yes() ? "T0ACME" : "T0OTHER"}, "U0MIA"};
    return out;
}

outbox_message some_message(chance& by) {
    auto out = example::message(by.name("message-", 60), by.person_named().text);
    out.kind = static_cast<message_class>(by.number(0, 2));
    out.content = by.content();
    if (auto* change = std::get_if<settled>(&out.content)) change->message.text = by.name("message-", 60);
    if (by.yes()) out.expires = by.time();
    return out;
}

answer some_answer(chance& by) {
    auto out = by.answered();
    out.conversation.text = "mia-max/closing/1";
    out.step = by.name("step-", 5);
    out.author = by.person_named();
    return out;
}

turn_outcome some_outcome(chance& by, const world& before) {
    turn_outcome out;
    if (before.pairs.empty()) return example::new_pair();
    for (auto [id, one] : before.people) {
        if (by.yes()) continue;
        ++one.replies;
        one.addresses.at(0).user = by.name("U0" + id.text, 2);
        out.people.push_back(one);
    }
    for (auto [id, one] : before.pairs) {
        if (by.yes()) continue;
        one.met.push_back(by.time());
        for (auto& each : one.answers) each.opened = each.opened || by.yes();
        out.pairs.push_back(one);
    }
    for (auto left = by.number(0, 2); left > 0; --left) out.answers_kept.push_back(some_answer(by));
    if (by.yes()) out.answers_dropped.push_back({{"mia-max/closing/1"}, by.name("step-", 5), by.person_named()});
    for (auto left = by.number(0, 2); left > 0; --left) out.outbox.push_back(some_message(by));
    for (auto left = by.number(0, 3); left > 0; --left) {
        timer_change one{by.name("timer-", 9), by.owner(), {}, {}};
        if (by.yes()) one.was = by.time();
        if (by.yes()) one.is = by.time();
        out.timers.push_back(one);
    }
    if (by.yes()) out.log.push_back({{"T0ACME"}, by.name("about-", 2), by.name("event-", 9), "", noon});
    return out;
}

std::string take_a_turn(side& of, chance by, instant now) {
    const auto owner = by.owner();
    std::optional<std::int64_t> inbox_id;
    if (!of.claimed.empty() && by.yes()) inbox_id = of.claimed[by.below(of.claimed.size())].id;
    const bool fails = by.number(0, 5) == 0;
    const auto step = [&](const world& before) {
        auto each_time = by;
        if (fails) throw std::runtime_error("a bug");
        return some_outcome(each_time, before);
    };
    try {
        return in_words(of.at->turn(owner, step, inbox_id, now));
    } catch (const std::runtime_error& what) {
        return what.what();
    }
}

std::string end_a_send(side& of, chance by, instant now) {
    if (of.sending.empty()) return "nothing";
    const auto id = of.sending[by.below(of.sending.size())].id;
    send_result how;
    how.is = static_cast<send_result::outcome>(by.number(0, 3));
    how.platform_ref = by.text();
    how.reason = by.text();
    how.when = by.time();
    how.resend = by.number(0, 1) == 1;
    return in_words(of.at->record_send(id, how, now));
}

std::string keep(std::vector<outbox_row>& in, result<std::vector<outbox_row>> rows) {
    if (!rows) return in_words(rows.error());
    in.insert(in.end(), rows->begin(), rows->end());
    return in_words(*rows);
}

std::string change_something(side& of, chance by, instant now) {
    switch (by.number(0, 8)) {
        case 0:
        case 1:
            return in_words(of.at->accept(some_event(by), now));
        case 2: {
            auto rows = of.at->claim_inbox(by.below(4), now);
            if (rows) of.claimed.insert(of.claimed.end(), rows->begin(), rows->end());
            return in_words(rows);
        }
        case 3:
            return take_a_turn(of, by, now);
        case 4:
            if (of.claimed.empty())
                return in_words(of.at->publish_flow({{by.name("flow-", 2), 1}, by.text(), by.text(), by.text()}, now));
            return by.yes() ? in_words(of.at->quarantine(of.claimed[by.below(of.claimed.size())].id, "threw", now))
                            : in_words(of.at->finish_inbox(of.claimed[by.below(of.claimed.size())].id));
        case 5:
            return keep(of.sending, example::begin_sends(*of.at, now, by.below(4)));
        case 6:
            return end_a_send(of, by, now);
        case 7:
            return in_words(of.at->set_fact(by.name("fact-", 3), by.text()));
        default: {
            const auto gone = by.number(0, 20) == 0 ? of.at->tidy(now, 100) : result<std::int64_t>(0);
            return gone ? std::to_string(*gone) : in_words(gone.error());
        }
    }
}

std::string look_at_something(side& of, chance by, instant now) {
    switch (by.number(0, 13)) {
        case 0:
            return in_words(of.at->due_timers(now, by.below(5)));
        case 1:
            return in_words(of.at->next_due());
        case 2:
            return keep(of.sending, of.at->unknown_sends(now, by.below(4)));
        case 3:
            return in_words(of.at->next_send());
        case 4:
            return in_words(of.at->dead_letters(by.below(6)));
        case 5:
            return in_words(of.at->platform_ref({by.name("message-", 60)}));
        case 6:
            return in_words(
                of.at->answers({"mia-max"}, {static_cast<reader::kind>(by.number(0, 2)), by.person_named()}));
        case 7:
            return in_words(of.at->history(by.name("about-", 2), by.below(9)));
        case 8:
            return in_words(of.at->load(by.owner()));
        case 9:
            return in_words(of.at->find_person({"slack", {"T0ACME"}, by.name("U0mia", 2)}));
        case 10:
            return in_words(of.at->fact(by.name("fact-", 3)));
        case 11:
            return in_words(of.at->published_flows());
        case 12:
            return in_words(of.at->sends_since(now - std::chrono::seconds(by.number(0, 600)), by.below(9)));
        default:
            return in_words(of.at->health());
    }
}

/// Some changes in one transaction, which fails or not.
std::string some_together(side& of, chance by, instant now) {
    std::string said;
    const auto before = of;
    const auto done = of.at->transaction([&]() -> result<void> {
        for (auto left = by.number(1, 4); left > 0; --left)
            said += change_something(of, chance(static_cast<unsigned>(by.number(0, 1 << 30))), now) + "\n";
        if (by.yes()) return {};
        return make_error_code(store_errc::moved_on);
    });
    if (done.has_error()) of = before;
    return said + in_words(done);
}

std::string one_operation(side& of, const chance& given, instant now) {
    auto by = given;
    const auto kind = by.number(0, 9);
    const chance rest(static_cast<unsigned>(by.number(0, 1 << 30)));
    if (kind < 5) return change_something(of, rest, now);
    return kind < 9 ? look_at_something(of, rest, now) : some_together(of, rest, now);
}

TEST(StoreModel, BothStoresAnswerTheSameWhateverHappens) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    chance random(seed);
    for (int round = 0; round < 3; ++round) {
        example::database file;
        const auto memory = create_memory_store();
        side one{&file.at(), {}, {}};
        side other{memory.get(), {}, {}};
        auto now = noon;
        for (int number = 0; number < 1500; ++number) {
            SCOPED_TRACE("round " + std::to_string(round) + ", operation " + std::to_string(number));
            if (random.number(0, 60) == 0) {
                file.reopen();
                one = {&file.at(), {}, {}};
                other = {memory.get(), {}, {}};
                ASSERT_EQ(one.at->recover_outbox(now).value(), other.at->recover_outbox(now).value());
                for (const auto* each : {&one, &other}) ASSERT_TRUE(each->at->due_timers(now, 0));  // handed out anew
            }
            now += std::chrono::seconds(random.number(0, 60));
            if (random.number(0, 300) == 0) now += std::chrono::days(random.number(1, 60));
            const chance given(static_cast<unsigned>(random.number(0, 1 << 30)));
            ASSERT_EQ(one_operation(one, given, now), one_operation(other, given, now));
        }
    }
}

}  // namespace
}  // namespace waymark
