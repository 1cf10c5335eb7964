#include "conversations/turn/profile_form.hpp"

#include <algorithm>

#include "conversations/forms.hpp"
#include "conversations/person/topic_list.hpp"
#include "conversations/turn/own_profile.hpp"

namespace waymark {
namespace {

constexpr int longest_list = 1500;  // letters of a field with topics

form_field field(const turn_work& work, const person_state& who, std::string_view id, control::kind shape) {
    form_field out;
    out.what.shape = shape;
    out.what.id = std::string(id);
    out.what.label = label_for(work, who, "profile.change." + out.what.id);
    return out;
}

std::string in_lines(const std::vector<std::string>& topics) {
    std::string out;
    for (const auto& one : topics) out.append(out.empty() ? "" : "\n").append(one);
    return out;
}

form_field topics_field(const turn_work& work, const person_state& who, std::string_view id,
                        const std::vector<std::string>& said) {
    auto out = field(work, who, id, control::kind::long_text);
    out.what.at_most = longest_list;
    if (!said.empty()) out.what.initial = {in_lines(said)};
    out.hint = label_for(work, who, "profile.form_hint");
    return out;
}

form_field part_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "part", control::kind::select);
    for (const auto* one : {"mentee", "mentor", "both"})
        out.what.options.push_back({one, label_for(work, who, std::string("profile.part.") + one)});
    if (const auto said = word_of(who.profile.takes_part_as); !said.empty()) out.what.initial = {std::string(said)};
    return out;
}

form_field capacity_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "capacity", control::kind::number);
    out.what.least = 1;
    out.what.most = most_capacity;
    if (who.profile.capacity) out.what.initial = {std::to_string(*who.profile.capacity)};
    return out;
}

form_field languages_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "languages", control::kind::several);
    for (const auto one : offered_languages)
        out.what.options.push_back({std::string(one), language_for(work, who, std::string(one))});
    for (const auto& one : who.profile.languages)
        if (std::ranges::count(offered_languages, std::string_view(one)) > 0) out.what.initial.push_back(one);
    out.what.at_most = static_cast<int>(out.what.options.size());
    return out;
}

void take_topics(const turn_work& work, const person_state& who, const inbound::submitted& what,
                 const std::string& field, std::vector<std::string>& into) {
    if (!what.values.contains(field)) return;
    const auto words = value_of(what, field);
    if (trimmed(words).empty()) return into.clear();
    auto read = read_topic_list(words, home_of(work.book, who).topics);
    if (read.why_not.empty()) into = std::move(read.topics);
}

}  // namespace

input_form profile_of(const turn_work& work, const person_state& who) {
    input_form out;
    out.id = std::string(profile_form);
    out.title = label_for(work, who, "profile.form_title");
    const auto& said = who.profile;
    out.fields = {part_field(work, who), topics_field(work, who, "wants", said.wants),
                  topics_field(work, who, "offers", said.offers), capacity_field(work, who),
                  languages_field(work, who)};
    return out;
}

void take_profile(turn_work& work, person_state& who, const inbound::submitted& what) {
    auto& into = who.profile;
    const auto before = into;
    take_topics(work, who, what, "wants", into.wants);
    take_topics(work, who, what, "offers", into.offers);
    const auto part = value_of(what, "part");
    for (const auto one : {part_taken::mentor, part_taken::mentee, part_taken::both})
        if (part == word_of(one)) into.takes_part_as = one;
    if (const auto number = value_of(what, "capacity"); number.size() == 1 && number >= "1" && number <= "5")
        into.capacity = number.front() - '0';
    if (what.values.contains("languages")) into.languages = values_of(what, "languages");
    std::erase_if(into.languages, [](const std::string& one) {
        return std::ranges::count(offered_languages, std::string_view(one)) == 0;
    });
    if (into == before) return;
    who.member.own_profile = true;
    note_person(work, who, "profile", "form");
    reply(work, who, "profile.changed");
}

}  // namespace waymark
