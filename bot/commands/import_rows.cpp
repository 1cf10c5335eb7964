#include "bot/commands/import_rows.hpp"

#include <algorithm>

#include "bot/enrolment.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/programme/programme_reader.hpp"

namespace waymark {
namespace {

std::string in_a_row(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) out.append(out.empty() ? "" : "; ").append(one);
    return out;
}

facts facts_of(const person_state& who) {
    facts out{{"first name", who.first_name}, {"full name", who.full_name}};
    for (const auto& one : who.addresses) out.emplace_back(one.platform, one.user);
    out.emplace_back("zone", who.zone);
    out.emplace_back("language", who.language);
    std::vector<std::string> not_with;
    for (const auto& one : who.profile.not_with) not_with.push_back(one.text);
    out.emplace_back("wants", in_a_row(who.profile.wants));
    out.emplace_back("offers", in_a_row(who.profile.offers));
    out.emplace_back("capacity", who.profile.capacity ? std::to_string(*who.profile.capacity) : "");
    out.emplace_back("languages", in_a_row(who.profile.languages));
    out.emplace_back("hours", who.profile.hours ? hours_text(*who.profile.hours) : "");
    out.emplace_back("takes part as", word_of(who.profile.takes_part_as));
    out.emplace_back("not with", in_a_row(not_with));
    return out;
}

facts facts_of(const pair_state& pair, const std::string& zone) {
    const auto day = [&](instant at) { return date_text(to_local(at, zone).day); };
    return {{"mentor", pair.mentor.text},
            {"mentee", pair.mentee.text},
            {"starts", day(pair.started)},
            {"ends", pair.ends ? day(*pair.ends) : ""}};
}

diagnostic problem_at(const std::string& file, mark at, std::string code, std::string text, std::string help) {
    diagnostic out;
    out.file = file;
    out.at = at;
    out.code = std::move(code);
    out.text = std::move(text);
    out.suggestion = std::move(help);
    return out;
}

const programme_person* in_a_file(const script_book& book, const programme_person& who) {
    for (const auto& [id, of] : book.programmes) {
        const auto found = std::ranges::find(of.people, who.id, &programme_person::id);
        if (found != of.people.end()) return &*found;
    }
    return nullptr;
}

const programme_pair* in_a_file(const script_book& book, const programme_pair& which) {
    for (const auto& [id, of] : book.programmes) {
        const auto found = std::ranges::find(of.pairs, which.id, &programme_pair::id);
        if (found != of.pairs.end()) return &*found;
    }
    return nullptr;
}

/// Whether a row says nothing but what stands in the programme file anyway.
bool says_the_same(const import_scene& scene, programme_person row, const programme_person& in_file) {
    if (row.full_name == row.first_name) row.full_name.clear();  // a list without it has the first name there
    const auto seen = [&](const programme_person& one) {
        return facts_of(enrol_one(scene.scripts.book, *scene.of, one, world{}, scene.now).people.front());
    };
    const auto said = seen(row);
    const auto is = seen(in_file);
    return std::ranges::equal(said, is, [](const auto& a, const auto& b) { return a.second.empty() || a == b; });
}

bool says_the_same(const import_scene&, const programme_pair& row, const programme_pair& in_file) {
    return row.mentor == in_file.mentor && row.mentee == in_file.mentee &&
           (!row.starts || row.starts == in_file.starts) && (!row.ends || row.ends == in_file.ends);
}

/// What stands in a programme file is changed there. Lists for everybody name it as well, and that is fine.
template <class Named>
bool left_to_the_file(const std::string& file, const import_scene& scene, const Named& named, mark here,
                      std::vector<diagnostic>& problems) {
    const auto* is = in_a_file(scene.scripts.book, named);
    if (is == nullptr) return false;
    const bool same = says_the_same(scene, named, *is);
    problems.push_back(problem_at(file, here, same ? "L005" : "P020",
                                  "\"" + named.id.text + "\" stands in a programme file" +
                                      (same ? ", so this row is left out" : " and is something else there"),
                                  "to change anything about it, change the programme file"));
    if (same) problems.back().is = severity::warning;
    return true;
}

mark row_in(const import_scene& scene, const programme_person& named) {
    return scene.table.row_with({{"id", named.id.text}});
}

mark row_in(const import_scene& scene, const programme_pair& named) {
    return scene.table.row_with({{"mentor", named.mentor.text}, {"mentee", named.mentee.text}});
}

result<import_row> row_of(const std::string& file, import_scene& scene, const programme_person& named, mark here,
                          std::vector<diagnostic>& problems) {
    const auto gone = scene.at->is_forgotten(named.id);
    if (!gone) return gone.error();
    if (*gone)
        problems.push_back(problem_at(file, here, "L004",
                                      "\"" + named.id.text + "\" has had everything about them deleted",
                                      "if they want to take part again, give them a new id"));
    for (const auto& account : named.addresses) {
        const auto owner = scene.at->find_person(account);
        if (!owner) return owner.error();
        if (*owner && **owner != named.id)
            problems.push_back(problem_at(file, here, "P051",
                                          "this is already the account of \"" + (*owner)->text + "\"",
                                          "one account belongs to one person"));
    }
    auto known = scene.at->load(turn_owner(named.id));
    if (!known) return known.error();
    const auto was_there = known->people.find(named.id);
    if (was_there != known->people.end() && in_different_workspaces(was_there->second.addresses, named.addresses))
        problems.push_back(problem_at(file, here, "P051", "\"" + named.id.text + "\" is somebody in another workspace",
                                      "people of different workspaces need different ids"));
    import_row row;
    row.id = named.id.text;
    row.owner = named.id;
    row.step = [&scene, named](const world& before) {
        return enrol_one(scene.scripts.book, *scene.of, named, before, scene.now);
    };
    if (was_there != known->people.end()) row.before = facts_of(was_there->second);
    auto said = row.step(world{}).people.front();
    if (named.full_name == named.first_name) said.full_name.clear();  // a list without it has the first name there
    row.said = facts_of(said);
    const auto after = row.step(*known);
    const auto is = std::ranges::find(after.people, named.id, &person_state::id);
    row.after = is == after.people.end() ? row.before.value_or(facts{}) : facts_of(*is);
    return row;
}

/// Roles may have been mixed up; that two people are each other's mentor is possible, though. The list may say so too.
void other_way_round(const std::string& file, mark here, const programme_pair& named, const world& known,
                     std::vector<diagnostic>& problems) {
    const auto turned = std::ranges::find_if(known.pairs, [&](const auto& other) {
        return !other.second.ended && other.second.mentor == named.mentee && other.second.mentee == named.mentor;
    });
    const auto said = [&](const diagnostic& one) { return one.code == "L003" && one.at.line == here.line; };
    if (turned == known.pairs.end() || std::ranges::any_of(problems, said)) return;
    problems.push_back(problem_at(file, here, "L003", turned_round(turned->first.text), turned_round_help));
    problems.back().is = severity::warning;
}

/// The same two people in a second pair would hear everything twice.
bool a_pair_already(const std::string& file, mark here, const programme_pair& named, const world& known,
                    std::vector<diagnostic>& problems) {
    const auto same = std::ranges::find_if(known.pairs, [&](const auto& other) {
        return !other.second.ended && other.second.mentor == named.mentor && other.second.mentee == named.mentee;
    });
    if (same == known.pairs.end()) return false;
    problems.push_back(problem_at(file, here, "P030", "these two are already a pair: \"" + same->first.text + "\"",
                                  "take this row out, or give it that name to change its last day"));
    return true;
}

/// A pair that begins or ends otherwise than its list says in words is named: nobody should be written to by surprise.
void say_unsaid_days(const std::string& file, mark here, const programme_pair& named,
                     std::vector<diagnostic>& problems) {
    const auto warn = [&](const char* text, const char* help) {
        problems.push_back(problem_at(file, here, "L006", "\"" + named.id.text + "\" " + text, help));
        problems.back().is = severity::warning;
    };
    if (!named.starts) warn("has no first day, so it begins today", "give it a day in the column \"starts\"");
    if (!named.ends) warn("has no last day, so nobody leads it to a closing", "give it a day in the column \"ends\"");
}

result<import_row> row_of(const std::string& file, import_scene& scene, const programme_pair& named, mark here,
                          std::vector<diagnostic>& problems) {
    const auto by_its_name = scene.at->load(turn_owner(named.id));
    if (!by_its_name) return by_its_name.error();
    const auto known = known_of(*scene.at, named);
    if (!known) return known.error();
    import_row row;
    row.id = named.id.text;
    row.owner = named.id;
    if (const auto was = by_its_name->pairs.find(named.id); was != by_its_name->pairs.end()) {
        if (was->second.mentor != named.mentor || was->second.mentee != named.mentee)
            problems.push_back(problem_at(file, here, "P020",
                                          "\"" + named.id.text + "\" is the pair of " + was->second.mentor.text +
                                              " and " + was->second.mentee.text,
                                          "give this pair another name"));
        row.before = facts_of(was->second, scene.of->zone);
    }
    if (!row.before) other_way_round(file, here, named, *known, problems);
    if (!row.before && !a_pair_already(file, here, named, *known, problems))
        say_unsaid_days(file, here, named, problems);
    row.step = [&scene, named, all = *known](world before) {
        before.people.insert(all.people.begin(), all.people.end());
        before.pairs.insert(all.pairs.begin(), all.pairs.end());
        return enrol(scene.scripts.book, *scene.of, named, before, scene.now);
    };
    const auto day = [](const auto& one) { return one ? date_text(*one) : std::string(); };
    row.said = {{"starts", day(named.starts)}, {"ends", day(named.ends)}};
    const auto after = row.step(world{});
    const auto is = std::ranges::find(after.pairs, named.id, &pair_state::id);
    row.after = is == after.pairs.end() ? row.before.value_or(facts{}) : facts_of(*is, scene.of->zone);
    return row;
}

template <class Named>
result<std::optional<import_row>> any_row_for(const std::string& file, import_scene& scene, const Named& named,
                                              std::vector<diagnostic>& problems) {
    const auto here = row_in(scene, named);
    if (left_to_the_file(file, scene, named, here, problems)) return std::optional<import_row>();
    auto row = row_of(file, scene, named, here, problems);
    if (!row) return row.error();
    return std::optional(std::move(*row));
}

}  // namespace

result<std::optional<import_row>> row_for(const std::string& file, import_scene& scene, const programme_person& named,
                                          std::vector<diagnostic>& problems) {
    return any_row_for(file, scene, named, problems);
}

result<std::optional<import_row>> row_for(const std::string& file, import_scene& scene, const programme_pair& named,
                                          std::vector<diagnostic>& problems) {
    return any_row_for(file, scene, named, problems);
}

}  // namespace waymark
