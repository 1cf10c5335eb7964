// How an offer is written in JSON: people keep offers that wait, and talks how urgent they are.
#pragma once

#include "conversations/json_members.hpp"
#include "conversations/person/offer.hpp"

namespace waymark::json {

template <>
struct names<priority> {
    static constexpr std::array list{"low", "normal", "high"};
};

template <>
struct members<offer> {
    static constexpr auto list = std::tuple(
        member{"key", &offer::key}, member{"pair", &offer::pair}, member{"conversation", &offer::conversation},
        member{"role", &offer::role}, member{"what", &offer::what}, member{"name", &offer::name},
        member{"nudge_kind", &offer::nudge_kind}, member{"why", &offer::why}, member{"weight", &offer::weight},
        member{"made", &offer::made}, member{"good_until", &offer::good_until});
};

}  // namespace waymark::json
