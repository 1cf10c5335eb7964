// What people wrote: mentions, entities, blanks, and points in time.
#include "adapters/teams/text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/plain_text.hpp"
#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams {
namespace {

using namespace teams_fixtures;

std::string spoken_in(const std::string& file) {
    return spoken(*read_activity(bytes("inbound/" + file)));
}

activity saying(const std::string& text) {
    activity out;
    out.recipient_id = "28:bot";
    out.text = text;
    return out;
}

TEST(teams_text, loses_the_bots_own_mention_and_keeps_other_people_by_name) {
    EXPECT_EQ(spoken_in("message_group_mention.json"), "help");
    EXPECT_EQ(spoken_in("message_group_mention_duplicate_entities.json"), "help");
    EXPECT_EQ(spoken_in("message_group_mention_ampersand_name.json"), "introduce me to R&D Three please");
    EXPECT_EQ(spoken_in("message_channel_reply_two_mentions.json"), "Thanks Mentee One, ask stop");
    EXPECT_EQ(spoken_in("message_channel_root_mention.json"), "list open mentors");
    EXPECT_EQ(spoken_in("message_meeting_chat.json"), "notes");
    EXPECT_EQ(spoken_in("message_channel_rsc_no_mention.json"),
              "this message mentions nobody; it arrives only with an RSC permission");
}

TEST(teams_text, tells_the_bot_by_its_id_and_not_by_its_name) {
    auto in = saying("<at>Mentoring Bot</at> stop");
    in.mentions.push_back({"29:somebody", "Mentoring Bot", "<at>Mentoring Bot</at>"});
    EXPECT_EQ(spoken(in), "Mentoring Bot stop");
    EXPECT_FALSE(mentions_us(in));
    in.mentions.front().id = "28:bot";
    EXPECT_EQ(spoken(in), "stop");
    EXPECT_TRUE(mentions_us(in));
    in.recipient_id.clear();
    in.mentions.front().id.clear();
    EXPECT_FALSE(mentions_us(in)) << "two unknown ids are not the same one";
}

TEST(teams_text, loses_no_words_to_a_mention_that_is_not_there) {
    auto in = saying("Bot, stop <at>X</at>");
    in.mentions.push_back({"28:bot", "Bot", "<at>Bot</at>"});
    in.mentions.push_back({"28:bot", "", ""});
    EXPECT_EQ(spoken(in), "Bot, stop <at>X</at>");
    in = saying("<at>Bot</at>one<at>Bot</at>two");
    in.mentions.push_back({"28:bot", "Bot", "<at>Bot</at>"});
    EXPECT_EQ(spoken(in), "one<at>Bot</at>two") << "one for each entity";
}

TEST(teams_text, has_its_entities_undone_once_and_its_blanks_made_single) {
    EXPECT_EQ(spoken(saying("a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&apos;&nbsp;&nbsp;e &unknown; &")),
              "a <b> &amp; \"c\" 'd' e &unknown; &");
    EXPECT_EQ(spoken(saying("\r\n \t one\xc2\xa0\xc2\xa0two  \r\n\r\n   - three\rfour \n\n")),
              "one two\n\n- three\nfour");
    EXPECT_EQ(spoken(saying("\xc2\xa0 \r\n&nbsp;")), "");
    EXPECT_EQ(spoken_in("message_personal_rich.json"), "**Two** goals:\n\n- practise feedback\n- read one book");
}

TEST(teams_text, is_kept_without_hidden_bytes_and_in_whole_characters) {
    EXPECT_EQ(spoken(saying(std::string("a\0b\x1b[31m\xff", 9))), "ab[31m");
    std::string umlauts;
    for (int i = 0; i < 30'000; ++i) umlauts += "ä";
    const auto kept = spoken(saying("x" + umlauts));
    EXPECT_EQ(kept.size(), kept_text_bytes - 1);
    EXPECT_TRUE(kept.ends_with("ä"));
}

TEST(teams_timestamp, is_read_with_any_fraction_and_offset) {
    const instant at{std::chrono::seconds(1'772'442'900)};
    EXPECT_EQ(read_timestamp("2026-03-02T09:15:00Z"), at);
    EXPECT_EQ(read_timestamp("2026-03-02T09:15:00.1234321Z"), at + span{123'432});
    EXPECT_EQ(read_timestamp("2026-03-02T09:15:00.5Z"), at + span{500'000});
    EXPECT_EQ(read_timestamp("2026-03-02T10:15:00.1234321+01:00"), at + span{123'432});
    EXPECT_EQ(read_timestamp("2026-03-02T03:45:00-05:30"), at);
    for (const auto* odd :
         {"", "2026-03-02", "2026-03-02T09:15:00", "2026-03-02 09:15:00Z", "2026-02-30T09:15:00Z",
          "2026-03-02T24:15:00Z", "2026-03-02T09:60:00Z", "2026-03-02T09:15:61Z", "2026-03-02T09:15:00.Z",
          "2026-03-02T09:15:00.1234567890123Z", "2026-03-02T09:15:00z", "2026-03-02T09:15:00+1:00",
          "2026-03-02T09:15:00+15:00", "2026-03-02T09:15:00Zx", "2026-03-02T-9:15:00Z", "now"})
        EXPECT_FALSE(read_timestamp(odd)) << odd;
}

}  // namespace
}  // namespace waymark::teams
