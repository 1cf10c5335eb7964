#include "bot/commands/proposal_text.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

namespace waymark {
namespace {

constexpr std::size_t longest_name = 48;

std::string full(const candidate& one) {
    return one.name.empty() || one.name == one.id.text ? one.id.text : one.name + " (" + one.id.text + ")";
}

void say_pair(const proposal& of, const proposed_pair& one, std::ostream& out) {
    const auto& mentee = of.people[one.mentee];
    const auto& mentor = of.people[one.mentor];
    out << '\n'
        << full(mentor) << " for " << full(mentee) << ": " << one.why.points() << " of " << fit::most_points << '\n';
    for (const auto& part : explained(one.why, mentee, mentor)) {
        out << "  " << part.name << ' ' << part.points;
        if (part.most > 0) out << " of " << part.most;
        out << ": " << part.words << '\n';
    }
    if (one.next_best)
        out << "  next best: " << of.people[*one.next_best].id.text << " with " << one.next_points << '\n';
    else
        out << "  nobody else would fit\n";
}

void say_odd(const proposal& of, bool mentors, const std::string& heading, std::ostream& out) {
    bool first = true;
    for (const auto& one : of.odd) {
        if (one.as_mentor != mentors) continue;
        if (std::exchange(first, false)) out << '\n' << heading << '\n';
        out << "  " << full(of.people[one.who]) << ": " << one.why << '\n';
    }
}

/// A cell that holds a separator or a quote stands in quotes.
std::string cell(const std::string& text) {
    if (text.find_first_of(",;\"\t\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char one : text) out.append(one == '"' ? 2 : 1, one);
    return out + "\"";
}

std::string why(const proposal& of, const proposed_pair& one) {
    std::string out;
    for (const auto& part : explained(one.why, of.people[one.mentee], of.people[one.mentor]))
        out.append(out.empty() ? "" : "; ").append(part.words);
    return out;
}

/// A pair that was one before has its old name still.
pair_id new_name(const std::string& mentor, const std::string& mentee, std::set<pair_id>& taken) {
    const auto whole = mentor + "_and_" + mentee;
    for (int number = 1;; ++number) {
        const auto ending = number == 1 ? std::string() : "_" + std::to_string(number);
        const pair_id name{whole.substr(0, longest_name - ending.size()) + ending};
        if (taken.insert(name).second) return name;
    }
}

}  // namespace

std::string in_words(const proposal& of) {
    std::ostringstream out;
    for (const auto& one : of.pairs) say_pair(of, one, out);
    say_odd(of, false, "Without a mentor:", out);
    say_odd(of, true, "Without a mentee:", out);
    std::vector<std::string> names;
    for (const auto who : of.content) names.push_back(of.people[who].id.text);
    if (!names.empty()) out << "\nTheir mentors offer all they want: " << some_of(names) << ".\n";
    return std::move(out).str();
}

std::string as_list(const proposal& of, std::set<pair_id> taken) {
    std::string out = "id,mentor,mentee,starts,ends,score,why\n";
    for (const auto& one : of.pairs) {
        const auto& mentor = of.people[one.mentor].id.text;
        const auto& mentee = of.people[one.mentee].id.text;
        out += new_name(mentor, mentee, taken).text + "," + mentor + "," + mentee + ",,," +
               std::to_string(one.why.points()) + "," + cell(why(of, one)) + "\n";
    }
    return out;
}

}  // namespace waymark
