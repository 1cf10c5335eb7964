// `waymark match`: a proposal in words and as a list that can be imported.
#include "bot/commands/match.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/import.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: Europe/Madrid
contact: maria
slack_workspace: T0ACME0001
topics: [public speaking, sales, law]
people:
  - { id: maria, first_name: Maria, full_name: Maria Fuentes, slack: U0MARIA001, offers: [sales] }
)";

constexpr auto everybody =
    "id,first_name,full_name,slack,wants,offers,capacity,languages,not_with\n"
    "ann,Ann,Ann Serrano,U0ANN00001,,Public speaking; law,2,es;en,\n"
    "bo,Bo,,U0BO000001,public speaking,,,en,maria\n"
    "cy,Cy,,U0CY000001,sales,,,en,\n"
    "di,Di,,U0DI000001,law,,,fi,zed\n";

struct Match : admin_folder {
    Match() : admin_folder(programme_text) { write("people.csv", everybody); }
    std::string content(const std::string& name) const {
        std::ostringstream all;
        all << std::ifstream(folder / name, std::ios::binary).rdbuf();
        return all.str();
    }
    int matched(const std::string& people, const std::string& to) {
        fresh();
        const auto file = [&](const std::string& name) { return name.empty() ? name : path(name); };
        return match({path("waymark.yaml"), {}, file(people), file(to)}, out, said);
    }
    int imported(const std::string& list, bool are_people) {
        fresh();
        const import_wishes wishes{path(list), path("waymark.yaml"), {}, true};
        return are_people ? people_import(wishes, out, said) : pairs_import(wishes, out, said);
    }
};

TEST_F(Match, SaysWhoFitsWhomAndWhyAndWhoIsLeftOver) {
    ASSERT_EQ(imported("people.csv", true), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("offers public speaking; law, capacity 2, languages es; en\n"));
    EXPECT_EQ(matched("", ""), exit_clean) << said.str();
    EXPECT_EQ(out.str(),
              "Six months: 2 new pairs, from 2 mentors and 3 mentees. Nobody has been told.\n"
              "\nAnn Serrano (ann) for Bo (bo): 100 of 100\n"
              "  learning 70 of 70: ann offers \"public speaking\"\n"
              "  language 15 of 15: both speak en\n"
              "  hours 15 of 15: both work in the same 45 hours a week\n"
              "  nobody else would fit\n"
              "\nMaria Fuentes (maria) for Cy (cy): 100 of 100\n"
              "  learning 70 of 70: maria offers \"sales\"\n"
              "  language 15 of 15: both speak en\n"
              "  hours 15 of 15: both work in the same 45 hours a week\n"
              "  nobody else would fit\n"
              "\nWithout a mentor:\n"
              "  Di (di): no language in common with ann\n");
    EXPECT_EQ(said.str(), "waymark: di is not to be matched with \"zed\", and nobody here is called that.\n");
}

TEST_F(Match, TheProposalIsAListThatCanBeImported) {
    ASSERT_EQ(imported("people.csv", true), exit_clean) << said.str();
    ASSERT_EQ(matched("", "proposal.csv"), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("waymark pairs import " + path("proposal.csv")));
    EXPECT_THAT(
        content("proposal.csv"),
        AllOf(HasSubstr("id,mentor,mentee,starts,ends,score,why\n"
                        "ann_and_bo,ann,bo,,,100,\"ann offers \"\"public speaking\"\"; both speak en; both work "
                        "in the same 45 hours a week\"\n")));
    EXPECT_TRUE(open_sqlite(path("w.db")).at->pairs({}, 9).value().empty()) << "nothing is stored by a proposal";
    EXPECT_EQ(imported("proposal.csv", false), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("2 new, 0 changed"));
    EXPECT_THAT(said.str(), Not(HasSubstr("L002"))) << "its further columns are known";
    EXPECT_THAT(said.str(), HasSubstr("\"ann_and_bo\" has no first day")) << "nobody is written to by surprise";
    EXPECT_EQ(open_sqlite(path("w.db")).at->pairs({}, 9).value().size(), 2U);
    EXPECT_EQ(matched("", ""), exit_clean);
    EXPECT_THAT(out.str(), AllOf(HasSubstr("0 new pairs"), HasSubstr("Their mentors offer all they want: bo, cy.")));
}

// Somebody may have worked on it.
TEST_F(Match, AFileThatIsThereIsNotWrittenOver) {
    write("proposal.csv", "my work");
    EXPECT_EQ(matched("", "proposal.csv"), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("proposal.csv is there already"));
    EXPECT_EQ(content("proposal.csv"), "my work");
}

TEST_F(Match, AListCanBeMatchedBeforeAnybodyIsImported) {
    EXPECT_EQ(matched("people.csv", ""), exit_clean);
    EXPECT_THAT(out.str(),
                AllOf(HasSubstr("Ann Serrano (ann) for Bo (bo)"),
                      HasSubstr("Cy (cy): nobody offers what they want: \"sales\""), Not(HasSubstr("Maria"))));
    EXPECT_FALSE(fs::exists(path("w.db")));
}

TEST_F(Match, BeforeTheFirstStartThePeopleOfTheFileAreMatched) {
    EXPECT_EQ(matched("", ""), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Maria Fuentes (maria): nobody wants what they offer: \"sales\""));
    EXPECT_FALSE(fs::exists(path("w.db")));
}

TEST_F(Match, WorksWhileWaymarkRuns) {
    ASSERT_EQ(imported("people.csv", true), exit_clean) << said.str();
    const auto running = open_sqlite(path("w.db"));
    EXPECT_EQ(matched("", ""), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("2 new pairs"));
}

TEST_F(Match, MistakesInAListAreNamed) {
    write("people.csv", "id,first_name,slack,wants,takes_part_as,want\nbo,Bo,U0BO000001,public speeking,mentro,x\n");
    EXPECT_EQ(matched("people.csv", ""), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("people.csv:1:41: warning L002: the column \"want\" is not used"),
                                  HasSubstr("did you mean \"wants\"?"), HasSubstr("people.csv:2:18: error P029"),
                                  HasSubstr("did you mean \"public speaking\"?"),
                                  HasSubstr("people.csv:2:34: error P015: there is no part \"mentro\"")));
    EXPECT_EQ(matched("none.csv", ""), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("none.csv cannot be read"));
}

}  // namespace
}  // namespace waymark
