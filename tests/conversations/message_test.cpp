#include "conversations/message.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/random_states.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

inbound_event choice() {
    inbound_event out;
    out.key = "Ev1";
    out.from = {"slack", {"T0ACME"}, "U0MIA"};
    out.at = from_us(1'770'000'000'000'000);
    out.message = "D0DM/1.2";
    out.what = inbound::chose{"q|mia-max.closing.1|victories", {"yes"}};
    return out;
}

TEST(Message, EveryEventComesBackAsItWas) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    random_states any(seed);
    for (int round = 0; round < 2000; ++round) {
        const auto event = any.event();
        ASSERT_EQ(decode_inbound(encode_inbound(event)), event);
    }
}

TEST(Message, EveryMessageComesBackAsItWas) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    random_states any(seed);
    for (int round = 0; round < 2000; ++round) {
        const auto content = any.content();
        ASSERT_EQ(decode_content(encode_content(content)), content);
    }
}

// Rows of a released version stay in the inbox and the outbox over an upgrade.
TEST(Message, AnEventIsWrittenInTheNewestFormatAndReadInThoseBefore) {
    const std::string same =
        "3:Ev15:slack6:T0ACME5:U0MIA1770000000000000;8:D0DM/1.23;29:q|mia-max.closing.1|victories1;3:yes";
    EXPECT_EQ(encode_inbound(choice()), "i3 " + same + "0:0;");
    EXPECT_EQ(decode_inbound("i2 " + same + "0:"), choice());
    EXPECT_EQ(decode_inbound("i1 " + same), choice());
    EXPECT_EQ(std::get<inbound::opened>(decode_inbound("i1 3:Ev15:slack6:T0ACME5:U0MIA0;0:6;").what).where,
              inbound::place::conversation);
    EXPECT_EQ(std::get<inbound::opened>(decode_inbound("i2 3:Ev15:slack6:T0ACME5:U0MIA0;0:6;1;0:").what),
              (inbound::opened{inbound::place::home, false}));
    auto visit = choice();
    visit.visiting = true;
    visit.what = inbound::opened{inbound::place::home, true};
    EXPECT_EQ(decode_inbound(encode_inbound(visit)), visit);
}

TEST(Message, AMessageOfFormatOneIsReadToo) {
    const auto old = decode_content("c1 0;1;0;5:Hello1;0;1:q1;3:yes3:Yes1;5:label0;2:en0;");
    const auto& read = std::get<outgoing>(old);
    EXPECT_EQ(plain_text(read), "Hello");
    ASSERT_TRUE(read.ask);
    EXPECT_EQ(read.ask->options.front().label, "Yes");
    EXPECT_EQ(read.language, "en");
    EXPECT_EQ(std::get<settled>(decode_content("c1 1;1:k3:Yes0;1;")).chosen, "Yes");
}

TEST(Message, TextThatWasNotWrittenHereIsRefused) {
    const auto good = encode_inbound(choice());
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_THROW((void)decode_inbound(good.substr(0, length)), std::invalid_argument) << length;
    const auto prefix = "i1 3:Ev15:slack6:T0ACME5:U0MIA1770000000000000;0:";
    EXPECT_THROW((void)decode_inbound("i2" + std::string(prefix).substr(2) + "13;0:"), std::invalid_argument);
    (void)decode_inbound(prefix + std::string("8;"));
    (void)decode_inbound(prefix + std::string("7;0;0;0;3;"));
    for (const auto* bad : {"8;x", "9;", "-1;", "08;", "0;-1:", "0;99999999999999999999:", "0;2:a", "0; 1:a", "0;1:ab",
                            "3;1:c99999999;", "7;2;1:a0;0;0;", "7;0;0;0;5;"})
        EXPECT_THROW((void)decode_inbound(std::string(prefix) + bad), std::invalid_argument) << bad;
    EXPECT_THROW((void)decode_inbound("i4" + good.substr(2)), std::invalid_argument);
    EXPECT_THROW((void)decode_inbound(encode_content(outgoing{})), std::invalid_argument);
    for (const auto* bad : {"", "c1 ", "c1 2;", "c2 4;", "c1 0;0;1;9;", "{}"})
        EXPECT_THROW((void)decode_content(bad), std::invalid_argument) << bad;
}

// Whatever was changed in it, a text is either refused or read as an event that is written in just this way.
TEST(Message, ADamagedTextIsNeverReadAsSomethingElse) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    random_states any(seed);
    for (int round = 0; round < 5000; ++round) {
        auto body = encode_inbound(any.event());
        body.at(static_cast<std::size_t>(any.number(0, static_cast<std::int64_t>(body.size()) - 1))) =
            "0123456789:;-x"[any.number(0, 13)];
        try {
            ASSERT_EQ(encode_inbound(decode_inbound(body)), body);
        } catch (const std::invalid_argument&) {
            continue;
        }
    }
}

TEST(Message, PlainTextIsWhatIsSaidWithoutTheControls) {
    outgoing message;
    message.text = {{"Hello ", false}, {"Mia", true}, {".\nReady?", false}};
    message.ask = control{};
    message.ask->options = {{"yes", "Yes"}};
    EXPECT_EQ(plain_text(message), "Hello Mia.\nReady?");
    EXPECT_EQ(plain_text({}), "");
}

}  // namespace
}  // namespace waymark
