#include "conversations/person/zone.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <functional>
#include <map>
#include <sstream>
#include <string>

namespace waymark {

namespace {

constexpr std::size_t longest_name = 64;  // the longest of the zone data has 32
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view of_a_name = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";

/// The shape of a zone name: no dots, no double or outer slashes, so never a path out of the zone folder. "localtime"
/// is the machine's own zone, and "right/" counts leap seconds: both mean something else elsewhere.
bool has_the_shape_of_a_zone(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && name.find_first_not_of(of_a_name) == name.npos &&
           letters.find(name.front()) != letters.npos && name.back() != '/' && name.find("//") == name.npos &&
           name != "localtime" && !name.starts_with("right/");
}

/// How often the zone data was replaced while we run.
std::atomic<unsigned> replaced = 0;

/// cctz keeps what it has read for ever, by name. A longer way to the same file is another name.
std::string name_for_cctz(std::string_view name, unsigned times_replaced) {
    if (times_replaced == 0) return std::string(name);
    std::string out = "file:";
    for (unsigned i = 0; i < times_replaced; ++i) out += "./";
    return out.append(name);
}

/// cctz searches behind a lock. A turn asks for the same few zones dozens of times, so each thread remembers those it
/// has found; there are no more than the zone data has.
bool find_zone(std::string_view name, cctz::time_zone& zone) {
    thread_local std::map<std::string, cctz::time_zone, std::less<>> found;
    thread_local unsigned found_in = 0;
    const auto now_in = replaced.load(std::memory_order_relaxed);
    if (found_in != now_in) found.clear();
    found_in = now_in;
    const auto known = found.find(name);
    if (known != found.end()) {
        zone = known->second;
        return true;
    }
    if (!has_the_shape_of_a_zone(name) || !cctz::load_time_zone(name_for_cctz(name, now_in), &zone)) return false;
    found.emplace(name, zone);
    return true;
}

cctz::time_zone zone_or_utc(std::string_view name) {
    cctz::time_zone zone;
    return find_zone(name, zone) ? zone : cctz::utc_time_zone();
}

int iso_weekday(cctz::civil_day day) {
    return static_cast<int>(cctz::get_weekday(day)) + 1;  // cctz counts from Monday = 0
}

using regions = std::map<std::string, std::string, std::less<>>;

/// The zone data's own table: lines of region, coordinates, zone, comment.
regions zones_with_regions() {
    regions read;
    std::array<char, 256> line{};
    auto* file = std::fopen("/usr/share/zoneinfo/zone.tab", "r");
    while (file && std::fgets(line.data(), static_cast<int>(line.size()), file)) {
        std::istringstream words(line.data());
        std::string region, place, name;
        if (line.front() != '#' && words >> region >> place >> name) read.emplace(name, region);
    }
    if (file) (void)std::fclose(file);  // nothing was written
    return read;
}

}  // namespace

void read_zones_anew() {
    replaced.fetch_add(1, std::memory_order_relaxed);
}

bool is_zone(std::string_view name) {
    cctz::time_zone zone;
    return find_zone(name, zone);
}

local_time to_local(instant at, std::string_view zone) {
    const auto second = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch();
    const auto civil = cctz::convert(cctz::time_point<cctz::seconds>(cctz::seconds(second.count())), zone_or_utc(zone));
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(civil.year())},
                                           std::chrono::month{static_cast<unsigned>(civil.month())},
                                           std::chrono::day{static_cast<unsigned>(civil.day())}};
    return {date, civil.hour() * 60 + civil.minute(), iso_weekday(cctz::civil_day(civil))};
}

instant from_local(std::chrono::year_month_day day, int minute, std::string_view zone) {
    const cctz::civil_day date(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                               static_cast<unsigned>(day.day()));
    const auto found = zone_or_utc(zone).lookup(cctz::civil_second(date) + 60 * minute);
    const auto at = found.kind == cctz::time_zone::civil_lookup::SKIPPED ? found.trans : found.pre;
    return instant{at.time_since_epoch()};
}

std::string region_of(std::string_view zone) {
    static const auto by_zone = zones_with_regions();
    const auto found = by_zone.find(zone);
    return found == by_zone.end() ? std::string() : found->second;
}

std::string zone_data_version() {
    constexpr std::string_view opening = "# version ";
    std::array<char, 64> line{};
    auto* file = std::fopen("/usr/share/zoneinfo/tzdata.zi", "r");
    const bool read = file && std::fgets(line.data(), static_cast<int>(line.size()), file);
    if (file) (void)std::fclose(file);  // nothing was written
    const std::string_view text = line.data();
    if (!read || !text.starts_with(opening)) return "unknown";
    return std::string(text.substr(opening.size(), text.find('\n') - opening.size()));
}

}  // namespace waymark
