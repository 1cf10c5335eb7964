#include "conversations/programme/programme_changes.hpp"

#include <algorithm>
#include <array>

#include "conversations/programme/programme_words.hpp"

namespace waymark {
namespace {

std::string quoted(const std::string& text) {
    return text.empty() ? "nothing" : "\"" + text + "\"";
}

std::string date_or_none(const std::optional<std::chrono::year_month_day>& day) {
    return day ? date_text(*day) : "no day";
}

std::string translated_in_words(const translated& text) {
    std::string out;
    for (const auto& [language, words] : text)
        out.append(out.empty() ? "" : ", ").append(language).append(" ").append(quoted(words));
    return out.empty() ? "nothing" : out;
}

std::string conversation_in_words(const nudge_rule& of) {
    if (of.start.name.empty()) return "tells the contact " + translated_in_words(of.tell_contact);
    return "begins " + of.start.name + " in version " + std::to_string(of.start.version);
}

std::string weight_in_words(priority weight) {
    constexpr std::array<std::string_view, 3> names{"low", "normal", "high"};
    return std::string(names.at(static_cast<std::size_t>(weight)));
}

std::string good_for_in_words(const nudge_rule& of) {
    if (of.good_for > span::zero()) return length_in_words(of.good_for);
    return of.start.name.empty() ? "any time" : "as long as the conversation is open";
}

std::string people_in_words(const std::vector<person_id>& all) {
    std::vector<std::string> ids;
    for (const auto& one : all) ids.push_back(one.text);
    return quoted(list_in_words(ids, "and"));
}

/// Collects lines about one thing.
class lines {
  public:
    lines(std::string about, std::vector<programme_change>& into) : about_(std::move(about)), into_(into) {}

    void say(std::string words) { into_.push_back({about_, std::move(words)}); }
    /// `note` is what else there is to know, such as that it has no effect.
    void compare(const std::string& what, const std::string& before, const std::string& after,
                 const std::string& note = {}) {
        if (before == after) return;
        say(what + (what.empty() ? "" : " ") + after + " (was: " + before + ")" + (note.empty() ? "" : "; " + note));
    }

