// Reads who is in a programme: people with their accounts, and pairs.
#include <algorithm>

#include "conversations/programme/account_reader.hpp"
#include "conversations/programme/people_list.hpp"
#include "conversations/programme/programme_parts.hpp"

namespace waymark {

namespace keys {
const key_set someone{"a person",
                      {"id", "first_name", "full_name", "zone", "language", "slack", "teams", "playground", "wants",
                       "offers", "capacity", "languages", "hours", "takes_part_as", "not_with"}};
const key_set someone_in_a_list{
    "a person",
    {"id", "first_name", "full_name", "zone", "language", "slack", "teams", "email", "playground", "wants", "offers",
     "capacity", "languages", "hours", "takes_part_as", "not_with"}};
const key_set pair{"a pair", {"id", "mentor", "mentee", "starts", "ends"}};
}  // namespace keys

namespace {

constexpr std::size_t longest_name = 80;

/// Reads everybody, one after the other.
class people_reader {
  public:
    people_reader(reading& in, const map_reader& programme)
        : in_(in), accounts_(in, programme), topics_(read_closed_topics(in, programme)) {}

    void read(const yaml_node& node, people_read& into) {
        const map_reader from(in_, node, in_.table ? keys::someone_in_a_list : keys::someone);
        programme_person one;
        if (from.is_map()) {
            if (const auto* id = from.need("id", "ann")) {
                const auto name = read_name(in_, *id, "the short name of a person");
                one.id.text = name.name;
                taken_.take(in_, name);
            }
            read_names_of(from, one);
            accounts_.read(from, one);
            one.profile = read_profile(in_, from, topics_, mentioned_);
        }
        if (one.id.empty()) {
            into.all_clear = false;
            return;
        }
        into.ids.insert(one.id);
        into.people.push_back(std::move(one));
    }

    /// Once everybody is known. The people of a list may mention others who are not in it.
    void finish(people_read& into) {
        if (!in_.table)
            for (const auto& one : mentioned_) (void)known_person(in_, one, into);  // only said when unknown
        into.topics = topics_;
    }

  private:
    void read_names_of(const map_reader& from, programme_person& into) {
        if (const auto* name = from.need("first_name", "Ann"))
            into.first_name = read_short(in_, *name, "\"first_name\"", longest_name);
        into.full_name = into.first_name;
        if (const auto* name = from.find("full_name"))
            into.full_name = read_short(in_, *name, "\"full_name\"", longest_name);
        if (const auto* zone = from.find("zone")) into.zone = read_zone(in_, *zone);
        if (const auto* language = from.find("language")) into.language = read_language(in_, *language);
    }

    reading& in_;
    account_reader accounts_;
    std::vector<topic> topics_;
    std::vector<name_ref> mentioned_;
    taken_names taken_{"person"};
};

void check_dates(reading& in, const map_reader& from, const programme_pair& pair) {
    if (pair.starts && pair.ends && *pair.ends <= *pair.starts)
        in.error(from.find("ends")->at, "P032", "this pair ends before it starts",
                 "it starts on " + date_text(*pair.starts));
}

programme_pair read_pair(reading& in, const yaml_node& node, const people_read& among, taken_names& taken) {
    programme_pair into;
    const map_reader from(in, node, keys::pair);
    if (!from.is_map()) return into;
    if (const auto* id = from.need("id", "ann_and_bo")) {
        const auto name = read_name(in, *id, "the name of a pair");
        into.id.text = name.name;
        taken.take(in, name);
    }
    if (const auto* who = from.need("mentor", "ann")) into.mentor = read_person(in, *who, among);
    if (const auto* who = from.need("mentee", "bo")) into.mentee = read_person(in, *who, among);
    if (!into.mentor.empty() && into.mentor == into.mentee)
        in.error(from.find("mentee")->at, "P031", "nobody is their own mentor");
    if (const auto* date = from.find("starts")) into.starts = read_date(in, *date, "\"starts\"");
    if (const auto* date = from.find("ends")) into.ends = read_date(in, *date, "\"ends\"");
    check_dates(in, from, into);
    return into;
}

}  // namespace

std::optional<std::chrono::year_month_day> read_date(reading& in, const yaml_node& node, std::string_view what) {
    const auto text = read_text(in, node, what);
    const auto date = parse_date(text);
    if (!date && !text.empty())
        in.error(node.at, "P014", "\"" + text.substr(0, 60) + "\" is not a date of the calendar",
                 "write year, month and day, such as 2026-07-10");
    return date;
}

people_read read_people_of(reading& in, const map_reader& from) {
    people_read all;
    people_reader reader(in, from);
    for (const auto& node : read_list(in, from, "people", "id: ...")) reader.read(node, all);
    reader.finish(all);
    return all;
}

person_id read_person(reading& in, const yaml_node& node, const people_read& among) {
    return known_person(in, read_name(in, node, "the short name of a person"), among);
}

person_id known_person(reading& in, const name_ref& name, const people_read& among) {
    if (name.empty() || among.ids.contains({name.name})) return {name.name};
    if (among.all_clear) {
        std::vector<std::string> known;
        for (const auto& id : among.ids) known.push_back(id.text);
        in.unknown(name.at, "P021", "there is no person called \"" + name.name + "\"", name.name, known);
    }
    return {};
}

std::vector<programme_pair> read_pairs(reading& in, const map_reader& from, const people_read& among) {
    std::vector<programme_pair> all;
    taken_names taken("pair");
    std::map<std::pair<person_id, person_id>, std::string> known;
    for (const auto& node : read_list(in, from, "pairs", "id: ...")) {
        auto one = read_pair(in, node, among, taken);
        if (one.id.empty() || one.mentor.empty() || one.mentee.empty()) continue;
        const auto [first, is_new] = known.emplace(std::pair{one.mentor, one.mentee}, one.id.text);
        if (!is_new) {
            in.error(node.at, "P030", "these two are already a pair: \"" + first->second + "\"");
            continue;
        }
        // a file is written by hand and meant so; the columns of a list are mixed up easily
        if (const auto turned = known.find({one.mentee, one.mentor});
            in.table && turned != known.end() && one.mentor != one.mentee)
            in.warning(node.at, "L003", turned_round(turned->second), turned_round_help);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace waymark
