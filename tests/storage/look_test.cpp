// What a look at a programme hands out: of the answers only those its reader may see, and of them no words.
#include "storage/look.hpp"

#include <gmock/gmock.h>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using namespace example;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

struct ProgrammeLook : ::testing::Test {
    ProgrammeLook() {
        auto out = new_pair();
        of = out.pairs.front().programme;
        auto chosen = answer_of("mia", audience::programme, "chosen", answer_kind::choice);
        chosen.value.items = {"well"};
        auto written = answer_of("max", audience::programme, "written");
        written.value.items = {"my own words"};
        out.answers_kept = {chosen, written, answer_of("mia", audience::me, "mine", answer_kind::choice),
                            answer_of("mia", audience::partner, "told", answer_kind::choice),
                            answer_of("mia", audience::partner_after_both, "sealed", answer_kind::choice)};
        EXPECT_TRUE(db.at().turn(turn_owner(out.pairs.front().id), [&](const world&) { return out; }, {}, noon));
    }
    [[nodiscard]] std::vector<programme_look::seen_answer> seen_by(const reader& who) const {
        return std::get<programme_look>(look_at_programme(db.path(), of, who)).answers;
    }
    static std::vector<std::string> steps(const std::vector<programme_look::seen_answer>& all) {
        std::vector<std::string> out;
        for (const auto& one : all) out.push_back(one.what.what.step);
        return out;
    }

    database db;
    programme_id of;
};

TEST_F(ProgrammeLook, ForTheProgrammeHasItsAnswersOnlyAndNeitherWordsNorNames) {
    const auto all = seen_by({reader::kind::programme, {}});
    EXPECT_THAT(steps(all), UnorderedElementsAre("chosen", "written"));
    for (const auto& one : all) {
        EXPECT_TRUE(one.what.what.author.empty());
        EXPECT_EQ(one.of.text, one.what.what.step == "chosen" ? "mia" : "max") << "whose group it counts in";
        if (one.what.what.step == "chosen")
            EXPECT_THAT(one.what.what.value.items, ElementsAre("well"));
        else
            EXPECT_THAT(one.what.what.value.items, IsEmpty());
    }
}

TEST_F(ProgrammeLook, ForAPartnerHasWhatWasToldThemAndNothingSealed) {
    EXPECT_THAT(steps(seen_by({reader::kind::partner, {"max"}})), ElementsAre("told"));
    EXPECT_THAT(seen_by({reader::kind::partner, {"dora"}}), IsEmpty());
}

TEST_F(ProgrammeLook, ForSomebodyHasTheirOwn) {
    EXPECT_THAT(steps(seen_by({reader::kind::author, {"max"}})), ElementsAre("written"));
}

}  // namespace
}  // namespace waymark
