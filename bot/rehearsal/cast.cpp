#include "bot/rehearsal/cast.hpp"

#include <algorithm>
#include <array>

#include "conversations/person/zone.hpp"
#include "conversations/stable_hash.hpp"

namespace waymark::rehearsal {
namespace {

using namespace std::chrono;

constexpr std::array zones{"Europe/Madrid",    "America/New_York", "Europe/Berlin",       "America/Mexico_City",
                           "Asia/Kolkata",     "Europe/London",    "America/Los_Angeles", "Africa/Nairobi",
                           "Australia/Sydney", "America/Sao_Paulo"};
constexpr std::array first_names{"Ana",  "Ben",  "Carla", "Dev",    "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas",
                                 "Kira", "Luis", "Mara",  "Noor",   "Olga",  "Paul",  "Quim",  "Rosa", "Sami", "Tara",
                                 "Uma",  "Vera", "Wim",   "Ximena", "Yara",  "Zoe",   "Amir",  "Bea",  "Cleo"};
constexpr std::array last_names{"Abel",  "Baker", "Costa", "Diaz",  "Evans", "Fuchs", "Gomez", "Hart",  "Ito",   "Jung",
                                "Klein", "Lopez", "Mora",  "Nunez", "Okoro", "Patel", "Roth",  "Silva", "Torres"};

/// Every eighth mentor has a second mentee: budgets are of people, not of pairs.
constexpr std::size_t mentor_of_two_each = 8;

year_month_day plus_months(year_month_day day, int count) {
    auto out = day + std::chrono::months(count);
    if (!out.ok()) out = out.year() / out.month() / last;
    return out;
}

std::vector<programme_pair> dates_of(const programme& file, int months) {
    if (!file.pairs.empty()) return file.pairs;
    programme_pair one;
    one.starts = 2026y / January / 5;
    one.ends = plus_months(*one.starts, months);
    return {one};
}

programme_person synthetic(const std::string& id, std::size_t number, const std::vector<std::string>& languages) {
    programme_person out;
    out.id.text = id;
    out.first_name = first_names.at(number % first_names.size());
    out.full_name = out.first_name + " " + last_names.at(number / first_names.size() % last_names.size());
    out.zone = zones.at(stable_hash("zone of " + id) % zones.size());
    out.language = languages.at(stable_hash("language of " + id) % languages.size());
    return out;
}

/// Builds the pairs one after the other; `i` numbers them.
class casting {
  public:
    casting(const programme& file, const cast_wishes& wishes)
        : file_(file), wishes_(wishes), dates_(dates_of(file, wishes.months)) {}

    [[nodiscard]] std::size_t count() const {
        return wishes_.people.empty() ? wishes_.pairs : wishes_.people.size() / 2;
    }

    void add_pair(std::size_t i, group& to) {
        const auto& tale = stories.at(i % stories.size());
        const bool shared = i % mentor_of_two_each == mentor_of_two_each - 1 && !to.of.pairs.empty();
        programme_pair pair = dates_.at(i % dates_.size());
        pair.id.text = "pair_" + std::to_string(i + 1);
        pair.mentor = shared && wishes_.people.empty()
                          ? to.of.pairs.back().mentor
                          : add_person(named(2 * i, "mentor_" + std::to_string(i + 1)), tale.mentor, to);
        pair.mentee = add_person(named(2 * i + 1, "mentee_" + std::to_string(i + 1)), tale.mentee, to);
        to.of.pairs.push_back(std::move(pair));
    }

    person_id add_person(programme_person one, persona is, group& to) const {
        one.addresses = {address{"rehearsal", {"T0REHEARSAL"}, one.id.text}};
        player out;
        out.id = one.id;
        out.at = one.addresses.front();
        out.name = one.first_name;
        out.zone = one.zone.empty() ? file_.zone : one.zone;
        out.language = one.language.empty() ? file_.language : one.language;
        out.is = is;
        to.players.push_back(std::move(out));
        to.of.people.push_back(std::move(one));
        return to.of.people.back().id;
    }

    [[nodiscard]] group empty_group() const {
        group out;
        out.of = file_;
        out.of.people.clear();
        out.of.pairs.clear();
        const auto contact = std::ranges::find(file_.people, file_.contact, &programme_person::id);
        auto one = contact == file_.people.end() ? programme_person{} : *contact;
        one.id = file_.contact;
        if (one.first_name.empty()) one.first_name = file_.contact_name;
        one.addresses = {address{"rehearsal", {"T0REHEARSAL"}, "contact/" + one.id.text}};
        out.of.people.push_back(std::move(one));
        return out;
    }

  private:
    [[nodiscard]] programme_person named(std::size_t number, const std::string& id) const {
        if (number < wishes_.people.size()) return wishes_.people[number];
        return synthetic(id, number, wishes_.languages);
    }

    const programme& file_;
    const cast_wishes& wishes_;
    std::vector<programme_pair> dates_;
};

}  // namespace

std::vector<group> groups_of(const programme& file, const cast_wishes& wishes) {
    casting all(file, wishes);
    std::vector<group> out;
    for (std::size_t i = 0; i < all.count(); ++i) {
        if (i % pairs_in_group == 0) out.push_back(all.empty_group());
        all.add_pair(i, out.back());
    }
    return out;
}

instant beginning_of(const std::vector<group>& groups) {
    constexpr int morning = 6 * 60;
    instant first = never;
    for (const auto& one : groups)
        for (const auto& pair : one.of.pairs)
            if (pair.starts) first = std::min(first, from_local(*pair.starts, morning, one.of.zone));
    return first == never ? from_local(2026y / January / 5, morning, "UTC") : first;
}

}  // namespace waymark::rehearsal
