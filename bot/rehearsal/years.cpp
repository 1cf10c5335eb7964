#include "bot/rehearsal/years.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"

namespace waymark::rehearsal {
namespace {

int offset_of(instant at, const std::string& zone) {
    const auto local = to_local(at, zone);
    const auto wall = std::chrono::sys_days(local.day) + std::chrono::minutes(local.minute);
    return static_cast<int>((wall - std::chrono::floor<std::chrono::minutes>(at)) / std::chrono::minutes(1));
}

}  // namespace

year_book::year_book(rehearsal_report& into, std::size_t most) : into_(into), most_(most) {
    (void)place_of({});
}

std::size_t year_book::place_of(const std::string& text) {
    const auto [found, fresh] = places_.emplace(text, into_.texts.size());
    if (fresh) into_.texts.push_back(text);
    return found->second;
}

void year_book::add(const ledger& of) {
    for (const auto& pair : of.pairs) {
        if (into_.years.size() >= most_) return;
        pair_year year;
        year.id = pair.id;
        year.mentor = of.people.at(pair.mentor).is;
        year.mentee = of.people.at(pair.mentee).is;
        std::ranges::copy_if(of.stages, std::back_inserter(year.stages),
                             [&](const stage_change& one) { return one.pair == pair.id; });
        const auto ended = std::ranges::find(of.endings, pair.id, &ending::pair);
        if (ended != of.endings.end()) year.ended = *ended;
        std::map<message_key, std::size_t> places;
        for (const auto& one : of.happenings) {
            const bool theirs = one.who == pair.mentor || one.who == pair.mentee;
            if (!theirs || (!one.pair.empty() && one.pair != pair.id)) continue;
            pair_year::line line{one.at, offset_of(one.at, one.zone), one.who == pair.mentor, one.is,
                                 place_of(one.text)};
            for (const auto& choice : one.choices) line.choices.push_back(place_of(choice));
            line.about = one.about;
            if (!one.key.empty()) places.emplace(one.key, year.lines.size());
            if (const auto earlier = places.find(one.changes); earlier != places.end()) line.changes = earlier->second;
            year.lines.push_back(std::move(line));
        }
        into_.years.push_back(std::move(year));
    }
}

}  // namespace waymark::rehearsal
