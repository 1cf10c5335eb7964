#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/random_states.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

using nlohmann::json;

/// Through the text a row holds, as the store does it.
json stored(const json& document) {
    return json::parse(document.dump());
}

TEST(StateJson, EveryStateComesBackAsItWas) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    random_states any(seed);
    for (int round = 0; round < 500; ++round) {
        const auto pair = any.pair();
        ASSERT_EQ(pair_from_text(pair_to_text(pair)), pair);
        ASSERT_EQ(pair_from_json(stored(pair_to_json(pair))), pair);
        const auto person = any.person();
        ASSERT_EQ(person_from_text(person_to_text(person)), person);
        ASSERT_EQ(person_from_json(stored(person_to_json(person))), person);
        const auto one = any.answered();
        ASSERT_EQ(answer_from_text(answer_to_text(one)), one);
        ASSERT_EQ(answer_from_json(stored(answer_to_json(one))), one);
    }
}

TEST(StateJson, WhatIsEmptyTakesNoRoom) {
    pair_state pair;
    pair.id.text = "mia-max";
    pair.talks["closing"] = 1;
    EXPECT_EQ(pair_to_json(pair),
              json::parse(R"({"format":1,"id":"mia-max","stage":"invited","talks":{"closing":1}})"));
    answer one;
    one.seen_by = audience::partner_after_both;
    EXPECT_EQ(answer_to_json(one), json::parse(R"({"format":1,"seen_by":"partner_after_both"})"));
}

// A value that happens to be zero must not turn into the default of a later version.
TEST(StateJson, ZeroAndFalseComeBackWhereTheDefaultIsAnother) {
    person_state person;
    person.reachable = false;
    person.own_settings.emplace();
    person.own_settings->per_week = 0;
    person.own_settings->quiet_from_minute = 0;
    EXPECT_EQ(person_from_json(stored(person_to_json(person))), person);
}

TEST(StateJson, AnotherFormatIsRefused) {
    for (const auto* format : {"2", "0", "\"1\"", "null"}) {
        const auto document = json::parse(std::string(R"({"format":)") + format + "}");
        EXPECT_THROW((void)pair_from_json(document), std::invalid_argument) << format;
        EXPECT_THROW((void)person_from_json(document), std::invalid_argument) << format;
        EXPECT_THROW((void)answer_from_json(document), std::invalid_argument) << format;
    }
    EXPECT_THROW((void)pair_from_json(json::object()), std::invalid_argument);
    EXPECT_THROW((void)pair_from_json(json::array()), std::invalid_argument);
    EXPECT_THROW((void)pair_from_json(json()), std::invalid_argument);
}

TEST(StateJson, ABrokenDocumentIsRefused) {
    for (const auto* part : {R"("id":5)", R"("met":{})", R"("met":["x"])", R"("talks":{"a":"b"})", R"("ended":1)",
                             R"("talks":{"a":3000000000})", R"("talks":{"a":1.5})", R"("rhythm":18446744073709551615)",
                             R"("running":[7])", R"("running":[{"lanes":[{"is":"asleep"}]}])",
                             R"("answers":[{"seen_by":"everyone"}])", R"("answers":[{"value":{"number":null}}])"}) {
        const auto document = json::parse(std::string(R"({"format":1,)") + part + "}");
        EXPECT_THROW((void)pair_from_json(document), std::invalid_argument) << part;
    }
}

// A row of another version may hold more than this one knows, in any order and with any blanks.
TEST(StateJson, WhatNobodyKnowsIsPassedOver) {
    const auto person = person_from_text(
        "{ \"new\" : {\"a\":[1,-2.5e3,null,true,{}],\"b\":\"x\\\"\"}, \"first_name\":\"Mia\" ,\n\"format\":1 } ");
    EXPECT_EQ(person.first_name, "Mia");
    EXPECT_FALSE(person.reachable);
}

TEST(StateJson, ATextThatStopsAnywhereIsRefused) {
    random_states any(7);
    const auto whole = pair_to_text(any.pair());
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_THROW((void)pair_from_text(std::string_view(whole).substr(0, length)), std::invalid_argument) << length;
    EXPECT_THROW((void)pair_from_text(whole + "}"), std::invalid_argument);
}

TEST(PairState, FindsARunningTalkByItsId) {
    pair_state pair;
    pair.running.resize(2);
    pair.running[0].id.text = "mia-max.closing.1";
    pair.running[1].id.text = "mia-max.closing.2";
    EXPECT_EQ(pair.find({"mia-max.closing.2"}), &pair.running[1]);
    EXPECT_EQ(std::as_const(pair).find({"mia-max.closing.1"}), pair.running.data());
    EXPECT_EQ(pair.find({"mia-max.closing.3"}), nullptr);
}

}  // namespace
}  // namespace waymark
