// The parts of a programme file, as the reader uses them. Private to this folder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "conversations/person/topic.hpp"
#include "conversations/programme/programme_reader.hpp"

namespace waymark {

namespace keys {
extern const key_set someone, pair;
/// A row may have an e-mail address as well, which is resolved before anything is kept.
extern const key_set someone_in_a_list;
}  // namespace keys

/// Reports a name that is taken already (P020).
class taken_names {
  public:
    explicit taken_names(std::string what) : what_(std::move(what)) {}
    void take(reading& in, const name_ref& name);

  private:
    std::string what_;
    std::map<std::string, int> line_of_;
};

/// The items of a list under `key`; none after reporting that it is no list. A key that is left out is an empty list.
[[nodiscard]] std::vector<yaml_node> read_list(reading& in, const map_reader& from, std::string_view key,
                                               std::string_view example);
[[nodiscard]] std::string read_zone(reading& in, const yaml_node& node);
/// A text of at most `most` characters (bytes).
[[nodiscard]] std::string read_short(reading& in, const yaml_node& node, std::string_view what, std::size_t most);

/// One of the words possible here (P015, or the code given); empty after reporting another.
[[nodiscard]] std::string read_word(reading& in, const yaml_node& node, std::string_view what,
                                    const std::vector<std::string>& known, const std::string& code = "P015");
/// A day of the calendar (P014).
[[nodiscard]] std::optional<std::chrono::year_month_day> read_date(reading& in, const yaml_node& node,
                                                                   std::string_view what);

/// One word, or a list of several.
[[nodiscard]] std::vector<const yaml_node*> one_or_several(reading& in, const yaml_node& node, std::string_view what);
/// "[mon, tue]", as in ISO: 1 = Monday.
[[nodiscard]] std::set<int> read_weekdays(reading& in, const yaml_node& node);
/// What flows call F012 is P012 here; the problems from the `first` on, in the order of the file.
void say_as_programme(std::vector<diagnostic>& problems, std::size_t first);
/// "18:00" as minutes after midnight.
[[nodiscard]] std::optional<int> read_minute(std::string_view text);

[[nodiscard]] gate_settings read_person_rules(reading& in, const yaml_node& node);
/// A text in the programme's language, or one for each language; the programme's is among them (P012).
[[nodiscard]] translated read_translated(reading& in, const yaml_node& node, std::string_view what, std::size_t most,
                                         const std::string& language);

/// What a person wants and offers. With `topics`, nothing else can be wanted or offered (P029). Ids of `not_with` go to
/// `mentioned` as well.
[[nodiscard]] learning_profile read_profile(reading& in, const map_reader& from, const std::vector<topic>& topics,
                                            std::vector<name_ref>& mentioned);
/// The closed list of topics; empty when there is none.
[[nodiscard]] std::vector<topic> read_closed_topics(reading& in, const map_reader& from);

/// What ships, with the texts that the programme says in its own words; each has its place, and what is wrong with one
/// is what would be wrong with a translation of it (P018, P060 to P064).
[[nodiscard]] bot_texts read_own_texts(reading& in, const yaml_node& node, const flow_library& flows,
                                       const bot_texts& shipped);

/// The people of a file, and whose names were unreadable, so that nobody is called unknown because of it.
struct people_read {
    std::vector<programme_person> people;
    std::set<person_id> ids;
    bool all_clear = true;
    std::vector<topic> topics;
};
[[nodiscard]] people_read read_people_of(reading& in, const map_reader& from);
[[nodiscard]] std::vector<programme_pair> read_pairs(reading& in, const map_reader& from, const people_read& among);
/// A reference to one of the people (P021); empty when it is none.
[[nodiscard]] person_id read_person(reading& in, const yaml_node& node, const people_read& among);
[[nodiscard]] person_id known_person(reading& in, const name_ref& name, const people_read& among);

}  // namespace waymark
