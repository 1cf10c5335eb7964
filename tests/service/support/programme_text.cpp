#include "tests/service/support/programme_text.hpp"

#include <cctype>
#include <utility>

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

std::string person(const std::string& id, const std::string& name, const std::string& user) {
    return "  - { id: " + id + ", first_name: " + name + ", zone: UTC, slack: " + user + " }\n";
}

}  // namespace

std::string mentor_of(int pair) {
    return "U0MENTOR" + padded(pair);
}

std::string mentee_of(int pair) {
    return "U0MENTEE" + padded(pair);
}

std::string person_of(const std::string& user) {
    auto id = user.substr(2);
    for (auto& c : id) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return id;
}

std::string programme_text(const programme_wishes& wishes) {
    std::string out =
        "programme: open_doors\nversion: 1\ntitle: Open Doors\nlanguage: en\nzone: UTC\n"  // no region, so no holiday
                                                                                           // on which these tests would
                                                                                           // find silence
        "contact: sam\nslack_workspace: T0ACME0001\n"
        "person:\n  budget: { week: 100, day: 100, apart: 0s }\n  quiet: \"00:00-00:00\"\n"
        "  working_days: [mon, tue, wed, thu, fri, sat, sun]\n  spread: 0s\n" +
        wishes.nudges + "people:\n" + person("sam", "Sam", "U0CONTACT1");
    for (int i = 1; i <= wishes.pairs; ++i)
        for (const auto& [user, name] : {std::pair(mentor_of(i), "Ann"), std::pair(mentee_of(i), "Bo")})
            out += person(person_of(user), name, user);
    out += "pairs:\n";
    for (int i = 1; i <= wishes.pairs; ++i) {
        out += "  - { id: pair" + padded(i) + ", mentor: " + person_of(mentor_of(i)) +
               ", mentee: " + person_of(mentee_of(i));
        if (wishes.started) out += ", starts: " + date_after(-*wishes.started);
        if (wishes.ends_in) out += ", ends: " + date_after(*wishes.ends_in);
        out += " }\n";
    }
    return out;
}

}  // namespace waymark::testing
