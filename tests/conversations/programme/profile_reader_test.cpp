// What people want and offer, in a programme file and in a list; and what is said of mistakes there.
#include <gmock/gmock.h>

#include "conversations/programme/people_list.hpp"
#include "conversations/programme/programme_reader.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string head = "programme: small\nversion: 1\ntitle: Small\nlanguage: en\nzone: UTC\ncontact: mo\n";

struct read_file {
    programme is;
    std::string said;
};

read_file read(const std::string& rest) {
    const auto source = head + rest;
    std::vector<diagnostic> problems;
    auto is = read_programme("p.yaml", source, {}, {}, problems);
    read_file out{is.value_or(programme{}), {}};
    for (const auto& one : problems) out.said += show(one, source);
    return out;
}

list_table table(const std::vector<std::vector<std::string>>& rows) {
    list_table out;
    for (int line = 1; const auto& row : rows) {
        std::vector<list_cell> cells;
        for (int column = 1; const auto& text : row) cells.push_back({{line, column++}, text});
        if (line++ == 1)
            out.columns = cells;
        else
            out.rows.push_back(cells);
    }
    return out;
}

TEST(ProfileReader, ReadsWhatPeopleWantAndOffer) {
    const auto [is, said] = read(R"(people:
  - id: mo
    first_name: Mo
    playground: mo
    wants: [ Public speaking, "Budgets" ]
    offers: sales
    capacity: 2
    languages: [es, en-GB]
    hours: "07:30-15:00"
    takes_part_as: both
    not_with: [bo]
  - { id: bo, first_name: Bo, playground: bo }
)");
    EXPECT_EQ(said, "");
    const auto& mo = is.people.at(0).profile;
    EXPECT_THAT(mo.wants, ElementsAre("Public speaking", "Budgets"));
    EXPECT_THAT(mo.offers, ElementsAre("sales"));
    EXPECT_EQ(mo.capacity, 2);
    EXPECT_THAT(mo.languages, ElementsAre("es", "en-GB"));
    EXPECT_EQ(mo.hours, (day_hours{7 * 60 + 30, 15 * 60}));
    EXPECT_EQ(mo.takes_part_as, part_taken::both);
    EXPECT_THAT(mo.not_with, ElementsAre(person_id{"bo"}));
    EXPECT_EQ(is.people.at(1).profile, learning_profile{}) << "nothing has to be said";
}

TEST(ProfileReader, CellsHoldSeveralWithSemicolons) {
    std::vector<diagnostic> problems;
    programme of;
    const auto people = people_of_list(
        "people.csv", "",
        table({{"id", "First name", "Playground", "Wants", "offers", "capacity", "languages", "not with"},
               {"bo", "Bo", "bo", " sales; Law ;;sales", "", "0", "en;es", "zed"}}),
        of, {}, problems);
    EXPECT_THAT(problems, IsEmpty()) << "whom a list is not about it may mention";
    const auto& bo = people.at(0).profile;
    EXPECT_THAT(bo.wants, ElementsAre("sales", "Law"));
    EXPECT_THAT(bo.offers, IsEmpty());
    EXPECT_EQ(bo.capacity, 0);
    EXPECT_THAT(bo.languages, ElementsAre("en", "es"));
    EXPECT_THAT(bo.not_with, ElementsAre(person_id{"zed"}));
}

TEST(ProfileReader, AClosedListOfTopicsFindsSlips) {
    const std::string topics = "topics: [Public speaking, Gestión]\n";
    const auto good = read(
        topics + "people: [ { id: mo, first_name: Mo, playground: mo, wants: [ gestion, SPEAKING in public ] } ]\n");
    EXPECT_EQ(good.said, "");
    EXPECT_THAT(good.is.topics, ElementsAre("Public speaking", "Gestión"));
    EXPECT_THAT(good.is.people.at(0).profile.wants, ElementsAre("Gestión", "Public speaking"))
        << "as the list has them";
    std::vector<diagnostic> problems;
    const std::string source = "id,first_name,playground,wants\nbo,Bo,bo,Public speeking;sales\n";
    (void)people_of_list(
        "people.csv", source,  // only the problems count
        table({{"id", "first_name", "playground", "wants"}, {"bo", "Bo", "bo", "Public speeking;sales"}}), good.is, {},
        problems);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].code, "P029");
    EXPECT_EQ(problems[0].text, "\"Public speeking\" is not one of the topics of this programme");
    EXPECT_EQ(problems[0].suggestion, "did you mean \"Public speaking\"?");
    EXPECT_EQ(problems[1].suggestion, "one of: Public speaking, Gestión");
}

TEST(ProfileReader, ALanguageNobodyWouldBeWrittenInIsAnErrorInAList) {
    std::vector<diagnostic> problems;
    const auto people = people_of_list(
        "people.csv", "",
        table({{"id", "first_name", "playground", "language"}, {"bo", "Bo", "bo", "xx"}, {"cy", "Cy", "cy", "es-MX"}}),
        programme(), {"en", "es"}, problems);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_TRUE(any_error(problems));
    EXPECT_EQ(problems[0].code, "P065");
    EXPECT_EQ(problems[0].text, "the bot does not speak \"xx\"");
    EXPECT_THAT(problems[0].suggestion, testing::HasSubstr("it speaks en, es"));
    EXPECT_EQ(people.size(), 2U);
}

TEST(ProfileReader, AProposalCanBeReadAsAListOfPairs) {
    std::vector<diagnostic> problems;
    const auto pairs = pairs_of_list("proposal.csv", "",
                                     table({{"id", "mentor", "mentee", "starts", "ends", "score", "why"},
                                            {"ann_and_bo", "ann", "bo", "2026-01-12", "", "85", "learning: sales"}}),
                                     {{"ann"}, {"bo"}}, problems);
    EXPECT_THAT(problems, IsEmpty());
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].id.text, "ann_and_bo");
}

}  // namespace
}  // namespace waymark
