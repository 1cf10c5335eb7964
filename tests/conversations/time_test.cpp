#include "conversations/time.hpp"

#include <gtest/gtest.h>

using namespace waymark;
using namespace std::chrono_literals;

TEST(Time, SpansAreReadInTheFormsAuthorsWrite) {
    EXPECT_EQ(parse_span("2d"), span(48h));
    EXPECT_EQ(parse_span("6 weeks"), span(6 * 168h));
    EXPECT_EQ(parse_span("90min"), span(90min));
    EXPECT_EQ(parse_span("1 day"), span(24h));
    for (const auto* bad : {"", "d", "2", "-2d", "2 dogs", "2  d", "1.5d", "99999999d"})
        EXPECT_FALSE(parse_span(bad)) << bad;
}

TEST(Time, SpansAreWrittenInTheShortestExactForm) {
    EXPECT_EQ(span_text(14 * 24h), "2w");
    EXPECT_EQ(span_text(9 * 24h), "9d");
    EXPECT_EQ(span_text(90min), "90min");
    EXPECT_EQ(span_text(0s), "0s");
    for (const auto length : {span(1s), span(20h), span(168h), span(61min)})
        EXPECT_EQ(parse_span(span_text(length)), length);
}

TEST(Time, DatesOutsideTheCalendarAreRefused) {
    EXPECT_EQ(date_text(*parse_date("2026-06-02")), "2026-06-02");
    EXPECT_TRUE(parse_date("2024-02-29"));
    for (const auto* bad : {"2026-02-29", "2026-13-01", "2026-00-10", "26-06-02", "2026-6-2", "2026-06-0x"})
        EXPECT_FALSE(parse_date(bad)) << bad;
}
