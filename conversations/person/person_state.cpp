#include "conversations/person/person_state.hpp"

#include <nlohmann/json.hpp>

#include "conversations/person/offer_json.hpp"

namespace waymark {

namespace json {

template <>
struct members<address> {
    static constexpr auto list = std::tuple(member{"platform", &address::platform}, member{"tenant", &address::tenant},
                                            member{"user", &address::user});
};

template <>
struct members<gate_settings> {
    static constexpr auto list =
        std::tuple(member{"quiet_from_minute", &gate_settings::quiet_from_minute},
                   member{"quiet_to_minute", &gate_settings::quiet_to_minute},
                   member{"working_days", &gate_settings::working_days}, member{"per_week", &gate_settings::per_week},
                   member{"per_day", &gate_settings::per_day}, member{"apart", &gate_settings::apart},
                   member{"spread", &gate_settings::spread});
};

template <>
struct members<nudge_sent> {
    static constexpr auto list = std::tuple(
        member{"offer_key", &nudge_sent::offer_key}, member{"message", &nudge_sent::message},
        member{"nudge_kind", &nudge_sent::nudge_kind}, member{"why", &nudge_sent::why},
        member{"pair", &nudge_sent::pair}, member{"at", &nudge_sent::at}, member{"answered", &nudge_sent::answered});
};

template <>
struct members<text_run> {
    static constexpr auto list =
        std::tuple(member{"text", &text_run::text}, member{"from_person", &text_run::from_person});
};

template <>
struct members<contact_line> {
    static constexpr auto list = std::tuple(member{"text", &contact_line::text},
                                            member{"message", &contact_line::message}, member{"at", &contact_line::at});
};

template <>
struct members<lost_account> {
    static constexpr auto list = std::tuple(member{"at", &lost_account::at}, member{"reason", &lost_account::reason});
};

template <>
struct names<part_taken> {
    static constexpr std::array<std::string_view, 4> list{"unsaid", "mentor", "mentee", "both"};
};

template <>
struct members<day_hours> {
    static constexpr auto list =
        std::tuple(member{"from_minute", &day_hours::from_minute}, member{"to_minute", &day_hours::to_minute});
};

template <>
struct members<learning_profile> {
    static constexpr auto list =
        std::tuple(member{"wants", &learning_profile::wants}, member{"offers", &learning_profile::offers},
                   member{"capacity", &learning_profile::capacity}, member{"languages", &learning_profile::languages},
                   member{"hours", &learning_profile::hours}, member{"takes_part_as", &learning_profile::takes_part_as},
                   member{"not_with", &learning_profile::not_with});
};

template <>
struct names<membership::kind> {
    static constexpr std::array<std::string_view, 4> list{"brought", "asked", "joined", "left"};
};

template <>
struct members<membership> {
    static constexpr auto list = std::tuple(member{"is", &membership::is}, member{"since", &membership::since},
                                            member{"told_of_no_match", &membership::told_of_no_match},
                                            member{"own_profile", &membership::own_profile});
};

template <>
struct members<person_state> {
    static constexpr auto list = std::tuple(
        member{"id", &person_state::id}, member{"tenant", &person_state::tenant},
        member{"programme", &person_state::programme}, member{"addresses", &person_state::addresses},
        member{"first_name", &person_state::first_name}, member{"full_name", &person_state::full_name},
        member{"zone", &person_state::zone}, member{"language", &person_state::language},
        member{"reachable", &person_state::reachable}, member{"greeted", &person_state::greeted},
        member{"stopped", &person_state::stopped}, member{"stopped_kinds", &person_state::stopped_kinds},
        member{"stopped_pairs", &person_state::stopped_pairs}, member{"snoozed_until", &person_state::snoozed_until},
        member{"own_settings", &person_state::own_settings}, member{"waiting", &person_state::waiting},
        member{"sent", &person_state::sent}, member{"contact_lines", &person_state::contact_lines},
        member{"pairs", &person_state::pairs}, member{"talking_in", &person_state::talking_in},
        member{"data_choice_open", &person_state::data_choice_open}, member{"replies", &person_state::replies},
        member{"leaving", &person_state::leaving}, member{"held_since", &person_state::held_since},
        member{"profile", &person_state::profile}, member{"member", &person_state::member},
        member{"pairs_to_tell_of", &person_state::pairs_to_tell_of}, member{"lost", &person_state::lost},
        member{"page_at", &person_state::page_at}, member{"page_shown", &person_state::page_shown},
        member{"own_language", &person_state::own_language});
};

}  // namespace json

bool wants_a_match(const person_state& person) {
    const auto& of = person.member;
    if (of.is == membership::kind::asked || of.is == membership::kind::left || person.leaving) return false;
    return person.profile.is_mentee() || person.profile.is_mentor();
}

std::string person_to_text(const person_state& person) {
    return json::write_document(person);
}
person_state person_from_text(std::string_view text) {
    return json::read_document<person_state>(text);
}

nlohmann::json person_to_json(const person_state& person) {
    return nlohmann::json::parse(person_to_text(person));
}
person_state person_from_json(const nlohmann::json& document) {
    return person_from_text(document.dump());
}

}  // namespace waymark
