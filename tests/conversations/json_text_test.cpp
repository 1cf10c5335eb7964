// Held against a JSON library of long standing.
#include "conversations/json_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/random_states.hpp"
#include "tests/support/seed.hpp"

namespace waymark::json {
namespace {

std::string read_string(std::string_view text) {
    text_reader from(text);
    std::string out;
    from.string(out);
    from.finish();
    return out;
}

TEST(JsonText, StringsAreWhatOthersReadAndWrite) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    random_states any(seed);
    for (int round = 0; round < 2000; ++round) {
        const auto value = any.text();
        std::string written;
        write_string(written, value);
        ASSERT_EQ(nlohmann::json::parse(written).get<std::string>(), value);
        ASSERT_EQ(read_string(nlohmann::json(value).dump()), value);
        ASSERT_EQ(read_string(nlohmann::json(value).dump(-1, ' ', true)), value);  // all but ASCII as escapes
        text_reader word(written);
        ASSERT_EQ(word.word(), value);
    }
}

TEST(JsonText, NumbersComeBackToTheLastDigit) {
    for (const double value : {0.1, -2.5, 1e300, 5e-324, 3.0, 1.0 / 3}) {
        std::string written;
        write_number(written, value);
        EXPECT_EQ(text_reader(written).number(), value);
        EXPECT_EQ(nlohmann::json::parse(written).get<double>(), value);
    }
    constexpr auto low = std::numeric_limits<std::int64_t>::min();
    constexpr auto high = std::numeric_limits<std::int64_t>::max();
    for (const auto value : {low, std::int64_t{0}, high}) {
        std::string written;
        write_number(written, value);
        EXPECT_EQ(text_reader(written).whole(low, high), value);
    }
}

TEST(JsonText, WhatIsNoStringIsRefused) {
    for (const auto* text : {"", "x", "\"", "\"a", "\"a\nb\"", R"("\x")", R"("\u12")", R"("\u12g4")", R"("\ud800")",
                             R"("\ud800\u0041")", R"("\udc00")", "\"\\"})
        EXPECT_THROW((void)read_string(text), std::invalid_argument) << text;
    EXPECT_EQ(read_string(R"("\ud83c\udf31 \u00e9\/\b\f")"), "\xF0\x9F\x8C\xB1 \xC3\xA9/\b\f");
}

TEST(JsonText, WholeNumbersStayWithinTheirBounds) {
    const auto read = [](std::string_view text) { return text_reader(text).whole(-5, 5); };
    EXPECT_EQ(read(" -5 "), -5);
    for (const auto* text : {"6", "-6", "1.0", "1e0", "99999999999999999999", "+1", "\"1\"", ""})
        EXPECT_THROW((void)read(text), std::invalid_argument) << text;
}

TEST(JsonText, NestingHasABound) {
    const auto skipped = [](int depth) {
        const auto text =
            std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
        text_reader from(text);
        from.skip();
        from.finish();
    };
    skipped(60);
    EXPECT_THROW(skipped(100'000), std::invalid_argument);
}

}  // namespace
}  // namespace waymark::json
