// Messages made of text that breaks renderers, in every shape, against the documented limits of blocks.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>

#include "adapters/slack/encode.hpp"
#include "tests/support/block_limits.hpp"
#include "tests/support/seed.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;
using ::waymark::testing::slack_problems;

constexpr auto id = "0f8e2c1a9b";
constexpr auto channel = "D0DM000001";

/// Text that breaks renderers; repeated and mixed below.
std::vector<std::string> hostile_texts() {
    return {"",
            " ",
            "\n\n\n",
            "<!channel>",
            "<@U1>",
            "<https://a.b|c>",
            "&amp;&lt;",
            "&&&&&<<<>>>",
            std::string("a\0b", 3),
            "\xff\xfe\xc0\x80",
            "\xed\xa0\x80",
            "😀😀😀",
            "\u202egnp.exe",
            "\u200b\u200b",
            "a\u0301\u0301\u0301",
            "```",
            "> quote",
            "*b* _i_ ~s~",
            std::string(3000, '&'),
            std::string(4001, 'x'),
            std::string(200, '\n'),
            "https://",
            "https://a.test/(x)?y=<z>",
            "{{name}}",
            "%s%n",
            "\t\r\n",
            std::string(9000, 'w') + " end"};
}

TEST(slack_encode, keeps_every_limit_whatever_people_and_authors_write) {
    const auto texts = hostile_texts();
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    std::mt19937 random(seed);
    const auto any = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    const auto text = [&] { return texts[any(texts.size())] + (any(3) == 0 ? texts[any(texts.size())] : ""); };
    for (int round = 0; round < 300; ++round) {
        outgoing message;
        for (auto runs = any(5); runs > 0; --runs) message.text.push_back({text(), any(2) == 0});
        for (auto* place : {&message.ask, &message.ways_out}) {
            if (any(3) == 0) continue;
            control one;
            one.shape = static_cast<control::kind>(any(5));
            one.id = any(10) == 0 ? std::string(300, 'i') : "c";
            one.label = text();
            one.at_most = static_cast<int>(any(4));
            for (auto n = any(any(8) == 0 ? 230 : 9); n > 0; --n)
                one.options.push_back({any(30) == 0 ? text() : "v" + std::to_string(n), text()});
            *place = one;
        }
        const auto body = post_message(channel, message, id);
        ASSERT_THAT(slack_problems(json::parse(wire(body))), IsEmpty()) << wire(body).substr(0, 3000);
        const auto update = settle_message(channel, "1.2", body, {{"m"}, text(), true}, id);
        ASSERT_THAT(slack_problems(json::parse(wire(update))), IsEmpty()) << wire(update).substr(0, 3000);
        for (const auto& block : update.at("blocks"))
            ASSERT_TRUE(block.at("type") != "actions" && !block.contains("accessory")) << block;
        const auto fallback = body.at("text").get<std::string>();
        ASSERT_EQ(fallback.find('<'), std::string::npos);
    }
}

// What was let out together is one message, and its question comes last.
TEST(slack_encode, a_long_message_of_many_parts_still_ends_with_its_question) {
    outgoing message;
    for (int part = 0; part < 5; ++part) {
        message.text.push_back({"Bo wrote:\n", false});
        message.text.push_back({std::string(4000, 'w'), true});
        message.text.push_back({"\n\n", false});
    }
    message.text.push_back({"Would you like to begin?", false});
    message.ask = control{control::kind::buttons, "q", {{"yes", "Yes"}, {"no", "No"}}, 1, "Begin?"};
    message.ways_out = control{control::kind::buttons, "out", {{"why", "Why"}, {"stop", "Stop"}}, 1, "Ways out"};
    const auto body = post_message(channel, message, id);
    EXPECT_THAT(slack_problems(json::parse(wire(body))), IsEmpty());
    const auto blocks = wire(body.at("blocks"));
    const auto question = blocks.find("Would you like to begin?");
    ASSERT_NE(question, std::string::npos);
    EXPECT_GT(question, blocks.rfind("Bo wrote:"));
    EXPECT_LT(question, blocks.find("\"Yes\""));
}

TEST(slack_encode, no_word_of_a_person_stands_where_markup_counts) {
    for (const auto& text : hostile_texts()) {
        const auto words = "PERSON " + text + " PERSON";
        outgoing message;
        message.text = {{"You wrote:\n", false}, {words, true}, {"\nThanks.", false}};
        const auto body = post_message(channel, message, id);
        bool seen = false;
        for (const auto& block : body.at("blocks")) {
            const bool markup = block.at("type") == "section";
            const bool theirs = wire(block).find("PERSON") != std::string::npos;
            EXPECT_FALSE(markup && theirs) << text;
            seen = seen || theirs;
        }
        EXPECT_TRUE(seen) << text;
    }
}

}  // namespace
}  // namespace waymark::slack
