#include "conversations/programme/programme_reader.hpp"

#include <algorithm>

#include "conversations/language/guid.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/programme/rule_parts.hpp"
#include "conversations/programme/spoken.hpp"

namespace waymark {

namespace keys {
const key_set programme{
    "a programme",
    {"programme", "version", "title", "language", "zone", "contact", "deputies", "slack_workspace", "teams_tenant",
     "open_to_join", "rhythm", "person", "thresholds", "stages", "nudges", "topics", "people", "pairs", "texts"}};
}  // namespace keys

namespace {

constexpr yaml_limits large_file{8 << 20, 16, 600'000};  // some ten thousand people
constexpr std::size_t longest_title = 120;
constexpr span longest_rhythm = std::chrono::days(366);

void read_head(reading& in, const map_reader& from, programme& into) {
    if (const auto* name = from.need("programme", "mentoring_2026"))
        into.id.text = read_name(in, *name, "the name of a programme").name;
    if (const auto* version = from.need("version", "1"))
        into.version = read_whole(in, *version, 1, 1'000'000).value_or(1);
    if (const auto* title = from.need("title", "Mentoring 2026"))
        into.title = read_short(in, *title, "\"title\"", longest_title);
    if (const auto* language = from.need("language", "en")) into.language = read_language(in, *language);
    if (const auto* zone = from.need("zone", "Europe/Madrid")) into.zone = read_zone(in, *zone);
    if (const auto* rhythm = from.find("rhythm")) {
        into.rhythm = read_span(in, *rhythm).value_or(into.rhythm);
        if (into.rhythm < std::chrono::days(1) || into.rhythm > longest_rhythm)
            in.error(rhythm->at, "P019", "a rhythm is from a day to a year", "such as 4 weeks");
    }
    if (const auto* workspace = from.find("slack_workspace")) into.slack_workspace = workspace->text;  // checked below
    if (const auto* tenant = from.find("teams_tenant")) into.teams_tenant = read_guid(tenant->text).value_or("");
    if (const auto* open = from.find("open_to_join")) into.open_to_join = read_true(in, *open);
    if (const auto* rules = from.find("person")) into.gate = read_person_rules(in, *rules);
}

void read_rules(reading& in, const map_reader& from, const flow_library& flows, programme& into) {
    named_lengths lengths;
    if (const auto* named = from.find("thresholds")) lengths = named_lengths(in, *named);
    const rule_aids with{in, flows, lengths, into.language};
    into.stages = read_stage_rules(with, from);
    into.nudges = read_nudges(with, from);
    check_stages_are_told(in, from, into);
    lengths.check_all_used(in);
}

/// The named human: one of the people, as they must be reachable.
void read_contact(reading& in, const map_reader& from, const people_read& among, programme& into) {
    const auto* contact = from.need("contact", "maria");
    if (contact == nullptr) return;
    into.contact = read_person(in, *contact, among);
    const auto found = std::ranges::find(into.people, into.contact, &programme_person::id);
    if (found != into.people.end()) into.contact_name = found->full_name;
}

/// Who hears of people while the contact is away. Nobody stands in for themselves.
void read_deputies(reading& in, const map_reader& from, const people_read& among, programme& into) {
    const auto* list = from.find("deputies");
    if (list == nullptr) return;
    for (const auto& name : read_names(in, *list, "the short name of a person")) {
        const auto who = known_person(in, name, among);
        if (who.empty()) continue;
        if (who == into.contact)
            in.error(name.at, "P031", "nobody is their own deputy", "\"" + who.text + "\" is the contact");
        else if (std::ranges::count(into.deputies, who) > 0)
            in.error(name.at, "P020", "\"" + who.text + "\" stands here twice");
        else
            into.deputies.push_back(who);
    }
}

}  // namespace

void taken_names::take(reading& in, const name_ref& name) {
    if (name.empty()) return;
    const auto [first, is_new] = line_of_.emplace(name.name, name.at.line);
    if (!is_new)
        in.error(name.at, "P020",
                 "the name \"" + name.name + "\" is already taken, in line " + std::to_string(first->second),
                 "give this " + what_ + " another name");
}

std::vector<yaml_node> read_list(reading& in, const map_reader& from, std::string_view key, std::string_view example) {
    const auto* node = from.find(key);
    if (node == nullptr) return {};
    if (node->is != yaml_node::kind::list)
        in.error(node->at, "P013", std::string(key) + " must be a list",
                 "each item begins with \"- " + std::string(example) + "\"");
    return node->items;
}

std::string read_zone(reading& in, const yaml_node& node) {
    auto zone = read_text(in, node, "\"zone\"");
    if (!zone.empty() && !is_zone(zone))
        in.error(node.at, "P024", "there is no time zone called \"" + zone.substr(0, 60) + "\"",
                 "write continent and town, such as Europe/Madrid or America/New_York");
    return zone;
}

std::string read_short(reading& in, const yaml_node& node, std::string_view what, std::size_t most) {
    auto text = read_text(in, node, what);
    if (text.size() > most)
        in.error(node.at, "P019", std::string(what) + " is longer than " + std::to_string(most) + " characters");
    return text;
}

std::vector<const yaml_node*> one_or_several(reading& in, const yaml_node& node, std::string_view what) {
    if (node.is != yaml_node::kind::list) return {&node};
    if (node.items.empty()) in.error(node.at, "P013", "no " + std::string(what) + " is named here");
    std::vector<const yaml_node*> all;
    for (const auto& item : node.items) all.push_back(&item);
    return all;
}

void say_as_programme(std::vector<diagnostic>& problems, std::size_t first) {
    for (auto i = first; i < problems.size(); ++i) problems[i].code.front() = 'P';
    sort_by_place(problems, first);
}

std::string read_word(reading& in, const yaml_node& node, std::string_view what, const std::vector<std::string>& known,
                      const std::string& code) {
    auto word = read_text(in, node, what);
    if (word.empty() || std::ranges::count(known, word) > 0) return word;
    in.unknown(node.at, code, "there is no " + std::string(what) + " \"" + word.substr(0, 60) + "\"", word, known);
    return {};
}

translated read_translated(reading& in, const yaml_node& node, std::string_view what, std::size_t most,
                           const std::string& language) {
    translated into;
    if (node.is != yaml_node::kind::map) {
        into[language] = read_short(in, node, what, most);
        return into;
    }
    for (const auto& entry : node.entries) {
        yaml_node name;
        name.at = entry.at;
        name.text = entry.key;
        into[read_language(in, name)] = read_short(in, entry.value, what, most);
    }
    if (!into.contains(language))
        in.error(node.at, "P012",
                 std::string(what) + " does not speak \"" + language + "\", the language of the programme",
                 "add \"" + language + ": ...\"; people whose language is missing get that one");
    return into;
}

std::optional<programme> read_programme(std::string_view file, std::string_view source, const flow_library& flows,
                                        const bot_texts& texts, std::vector<diagnostic>& problems) {
    const auto before = problems.size();
    const auto root = read_yaml(file, source, problems, large_file);
    std::optional<programme> into;
    reading in{std::string(file), source, problems};
    in.levels = {&keys::programme, &keys::person_rules, &keys::budget,  &keys::stage,
                 &keys::nudge,     &keys::trigger,      &keys::someone, &keys::pair};
    if (root) {
        const map_reader from(in, *root, keys::programme);
        if (from.is_map()) {
            into.emplace();
            read_head(in, from, *into);
            auto among = read_people_of(in, from);
            into->pairs = read_pairs(in, from, among);
            read_rules(in, from, flows, *into);
            into->people = among.people;
            for (const auto& one : among.topics) into->topics.push_back(one.said);
            read_contact(in, from, among, *into);
            read_deputies(in, from, among, *into);
            check_spoken(in, *root, texts.languages());
            if (const auto* own = from.find("texts")) into->own_texts = read_own_texts(in, *own, flows, texts);
        }
    }
    say_as_programme(problems, before);
    return into;
}

bool in_different_workspaces(const std::vector<address>& some, const std::vector<address>& others) {
    return std::ranges::any_of(some, [&](const address& here) {
        return std::ranges::any_of(others, [&](const address& there) {
            return here.platform == there.platform && here.tenant != there.tenant;
        });
    });
}

void check_beside(std::string_view file, const programme& one, const programme& other,
                  std::vector<diagnostic>& problems) {
    reading in{std::string(file), {}, problems};
    const mark top{1, 1};
    if (one.id == other.id)
        in.error(top, "P020", "another programme is called \"" + one.id.text + "\", too", "give this one another name");
    for (const auto& pair : one.pairs)
        if (std::ranges::find(other.pairs, pair.id, &programme_pair::id) != other.pairs.end())
            in.error(top, "P020", "\"" + pair.id.text + "\" is also a pair of the programme \"" + other.id.text + "\"",
                     "pairs of all programmes need different names");
    for (const auto& here : one.people)
        for (const auto& there : other.people) {
            if (here.id == there.id && in_different_workspaces(here.addresses, there.addresses))
                in.error(top, "P051",
                         "\"" + here.id.text + "\" has an account in another workspace in the programme \"" +
                             other.id.text + "\"",
                         "people of different workspaces need different ids");
            for (const auto& account : here.addresses)
                if (here.id != there.id && std::ranges::count(there.addresses, account) > 0)
                    in.error(top, "P051",
                             "\"" + here.id.text + "\" has the account of \"" + there.id.text +
                                 "\" in the programme \"" + other.id.text + "\"",
                             "one person has one id in all programmes");
        }
}

}  // namespace waymark
