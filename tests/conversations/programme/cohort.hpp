// People to be matched, for tests.
#pragma once

#include <string>
#include <vector>

#include "conversations/programme/matching.hpp"

namespace waymark {

inline const instant a_monday = std::chrono::sys_days(std::chrono::year(2026) / 1 / 12);

inline candidate made_ready(programme_person one) {
    programme of;
    of.zone = "Europe/Madrid";
    return candidate_of(one, {}, of, {}, a_monday);
}
inline programme_person somebody(const std::string& id) {
    programme_person one;
    one.id.text = id;
    one.first_name = id;
    return one;
}
inline programme_person wants(const std::string& id, std::vector<std::string> topics) {
    auto one = somebody(id);
    one.profile.wants = std::move(topics);
    return one;
}
inline programme_person offers(const std::string& id, std::vector<std::string> topics, int capacity = 1) {
    auto one = somebody(id);
    one.profile.offers = std::move(topics);
    one.profile.capacity = capacity;
    return one;
}

}  // namespace waymark
