#include "tests/service/support/programme_text.hpp"

#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/service/support/platform_settings.hpp"

namespace waymark::testing {

namespace {

std::string padded(int number) {
    const auto digits = std::to_string(number);
    return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string date_after(std::chrono::days length) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) +
                                          length);
    const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return std::to_string(int(day.year())) + "-" + two(unsigned(day.month())) + "-" + two(unsigned(day.day()));
}

/// "0000aad0-0001-4000-8000-000000000012": the number says what they are, its end which pair they are of.
std::string object_id(const std::string& role, int pair) {
    return "0000aad0-" + role + "-4000-8000-00000000" + padded(pair);
}
constexpr auto mentors = "0001";
constexpr auto mentees = "0002";
constexpr auto contacts = "0003";

struct listed {
    std::string id, name, slack, teams;
};

std::string line_of(const listed& who, const programme_wishes& wishes) {
    return "  - { id: " + who.id + ", first_name: " + who.name + ", zone: UTC, " +
           (wishes.in_teams.contains(who.id) ? "teams: " + who.teams : "slack: " + who.slack) + " }\n";
}

/// Where the accounts of each platform are that somebody has.
std::string accounts_of(const programme_wishes& wishes) {
    const bool all_in_teams = wishes.first_pair == 1 && wishes.in_teams == everybody(wishes.pairs);
    return (wishes.in_teams.empty() ? "" : "teams_tenant: " + teams_tenant + "\n") +
           (all_in_teams ? std::string() : "slack_workspace: " + wishes.workspace + "\n");
}

/// Of the second of several programmes: "_7", when its pairs are counted from there.
std::string which_of_several(int first_pair) {
    return first_pair == 1 ? "" : "_" + std::to_string(first_pair);
}

std::vector<listed> people_of(int pairs, int first_pair = 1) {
    const auto which = which_of_several(first_pair);
    std::vector<listed> out{{"sam" + which, "Sam", contact_of(first_pair), object_id(contacts, first_pair)}};
    for (int i = first_pair; i < first_pair + pairs; ++i) {
        out.push_back({person_of(mentor_of(i)), "Ann", mentor_of(i), teams_mentor_of(i)});
        out.push_back({person_of(mentee_of(i)), "Bo", mentee_of(i), teams_mentee_of(i)});
    }
    return out;
}

}  // namespace

std::string mentor_of(int pair) {
    return "U0MENTOR" + padded(pair);
}

std::string mentee_of(int pair) {
    return "U0MENTEE" + padded(pair);
}

std::string contact_of(int first_pair) {
    return "U0CONTACT" + std::to_string(first_pair);
}

std::string teams_mentor_of(int pair) {
    return object_id(mentors, pair);
}

std::string teams_mentee_of(int pair) {
    return object_id(mentees, pair);
}

std::string teams_contact() {
    return object_id(contacts, 1);
}

std::string person_of(const std::string& user) {
    const auto role_size = object_id(mentors, 0).find(mentors) + std::string_view(mentors).size();
    for (const auto& [role, name] : {std::pair(mentors, "mentor"), std::pair(mentees, "mentee")})
        if (user.starts_with(object_id(role, 0).substr(0, role_size))) return name + user.substr(user.size() - 4);
    auto id = user.substr(2);
    for (auto& c : id) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return id;
}

std::set<std::string> everybody(int pairs) {
    std::set<std::string> out;
    for (const auto& one : people_of(pairs)) out.insert(one.id);
    return out;
}

std::string programme_text(const programme_wishes& wishes) {
    const auto which = which_of_several(wishes.first_pair);
    std::string out = "programme: open_doors" + which +
                      "\nversion: 1\ntitle: Open Doors\nlanguage: en\nzone: UTC\n"  // no region, so no holiday
                                                                                    // on which these tests would
                                                                                    // find silence
                      "contact: sam" +
                      which + "\n" + accounts_of(wishes) +
                      "person:\n  budget: { week: 100, day: 100, apart: 0s }\n  quiet: \"00:00-00:00\"\n"
                      "  working_days: [mon, tue, wed, thu, fri, sat, sun]\n  spread: 0s\n" +
                      wishes.nudges + "people:\n";
    for (const auto& one : people_of(wishes.pairs, wishes.first_pair)) out += line_of(one, wishes);
    out += "pairs:\n";
    for (int i = wishes.first_pair; i < wishes.first_pair + wishes.pairs; ++i) {
        out += "  - { id: pair" + padded(i) + ", mentor: " + person_of(mentor_of(i)) +
               ", mentee: " + person_of(mentee_of(i));
        if (wishes.started) out += ", starts: " + date_after(-*wishes.started);
        if (wishes.ends_in) out += ", ends: " + date_after(*wishes.ends_in);
        out += " }\n";
    }
    return out;
}

}  // namespace waymark::testing