  private:
    std::string about_;
    std::vector<programme_change>& into_;
};

void compare_heads(const programme& before, const programme& after, std::vector<programme_change>& into) {
    lines of("programme", into);
    of.compare("version", std::to_string(before.version), std::to_string(after.version));
    of.compare("title", quoted(before.title), quoted(after.title));
    of.compare("language", before.language, after.language);
    of.compare("zone", before.zone, after.zone);
    of.compare("contact", quoted(before.contact.text), quoted(after.contact.text));
    of.compare("deputies of the contact", people_in_words(before.deputies), people_in_words(after.deputies));
    of.compare("people who are not in it", before.open_to_join ? "may join" : "may not join",
               after.open_to_join ? "may join" : "may not join");
    if (before.own_texts != after.own_texts) of.say("what it says in its own words has changed");
    of.compare("Slack workspace", quoted(before.slack_workspace), quoted(after.slack_workspace));
    of.compare("Teams tenant", quoted(before.teams_tenant), quoted(after.teams_tenant));
    of.compare("rhythm", length_in_words(before.rhythm), length_in_words(after.rhythm));
    of.compare("topics", quoted(list_in_words(before.topics, "and")), quoted(list_in_words(after.topics, "and")));
}

void compare_gates(const gate_settings& before, const gate_settings& after, std::vector<programme_change>& into) {
    lines of("messages", into);
    of.compare("per week, at most", std::to_string(before.per_week), std::to_string(after.per_week));
    of.compare("per day, at most", std::to_string(before.per_day), std::to_string(after.per_day));
    of.compare("apart by", length_in_words(before.apart), length_in_words(after.apart));
    of.compare("quiet hours", quiet_in_words(before), quiet_in_words(after));
    of.compare("working days", days_in_words(before.working_days), days_in_words(after.working_days));
    of.compare("spread over", length_in_words(before.spread), length_in_words(after.spread));
}

void compare_stages(const std::vector<stage_rule>& before, const std::vector<stage_rule>& after,
                    std::vector<programme_change>& into) {
    lines of("stages", into);
    const auto words = [](const stage_rule& one) { return "to " + one.to + ", " + moment_in_words(one.when); };
    std::vector<stage_rule> kept_before, kept_after;
    for (const auto& one : before)
        if (std::ranges::count(after, one) > 0)
            kept_before.push_back(one);
        else
            of.say("pairs do not move any more " + words(one));
    for (const auto& one : after)
        if (std::ranges::count(before, one) > 0)
            kept_after.push_back(one);
        else
            of.say("pairs move " + words(one));
    if (kept_before != kept_after) of.say("which move comes first has changed");
}

std::string whole_nudge(const nudge_rule& one) {
    auto out = "comes " + moment_in_words(one.when) + "; " + conversation_in_words(one);
    if (!one.to.empty()) out += "; for " + one.to + ", priority " + weight_in_words(one.weight);
    out += "; good for " + good_for_in_words(one);
    if (one.hold_out > 0) out += "; left out for " + std::to_string(one.hold_out) + "% of the pairs";
    if (!one.reason.empty()) out += "; why: " + translated_in_words(one.reason);
    return out;
}

void compare_nudge(const nudge_rule& before, const nudge_rule& after, std::vector<programme_change>& into) {
    lines of("nudge " + after.id, into);
    of.compare("comes", moment_in_words(before.when), moment_in_words(after.when));
    of.compare("", conversation_in_words(before), conversation_in_words(after));
    of.compare("for", before.to, after.to);
    of.compare("priority", weight_in_words(before.weight), weight_in_words(after.weight));
    of.compare("good for", good_for_in_words(before), good_for_in_words(after));
    of.compare("left out for", std::to_string(before.hold_out) + "% of the pairs",
               std::to_string(after.hold_out) + "% of the pairs");
    of.compare("why:", translated_in_words(before.reason), translated_in_words(after.reason));
}

/// Those of `all` that `others` has as well, by their ids.
template <class Thing>
std::vector<decltype(Thing::id)> common(const std::vector<Thing>& all, const std::vector<Thing>& others) {
    std::vector<decltype(Thing::id)> out;
    for (const auto& one : all)
        if (std::ranges::find(others, one.id, &Thing::id) != others.end()) out.push_back(one.id);
    return out;
}

void compare_nudges(const std::vector<nudge_rule>& before, const std::vector<nudge_rule>& after,
                    std::vector<programme_change>& into) {
    for (const auto& one : before)
        if (std::ranges::find(after, one.id, &nudge_rule::id) == after.end())
            lines("nudge " + one.id, into).say("is gone; a talk it has begun goes on");
    for (const auto& one : after) {
        const auto was = std::ranges::find(before, one.id, &nudge_rule::id);
        if (was == before.end())
            lines("nudge " + one.id, into).say("is new: " + whole_nudge(one));
        else
            compare_nudge(*was, one, into);
    }
    if (common(before, after) != common(after, before))
        lines("nudges", into).say("their order has changed: of what is due at one moment, what stands first is first");
}

void compare_person(const programme_person& before, const programme_person& after,
                    std::vector<programme_change>& into) {
    lines of("person " + after.id.text, into);
    of.compare("first name", quoted(before.first_name), quoted(after.first_name),
               after.first_name.empty() ? "the known one stays" : "");
    of.compare("full name", quoted(before.full_name), quoted(after.full_name), "counts only where none is known yet");
    of.compare("zone", quoted(before.zone), quoted(after.zone), "counts only where none is known yet");
    of.compare("language", quoted(before.language), quoted(after.language), "counts only where none is known yet");
    of.compare("accounts", quoted(accounts_in_words(before.addresses)), quoted(accounts_in_words(after.addresses)));
    of.compare("profile", quoted(profile_in_words(before.profile)), quoted(profile_in_words(after.profile)),
               "what is left out stays as it is known");
}

void compare_people(const std::vector<programme_person>& before, const std::vector<programme_person>& after,
                    std::vector<programme_change>& into) {
    for (const auto& one : before)
        if (std::ranges::find(after, one.id, &programme_person::id) == after.end())
            lines("person " + one.id.text, into).say("is not named any more; stays known, with all their pairs");
    for (const auto& one : after) {
        const auto was = std::ranges::find(before, one.id, &programme_person::id);
        if (was == before.end())
            lines("person " + one.id.text, into).say("is new: " + accounts_in_words(one.addresses));
        else
            compare_person(*was, one, into);
    }
}

void compare_pair(const programme_pair& before, const programme_pair& after, std::vector<programme_change>& into) {
    lines of("pair " + after.id.text, into);
    of.compare("is of", before.mentor.text + " and " + before.mentee.text,
               after.mentor.text + " and " + after.mentee.text,
               "not possible: a pair keeps its people, another one needs an id of its own");
    of.compare("starts", date_or_none(before.starts), date_or_none(after.starts),
               "without effect: it has begun to count");
    of.compare("ends", date_or_none(before.ends), date_or_none(after.ends),
               after.ends ? "" : "the end they have stays");
}

void compare_pairs(const std::vector<programme_pair>& before, const std::vector<programme_pair>& after,
                   std::vector<programme_change>& into) {
    for (const auto& one : before)
        if (std::ranges::find(after, one.id, &programme_pair::id) == after.end())
            lines("pair " + one.id.text, into)
                .say(
                    "is not named any more; goes on by the rules of the programme, until its end. To say nothing "
                    "more to it: waymark hold pair " +
                    one.id.text);
    for (const auto& one : after) {
        const auto was = std::ranges::find(before, one.id, &programme_pair::id);
        if (was != before.end()) {
            compare_pair(*was, one, into);
            continue;
        }
        auto words = "is new: " + one.mentor.text + " and " + one.mentee.text;
        if (one.starts) words += ", from " + date_text(*one.starts);
        if (one.ends) words += " to " + date_text(*one.ends);
        lines("pair " + one.id.text, into).say(std::move(words));
    }
}

}  // namespace

std::vector<programme_change> changes_between(const programme& before, const programme& after) {
    std::vector<programme_change> out;
    compare_heads(before, after, out);
    compare_gates(before.gate, after.gate, out);
    compare_stages(before.stages, after.stages, out);
    compare_nudges(before.nudges, after.nudges, out);
    compare_people(before.people, after.people, out);
    compare_pairs(before.pairs, after.pairs, out);
    return out;
}

}  // namespace waymark
