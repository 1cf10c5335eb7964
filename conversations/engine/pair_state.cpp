#include "conversations/engine/pair_state.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conversations/person/offer_json.hpp"

namespace waymark {

namespace json {

template <>
struct names<audience> {
    static constexpr std::array list{"me", "partner", "partner_after_both", "programme"};
};
template <>
struct names<answer_kind> {
    static constexpr std::array list{"text",  "long_text", "list", "choice", "several",
                                     "scale", "yes_no",    "date", "number", "person"};
};
template <>
struct names<lane::phase> {
    static constexpr std::array list{"held", "asking", "barrier", "done"};
};

template <>
struct members<flow_ref> {
    static constexpr auto list = std::tuple(member{"name", &flow_ref::name}, member{"version", &flow_ref::version});
};

template <>
struct members<answer_value> {
    static constexpr auto list =
        std::tuple(member{"items", &answer_value::items}, member{"number", &answer_value::number},
                   member{"declined", &answer_value::declined});
};

template <>
struct members<answer> {
    static constexpr auto list = std::tuple(
        member{"conversation", &answer::conversation}, member{"flow", &answer::flow}, member{"step", &answer::step},
        member{"label", &answer::label}, member{"author", &answer::author}, member{"seen_by", &answer::seen_by},
        member{"kind", &answer::kind}, member{"value", &answer::value}, member{"keep_as", &answer::keep_as},
        member{"at", &answer::at}, member{"opened", &answer::opened}, member{"said_in", &answer::said_in});
};

template <>
struct members<lane> {
    static constexpr auto list = std::tuple(
        member{"role", &lane::role}, member{"person", &lane::person}, member{"is", &lane::is},
        member{"step", &lane::step}, member{"since", &lane::since}, member{"tries", &lane::tries},
        member{"reminded", &lane::reminded}, member{"vague_asked", &lane::vague_asked}, member{"rounds", &lane::rounds},
        member{"said", &lane::said}, member{"ask_keys", &lane::ask_keys}, member{"path", &lane::path},
        member{"acted", &lane::acted}, member{"let_out", &lane::let_out}, member{"revising", &lane::revising},
        member{"to_tell", &lane::to_tell}, member{"told_contact", &lane::told_contact});
};

template <>
struct members<conversation> {
    static constexpr auto list =
        std::tuple(member{"id", &conversation::id}, member{"flow", &conversation::flow},
                   member{"structure_hash", &conversation::structure_hash}, member{"why", &conversation::why},
                   member{"weight", &conversation::weight}, member{"good_until", &conversation::good_until},
                   member{"started", &conversation::started}, member{"lasts_from", &conversation::lasts_from},
                   member{"lanes", &conversation::lanes}, member{"fired", &conversation::fired},
                   member{"told_late", &conversation::told_late}, member{"over", &conversation::over});
};

template <>
struct members<kept_text> {
    static constexpr auto list = std::tuple(
        member{"kind", &kept_text::kind}, member{"author", &kept_text::author}, member{"seen_by", &kept_text::seen_by},
        member{"opened", &kept_text::opened}, member{"text", &kept_text::text},
        member{"conversation", &kept_text::conversation}, member{"at", &kept_text::at});
};

template <>
struct members<meeting_note> {
    static constexpr auto list = std::tuple(member{"at", &meeting_note::at}, member{"by", &meeting_note::by});
};

template <>
struct members<earlier_stage> {
    static constexpr auto list =
        std::tuple(member{"stage", &earlier_stage::stage}, member{"since", &earlier_stage::since});
};

template <>
struct members<pair_state> {
    static constexpr auto list = std::tuple(
        member{"id", &pair_state::id}, member{"tenant", &pair_state::tenant},
        member{"programme", &pair_state::programme}, member{"mentor", &pair_state::mentor},
        member{"mentee", &pair_state::mentee}, member{"stage", &pair_state::stage},
        member{"stage_since", &pair_state::stage_since}, member{"before_closing", &pair_state::before_closing},
        member{"started", &pair_state::started}, member{"ends", &pair_state::ends},
        member{"paused_until", &pair_state::paused_until}, member{"held_by", &pair_state::held_by},
        member{"held_since", &pair_state::held_since}, member{"rested_until", &pair_state::rested_until},
        member{"ended", &pair_state::ended}, member{"end_reason", &pair_state::end_reason},
        member{"ended_at", &pair_state::ended_at}, member{"rhythm", &pair_state::rhythm},
        member{"met", &pair_state::met}, member{"met_lately", &pair_state::met_lately},
        member{"last_heard", &pair_state::last_heard}, member{"talks", &pair_state::talks},
        member{"running", &pair_state::running}, member{"kept", &pair_state::kept},
        member{"answers", &pair_state::answers}, member{"rules_done", &pair_state::rules_done});
};

}  // namespace json

const conversation* pair_state::find(const conversation_id& wanted) const {
    const auto at = std::ranges::find(running, wanted, &conversation::id);
    return at == running.end() ? nullptr : &*at;
}
conversation* pair_state::find(const conversation_id& wanted) {
    const auto at = std::ranges::find(running, wanted, &conversation::id);
    return at == running.end() ? nullptr : &*at;
}

std::string pair_to_text(const pair_state& pair) {
    return json::write_document(pair);
}
pair_state pair_from_text(std::string_view text) {
    return json::read_document<pair_state>(text);
}
std::string answer_to_text(const answer& one) {
    return json::write_document(one);
}
answer answer_from_text(std::string_view text) {
    return json::read_document<answer>(text);
}

nlohmann::json pair_to_json(const pair_state& pair) {
    return nlohmann::json::parse(pair_to_text(pair));
}
pair_state pair_from_json(const nlohmann::json& document) {
    return pair_from_text(document.dump());
}
nlohmann::json answer_to_json(const answer& one) {
    return nlohmann::json::parse(answer_to_text(one));
}
answer answer_from_json(const nlohmann::json& document) {
    return answer_from_text(document.dump());
}

}  // namespace waymark
