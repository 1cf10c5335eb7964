#include "adapters/slack/text.hpp"

#include <gtest/gtest.h>

namespace waymark::slack {
namespace {

TEST(slack_text, incoming_tokens_become_words_and_entities_are_undone_once) {
    EXPECT_EQ(readable("a &amp;lt; b"), "a &lt; b");
    EXPECT_EQ(readable("<@U1|ann> <@W2> <#C1|general> <#C2|> <!here> <!subteam^S1|@mentors>"),
              "@ann @W2 #general #C2 @here @mentors");
    EXPECT_EQ(readable("goal <@U1|ann> <@U2> <@U3|Cy Cole>", mentions::by_account), "goal @U1|ann @U2 @U3|Cy");
    EXPECT_EQ(readable("<https://a.b|a.b> <http://a.b> <mailto:x@y.z|x@y.z> <https://a.b/c|notes>"),
              "a.b http://a.b x@y.z notes (https://a.b/c)");
    EXPECT_EQ(readable("<!date^1767884400^{date} at {time}|8 Jan, 15:00 UTC>"), "8 Jan, 15:00 UTC");
    EXPECT_EQ(readable("1 < 2 and <unclosed"), "1 < 2 and <unclosed");
    EXPECT_EQ(readable(std::string("a\0b\x07\tc", 6)), "ab\tc");
    const auto cut = readable(std::string(39'999, 'a') + "éé");
    EXPECT_EQ(cut.size(), 39'999U);
}

TEST(slack_text, times_are_read_exactly_and_nothing_else_is_a_time) {
    EXPECT_EQ(read_ts("1767225610.000100"), from_us(1767225610000100));
    EXPECT_EQ(read_ts("1767225610"), from_us(1767225610000000));
    EXPECT_EQ(read_ts("1767225610.5"), from_us(1767225610500000));
    for (const auto* bad : {"", ".", "x", "-5", "1515449522000016", "1.0000001", "1.-5", "+1"})
        EXPECT_FALSE(read_ts(bad)) << bad;
}

}  // namespace
}  // namespace waymark::slack
