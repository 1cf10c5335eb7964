// Who plays, what they write, and that they can answer questions of every kind.
#include <gmock/gmock.h>

#include "bot/built_in_scripts.hpp"
#include "bot/rehearsal/answers.hpp"
#include "bot/rehearsal/sentences.hpp"
#include "bot/script_library.hpp"
#include "conversations/engine/answer_reading.hpp"

namespace waymark::rehearsal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Ne;

TEST(RehearsalWords, CarryAMarkThatCanBeFoundAndTakenOut) {
    const auto text = marked("The demo", 41) + "\n" + marked("Your call", 7);
    EXPECT_THAT(marks_in(text), ElementsAre(41, 7));
    EXPECT_EQ(without_marks(text), "The demo\nYour call");
    EXPECT_THAT(marks_in("‹ no mark › ‹x›"), IsEmpty());
    EXPECT_EQ(without_marks("‹ no mark › ‹x›"), "‹ no mark › ‹x›");
}

TEST(RehearsalChance, IsTheSameForTheSameSeedAndName) {
    chance one(7, "ann"), same(7, "ann"), other(7, "bo");
    EXPECT_EQ(one.next(), same.next());
    EXPECT_NE(one.next(), other.next());
    for (int i = 0; i < 100; ++i) {
        const auto length = one.between(std::chrono::minutes(2), std::chrono::hours(5));
        EXPECT_GE(length, std::chrono::minutes(1));
        EXPECT_LE(length, std::chrono::hours(5));
    }
}

programme small_programme() {
    programme of;
    of.id.text = "small";
    of.contact.text = "carla";
    of.zone = "Europe/Madrid";
    return of;
}

TEST(RehearsalCast, KeepsPeopleWhoShareAPairInOneGroup) {
    const auto groups = groups_of(small_programme(), {.pairs = 3 * pairs_in_group + 1, .languages = {"en", "es"}});
    ASSERT_EQ(groups.size(), 4U);
    std::map<person_id, std::size_t> where;
    std::size_t shared = 0, pairs = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        pairs += groups[i].of.pairs.size();
        shared += 2 * groups[i].of.pairs.size() - groups[i].players.size();
        for (const auto& one : groups[i].players) EXPECT_TRUE(where.emplace(one.id, i).second) << one.id.text;
    }
    EXPECT_EQ(pairs, 3 * pairs_in_group + 1);
    EXPECT_GT(shared, 0U);  // some mentors have two mentees
}

TEST(RehearsalCast, PairsTheRowsOfAListTwoByTwo) {
    std::vector<programme_person> list(5);
    for (std::size_t i = 0; i < list.size(); ++i) list[i].id.text = "p" + std::to_string(i);
    list[1].zone = "Asia/Tokyo";
    const auto groups = groups_of(small_programme(), {.people = list});
    ASSERT_EQ(groups.size(), 1U);
    ASSERT_EQ(groups[0].of.pairs.size(), 2U);
    EXPECT_EQ(groups[0].of.pairs[0].mentor.text, "p0");
    EXPECT_EQ(groups[0].of.pairs[0].mentee.text, "p1");
    EXPECT_EQ(groups[0].of.pairs[1].mentee.text, "p3");
    EXPECT_EQ(groups[0].players[0].zone, "Europe/Madrid");
    EXPECT_EQ(groups[0].players[1].zone, "Asia/Tokyo");
}

/// A question as the engine would ask it, and whether what somebody does can be read as an answer to it.
struct a_question : ::testing::TestWithParam<answer_kind> {
    flow script;
    flow_step step;
    outgoing message;
    reading_aids aids;
    loaded_scripts scripts;
    a_question() : aids{scripts.book.texts, "en", {}, std::chrono::year(2026) / 1 / 13} {
        std::vector<diagnostic> problems;
        scripts = load_scripts(gather_scripts({}, problems));
        step.id = "q";
        step.ask.emplace();
        auto& spec = step.ask->answer;
        spec.kind = GetParam();
        spec.max_items = 3;
        spec.min = 1;
        spec.max = 5;
        control ask;
        ask.id = "q|talk|q";
        ask.at_most = 3;
        const bool scale = GetParam() == answer_kind::scale;
        for (const std::string one : {"1", "2", "3"}) {
            const std::string value = scale                               ? one
                                      : GetParam() == answer_kind::yes_no ? (one == "1" ? "yes" : "no")
                                                                          : "v" + one;
            ask.options.push_back({value, scale ? one : "Label " + one});
            spec.options.push_back({value, {"k" + one, "Label " + one, {}}});
            aids.options.push_back({value, {scale ? one : "Label " + one}});
        }
        message.ask = ask;
    }
};

TEST_P(a_question, IsAnsweredInAWayThatCanBeRead) {
    player who;
    who.at.user = "ann";
    who.zone = "Europe/Madrid";
    who.language = "en";
    asked_question asks{{}, {}, &script, &step, {}};
    for (const auto is : {persona::keen, persona::busy, persona::over_eager}) {
        who.is = is;
        for (int i = 0; i < 60; ++i) {
            chance luck(static_cast<std::uint64_t>(i), "somebody");
            const answering by{who, scripts.book.texts, luck, from_us(1'768'300'000'000'000), false, i};
            const auto act = answer_to(message, asks, by);
            if (const auto* said = std::get_if<inbound::said>(&act)) {
                if (said->text == word_for(scripts.book.texts, "en", "word.skip")) continue;
                EXPECT_TRUE(read_typed(step.ask->answer, aids, said->text).readable) << said->text;
            } else {
                const auto& chose = std::get<inbound::chose>(act);
                EXPECT_EQ(chose.control, "q|talk|q");
                EXPECT_TRUE(read_picked(step.ask->answer, aids, chose.values).readable) << chose.values.front();
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OfEveryKind, a_question,
                         ::testing::Values(answer_kind::text, answer_kind::long_text, answer_kind::list,
                                           answer_kind::choice, answer_kind::several, answer_kind::scale,
                                           answer_kind::yes_no, answer_kind::date, answer_kind::number,
                                           answer_kind::person));

}  // namespace
}  // namespace waymark::rehearsal
