#include "tests/support/random_states.hpp"

#include <array>
#include <limits>

namespace waymark {

template <class Make>
auto random_states::some(const Make& make) -> std::vector<std::invoke_result_t<const Make&>> {
    std::vector<std::invoke_result_t<const Make&>> out;
    for (auto left = number(0, 3); left > 0; --left) out.push_back(make());
    return out;
}

template <class Make>
auto random_states::perhaps(const Make& make) -> std::optional<std::invoke_result_t<const Make&>> {
    if (yes()) return std::nullopt;
    return make();
}

template <class Enum>
Enum random_states::one_of(Enum last) {
    return static_cast<Enum>(number(0, static_cast<std::int64_t>(last)));
}

template <class Id>
Id random_states::id() {
    return Id{text()};
}

std::int64_t random_states::number(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
}

std::string random_states::text() {
    static const std::array<std::string, 12> pieces{
        "a", "Mia", " ", "12:", "\n", "\"", "\\", std::string(1, '\0'), "ñ", "目", "🙂", "<!channel>"};
    std::string out;
    for (auto left = number(0, 6); left > 0; --left) out += pieces.at(static_cast<std::size_t>(number(0, 11)));
    return out;
}

instant random_states::moment() {
    if (number(0, 9) == 0) return never;
    return from_us(number(-5, 4'000'000'000'000'000));
}

inbound_event random_states::event() {
    const std::array<std::function<inbound_content()>, std::variant_size_v<inbound_content>> kinds{
        [&] { return inbound::said{text()}; },
        [&] { return inbound::edited{text()}; },
        [] { return inbound::deleted{}; },
        [&] { return inbound::chose{text(), some([&] { return text(); })}; },
        [&] { return inbound::commanded{text()}; },
        [] { return inbound::mentioned{}; },
        [&] { return inbound::opened{one_of(inbound::place::home)}; },
        [&] {
            const auto word = [&] { return text(); };
            return inbound::profile_changed{perhaps(word), perhaps(word), perhaps(word),
                                            one_of(inbound::account_is::without_app)};
        },
        [] { return inbound::app_removed{}; },
        [&] {
            inbound::submitted out;
            out.form = text();
            for (auto& field : some([&] { return text(); })) out.values[field] = some([&] { return text(); });
            return out;
        },
        [&] { return inbound::form_closed{text()}; },
        [&] { return inbound::kept{text()}; },
        [] { return inbound::app_added{}; }};
    inbound_event out;
    out.key = text();
    out.from = {text(), id<tenant_id>(), text()};
    out.at = moment();
    out.message = text();
    out.what = kinds.at(static_cast<std::size_t>(number(0, kinds.size() - 1)))();
    out.surface = text();
    return out;
}

control random_states::some_control() {
    control out;
    out.shape = one_of(control::kind::time);
    out.id = text();
    out.options = some([&] { return option{text(), text()}; });
    out.at_most = static_cast<int>(number(0, 9));
    out.label = text();
    if (out.shape == control::kind::number) {
        out.least = perhaps([&] { return static_cast<double>(number(-9, 9)) / 4; });
        out.most = perhaps([&] { return static_cast<double>(number(-9, 9)) / 4; });
    }
    if (out.shape == control::kind::long_text) out.action = text();
    out.initial = some([&] { return text(); });
    return out;
}

std::vector<text_run> random_states::runs() {
    return some([&] { return text_run{text(), yes()}; });
}

message_content random_states::content() {
    const std::array<std::function<message_content()>, std::variant_size_v<message_content>> kinds{
        [&] {
            outgoing out;
            out.text = runs();
            out.ask = perhaps([&] { return some_control(); });
            out.ways_out = perhaps([&] { return some_control(); });
            out.language = text();
            out.file = perhaps([&] { return attached_file{text(), text()}; });
            out.shown_in = text();
            return out;
        },
        [&] { return settled{id<message_key>(), text(), yes(), yes()}; },
        [&] {
            person_page out;
            out.sections = some([&] { return page_section{text(), runs(), some([&] { return some_control(); })}; });
            out.language = text();
            return out;
        },
        [&] {
            input_form out{text(), text(), runs(), {}, text(), text(), text(), text()};
            out.fields = some([&] { return form_field{some_control(), text(), yes()}; });
            return out;
        }};
    return kinds.at(static_cast<std::size_t>(number(0, kinds.size() - 1)))();
}

answer random_states::answered() {
    answer out;
    out.conversation = id<conversation_id>();
    out.flow = text();
    out.step = text();
    out.label = text();
    out.author = id<person_id>();
    out.seen_by = one_of(audience::programme);
    out.kind = one_of(answer_kind::person);
    out.value.items = some([&] { return text(); });
    out.value.number = static_cast<double>(number(-1000, 1000)) / 7;
    out.value.declined = yes();
    out.keep_as = text();
    out.at = moment();
    out.opened = yes();
    out.said_in = text();
    return out;
}

lane random_states::walk() {
    lane out;
    out.role = text();
    out.person = id<person_id>();
    out.is = one_of(lane::phase::done);
    out.step = text();
    out.since = moment();
    out.tries = count();
    out.reminded = count();
    out.vague_asked = yes();
    out.rounds = count();
    out.said = count();
    out.ask_keys = {id<message_key>(), id<message_key>()};
    out.path = some([&] { return text(); });
    for (const auto& step : some([&] { return text(); })) out.acted.insert(step);
    out.let_out = text();
    out.revising = yes();
    for (const auto& rule : some([&] { return text(); })) out.to_tell.insert(rule);
    out.told_contact = text();
    return out;
}

conversation random_states::talk() {
    conversation out;
    out.id = id<conversation_id>();
    out.flow = {text(), count()};
    out.structure_hash = text();
    out.why = text();
    out.weight = one_of(priority::high);
    out.good_until = moment();
    out.started = moment();
    out.lanes = some([&] { return walk(); });
    for (const auto& rule : some([&] { return text(); })) out.fired.insert(rule);
    for (const auto& rule : some([&] { return text(); })) out.told_late.insert(rule);
    out.over = yes();
    return out;
}

kept_text random_states::kept() {
    kept_text out;
    out.kind = text();
    out.author = id<person_id>();
    out.seen_by = one_of(audience::programme);
    out.opened = yes();
    out.text = text();
    out.conversation = id<conversation_id>();
    out.at = moment();
    return out;
}

pair_state random_states::pair() {
    pair_state out;
    out.id = id<pair_id>();
    out.tenant = id<tenant_id>();
    out.programme = id<programme_id>();
    out.mentor = id<person_id>();
    out.mentee = id<person_id>();
    out.stage = text();
    out.stage_since = moment();
    out.started = moment();
    out.ends = perhaps([&] { return moment(); });
    out.paused_until = perhaps([&] { return moment(); });
    out.ended = yes();
    out.end_reason = text();
    out.rhythm = span(number(0, 1'000'000'000'000));
    out.met = some([&] { return moment(); });
    out.met_lately = some([&] { return meeting_note{moment(), {id<person_id>(), id<person_id>()}}; });
    out.before_closing = perhaps([&] { return earlier_stage{text(), moment()}; });
    for (const auto& who : some([&] { return id<person_id>(); })) out.last_heard[who] = moment();
    for (const auto& flow : some([&] { return text(); })) out.talks[flow] = count();
    out.running = some([&] { return talk(); });
    out.kept = some([&] { return kept(); });
    out.answers = some([&] { return answered(); });
    for (const auto& rule : some([&] { return text(); })) out.rules_done.insert(rule);
    return out;
}

offer random_states::offered() {
    offer out;
    out.key = text();
    out.pair = id<pair_id>();
    out.conversation = id<conversation_id>();
    out.role = text();
    out.what = text();
    out.name = text();
    out.nudge_kind = text();
    out.why = text();
    out.weight = one_of(priority::high);
    out.made = moment();
    out.good_until = moment();
    return out;
}

nudge_sent random_states::nudge() {
    nudge_sent out;
    out.offer_key = text();
    out.message = id<message_key>();
    out.nudge_kind = text();
    out.why = text();
    out.pair = id<pair_id>();
    out.at = moment();
    out.answered = yes();
    return out;
}

person_state random_states::person() {
    person_state out;
    out.id = id<person_id>();
    out.tenant = id<tenant_id>();
    out.programme = id<programme_id>();
    out.addresses = some([&] { return address{text(), id<tenant_id>(), text()}; });
    out.first_name = text();
    out.full_name = text();
    out.zone = text();
    out.language = text();
    out.reachable = yes();
    out.page_at = perhaps([&] { return address{text(), id<tenant_id>(), text()}; });
    out.page_shown = text();
    out.own_language = text();
    out.lost = some([&] { return lost_account{{text(), id<tenant_id>(), text()}, text()}; });
    out.greeted = yes();
    out.stopped = yes();
    for (const auto& kind : some([&] { return text(); })) out.stopped_kinds.insert(kind);
    for (const auto& pair : some([&] { return id<pair_id>(); })) out.stopped_pairs.insert(pair);
    for (const auto& pair : some([&] { return id<pair_id>(); })) out.pairs_to_tell_of[pair] = moment();
    out.snoozed_until = perhaps([&] { return moment(); });
    out.own_settings = perhaps([&] {
        gate_settings own;
        own.quiet_from_minute = count();
        own.working_days = {count(), count()};
        own.per_week = count();
        own.apart = span(number(0, 5));
        return own;
    });
    out.waiting = some([&] { return offered(); });
    out.sent = some([&] { return nudge(); });
    out.contact_lines =
        some([&] { return contact_line{some([&] { return text_run{text(), yes()}; }), id<message_key>(), moment()}; });
    out.pairs = some([&] { return id<pair_id>(); });
    out.talking_in = id<conversation_id>();
    out.data_choice_open = text();
    out.replies = count();
    out.leaving = perhaps([&] { return moment(); });
    out.profile.wants = some([&] { return text(); });
    out.profile.offers = some([&] { return text(); });
    out.profile.capacity = perhaps([&] { return count(); });
    out.profile.languages = some([&] { return text(); });
    out.profile.hours = perhaps([&] { return day_hours{count(), count()}; });
    out.profile.takes_part_as = static_cast<part_taken>(number(0, 3));
    out.profile.not_with = some([&] { return id<person_id>(); });
    return out;
}

}  // namespace waymark
