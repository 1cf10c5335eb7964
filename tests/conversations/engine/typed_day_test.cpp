// Days as people write them, in the words of the texts that ship. It is Tuesday, 2 June 2026.
#include "conversations/engine/typed_day.hpp"

#include <gtest/gtest.h>

#include <map>

#include "conversations/time.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;

std::string day_in(std::string_view language, std::string_view text,
                   std::chrono::year_month_day today = 2026y / 6 / 2) {
    const auto day = typed_day(shipped_scripts().texts, language, text, today);
    return day ? date_text(*day) : "none";
}

void expect_days(std::string_view language, const std::map<std::string, std::string>& days) {
    for (const auto& [text, day] : days) EXPECT_EQ(day_in(language, text), day) << text;
}

TEST(typed_day, is_read_in_english_words) {
    expect_days("en", {{"today", "2026-06-02"},
                       {"Tomorrow!", "2026-06-03"},
                       {"the day after tomorrow", "2026-06-04"},
                       {"in two weeks", "2026-06-16"},
                       {"3 days", "2026-06-05"},
                       {"a couple of weeks", "2026-06-16"},
                       {"maybe in a month", "2026-07-02"},
                       {"in 2 years", "2028-06-02"},
                       {"Friday", "2026-06-05"},
                       {"Tuesday", "2026-06-09"},
                       {"next Monday", "2026-06-08"},
                       {"next week", "2026-06-08"},
                       {"next month", "2026-07-01"},
                       {"early next year", "2027-01-01"},
                       {"the first of March", "2027-03-01"},
                       {"1st of March 2028", "2028-03-01"},
                       {"March 3rd", "2027-03-03"},
                       {"at the beginning of September", "2026-09-01"},
                       {"July 2027", "2027-07-01"},
                       {"Monday, 8 June", "2026-06-08"},
                       {"until 2026-09-01", "2026-09-01"},
                       {"1.9.26", "2026-09-01"}});
}

TEST(typed_day, is_read_in_spanish_words_and_in_english_ones_beside_them) {
    expect_days("es-MX", {{"mañana", "2026-06-03"},
                          {"pasado mañana", "2026-06-04"},
                          {"en dos semanas", "2026-06-16"},
                          {"dentro de quince días", "2026-06-17"},
                          {"dentro de un mes", "2026-07-02"},
                          {"en un par de semanas", "2026-06-16"},
                          {"el viernes", "2026-06-05"},
                          {"el lunes que viene", "2026-06-08"},
                          {"el próximo lunes", "2026-06-08"},
                          {"la semana que viene", "2026-06-08"},
                          {"el mes que viene", "2026-07-01"},
                          {"el primero de marzo", "2027-03-01"},
                          {"1.º de marzo", "2027-03-01"},
                          {"a principios de septiembre", "2026-09-01"},
                          {"next month", "2026-07-01"}});
}

TEST(typed_day, that_could_be_two_days_is_none) {
    expect_days("en", {{"next Friday", "none"},    // in three days, or in ten
                       {"June", "none"},           // this one, or next year's
                       {"Monday 9 June", "none"},  // a Tuesday
                       {"1 or 2 July", "none"},
                       {"not before July", "none"},
                       {"end of August", "none"},
                       {"weeks", "none"},
                       {"a year 3000 years from now or so, perhaps even later than that", "none"}});
    expect_days("es", {{"el próximo viernes", "none"}, {"a finales de marzo", "none"}, {"después de julio", "none"}});
}

TEST(typed_day, is_the_last_of_a_month_that_is_too_short) {
    EXPECT_EQ(day_in("en", "in a month", 2026y / 1 / 31), "2026-02-28");
    EXPECT_EQ(day_in("en", "next month", 2026y / 12 / 31), "2027-01-01");
    EXPECT_EQ(day_in("en", "in 10000 years"), "none");
}

TEST(typed_day, reads_numbers_the_other_way_round_in_the_united_states) {
    EXPECT_EQ(day_in("en-US", "7/1/2026"), "2026-07-01");
    EXPECT_EQ(day_in("en-GB", "7/1/2026"), "2026-01-07");
    EXPECT_EQ(day_in("en-GB", "1/15/2027"), "2027-01-15");
}

TEST(typed_days, counts_days_and_weeks) {
    const auto& texts = shipped_scripts().texts;
    EXPECT_EQ(typed_days(texts, "en", "for three days"), std::chrono::days(3));
    EXPECT_EQ(typed_days(texts, "es", "una semana"), std::chrono::days(7));
    EXPECT_EQ(typed_days(texts, "en", "two months"), std::nullopt);  // not always as many days
    EXPECT_EQ(typed_days(texts, "en", "monday"), std::nullopt);
}

}  // namespace
}  // namespace waymark
