// Local time of people, by IANA zone name. A wall time in the spring gap becomes the first valid instant after it, one
// in the autumn overlap its first occurrence.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "conversations/time.hpp"

namespace waymark {

struct local_time {
    std::chrono::year_month_day day;
    int minute = 0;   ///< after local midnight
    int weekday = 1;  ///< ISO: 1 = Monday
};

/// True for a name the system's zone data knows ("Europe/Madrid"). Names with other characters than a zone has are
/// refused before any file is looked for.
[[nodiscard]] bool is_zone(std::string_view name);
/// Unknown zones count as UTC; is_zone tells beforehand.
[[nodiscard]] local_time to_local(instant at, std::string_view zone);
[[nodiscard]] instant from_local(std::chrono::year_month_day day, int minute, std::string_view zone);
/// The region a zone lies in, as the two letters of ISO 3166 ("ES"), or empty when the zone data does not say.
[[nodiscard]] std::string region_of(std::string_view zone);
/// Version of the system's zone data, or "unknown". What was read before it came is in use until read_zones_anew().
[[nodiscard]] std::string zone_data_version();
/// From now on, in every thread, zones are what the system's zone data says now.
void read_zones_anew();

}  // namespace waymark
