#include "bot/http_framing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace waymark {
namespace {

struct trick {
    const char* name;
    std::string head;
    unsigned status;
};

unsigned refuse_head(std::string_view head) {
    http_head into;
    return parse_head(head, {}, into);
}

class Framing : public testing::TestWithParam<trick> {};

TEST_P(Framing, EveryHeadThatCanBeReadInTwoWaysIsRefused) {
    EXPECT_EQ(refuse_head(GetParam().head), GetParam().status);
}

const std::string start = "POST /slack/events HTTP/1.1\r\nHost: a\r\n";

INSTANTIATE_TEST_SUITE_P(
    Heads, Framing,
    testing::Values(
        trick{"plain", start + "Content-Length: 5\r\n\r\n", 0},
        trick{"chunked", start + "Transfer-Encoding: chunked\r\n\r\n", 0},
        trick{"chunked_in_capitals", start + "Transfer-Encoding: Chunked\r\n\r\n", 0},
        trick{"length_then_chunked", start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        trick{"chunked_then_length", start + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400},
        trick{"length_zero_and_chunked", start + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        trick{"two_lengths", start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400},
        trick{"two_equal_lengths", start + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", 400},
        trick{"a_list_of_lengths", start + "Content-Length: 5, 5\r\n\r\n", 400},
        trick{"signed_length", start + "Content-Length: +5\r\n\r\n", 400},
        trick{"hexadecimal_length", start + "Content-Length: 0x5\r\n\r\n", 400},
        trick{"empty_length", start + "Content-Length:\r\n\r\n", 400},
        trick{"huge_length", start + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        trick{"chunked_and_gzip", start + "Transfer-Encoding: chunked, gzip\r\n\r\n", 501},
        trick{"gzip_then_chunked", start + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
        trick{"quoted_chunked", start + "Transfer-Encoding: \"chunked\"\r\n\r\n", 501},
        trick{"two_codings", start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        trick{"coding_in_version_1_0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        trick{"space_before_colon", start + "Content-Length : 5\r\n\r\n", 400},
        trick{"tab_before_colon", start + "Transfer-Encoding\t: chunked\r\n\r\n", 400},
        trick{"continued_line", start + "X-Long: a\r\n b\r\n\r\n", 400},
        trick{"continued_first_line", "POST / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        trick{"bare_line_feed", start + "X: a\nContent-Length: 5\r\n\r\n", 400},
        trick{"bare_return", start + "X: a\rContent-Length: 5\r\n\r\n", 400},
        trick{"zero_byte", start + std::string("X: a\0b\r\n\r\n", 10), 400},
        trick{"control_byte", start + "X: a\x01\r\n\r\n", 400}, trick{"no_colon", start + "Nothing\r\n\r\n", 400},
        trick{"empty_name", start + ": a\r\n\r\n", 400}, trick{"no_host", "GET / HTTP/1.1\r\n\r\n", 400},
        trick{"two_hosts", start + "Host: b\r\n\r\n", 400},
        trick{"absolute_target", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        trick{"two_spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400}, trick{"version_0_9", "GET /\r\n\r\n", 400},
        trick{"version_2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        trick{"no_http", "GET / FTP/1.1\r\nHost: a\r\n\r\n", 400},
        trick{"odd_method", "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        trick{"target_with_control_byte", "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        trick{"longest_target", "GET /" + std::string(4095, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 0},
        trick{"too_long_target", "GET /" + std::string(4096, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(FramingLimits, AHundredFieldsAreFineAndOneMoreIsTooMany) {
    auto head = start;
    for (int i = 0; i < 99; ++i) head += "X: a\r\n";
    EXPECT_EQ(refuse_head(head + "\r\n"), 0U);
    EXPECT_EQ(refuse_head(head + "X: a\r\n\r\n"), 431U);
}

TEST(HttpHead, SaysWhatTheServerHasToKnow) {
    const std::string text =
        "POST /slack/events?a=b HTTP/1.1\r\nHost: a\r\nX-Signature:\t v0=1 \r\nCONTENT-length: 12\r\n"
        "Expect: 100-Continue\r\nx-signature: second\r\nEmpty:\r\n\r\n";
    http_head head;
    ASSERT_EQ(parse_head(text, {}, head), 0U);
    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.target, "/slack/events?a=b");
    EXPECT_EQ(head.content_length, 12U);
    EXPECT_TRUE(head.expects_continue);
    EXPECT_TRUE(head.keep_alive);
    EXPECT_FALSE(head.chunked);
    EXPECT_EQ(head.get("x-SIGNATURE"), "v0=1");
    EXPECT_EQ(head.get("Empty"), "");
    EXPECT_EQ(head.get("Absent"), "");
}

TEST(HttpHead, KnowsWhetherTheConnectionGoesOn) {
    const auto keeps = [](const std::string& version, const std::string& fields) {
        http_head head;
        EXPECT_EQ(parse_head("GET / HTTP/" + version + "\r\nHost: a\r\n" + fields + "\r\n", {}, head), 0U);
        return head.keep_alive;
    };
    EXPECT_TRUE(keeps("1.1", ""));
    EXPECT_TRUE(keeps("1.1", "Connection: keep-alive, Upgrade\r\n"));
    EXPECT_FALSE(keeps("1.1", "Connection: TE, Close\r\n"));
    EXPECT_FALSE(keeps("1.0", ""));
    EXPECT_FALSE(keeps("1.0", "Connection: closed\r\n"));
    EXPECT_TRUE(keeps("1.0", "Connection: Keep-Alive\r\n"));
}

}  // namespace
}  // namespace waymark
