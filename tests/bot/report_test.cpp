// `waymark report` on a database in which twelve pairs have lived for four months.
#include "bot/commands/report.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/report_words.hpp"
#include "bot/rehearsal/people.hpp"
#include "bot/rehearsal/recorder.hpp"
#include "bot/rehearsal/world_loop.hpp"
#include "bot/startup.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string programme_file = std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/six-month-classic.yaml";

/// Plays once for all tests, which only look.
struct Report : ::testing::Test {
    static inline fs::path folder;
    static inline std::set<std::string> names;  ///< of the people
    std::ostringstream out, said;

    static void SetUpTestSuite() {
        folder = fs::temp_directory_path() / ("waymark_report_" + std::to_string(::getpid()));
        fs::remove_all(folder);
        begin(folder);
        play(folder, 12);
    }
    static void begin(const fs::path& in, const std::string& programme = programme_file) {
        fs::create_directories(in);
        std::ofstream(in / "waymark.yaml")
            << "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: " << (in / "w.db").string()
            << "\nprogrammes: [" << programme
            << "]\nslack: { signing_secrets_env: [NOT_SET_HERE], bot_token_env: NOT_SET_HERE }\n";
    }
    static void TearDownTestSuite() { fs::remove_all(folder); }

    static void play(const fs::path& in, std::size_t pairs, const std::string& programme = programme_file) {
        using namespace rehearsal;
        const auto scripts = read_scripts({{}, {programme}}, std::cerr);
        script_book book = scripts->book;
        auto groups = groups_of(book.programmes.begin()->second, {.pairs = pairs});
        book.programmes.begin()->second = groups.front().of;
        for (const auto& one : groups.front().players) names.insert(one.id.text);
        const auto from = beginning_of(groups);
        const auto until = from + std::chrono::days(120);
        const auto opened = open_sqlite((in / "w.db").string());
        ASSERT_TRUE(opened.at) << opened.problem.words;
        calm_platform platform;
        synthetic_people people(groups.front(), book, 7, from, until);
        recorder sees(groups.front(), book, from, until);
        world_loop loop(*opened.at, book, platform, people, sees);
        ASSERT_FALSE(loop.enrol(from).has_error());
        ASSERT_FALSE(loop.run(from, until).has_error());
    }

    std::string told(const std::string& format, const std::string& by = "none") {
        out.str("");
        said.str("");
        report_command_wishes wishes;
        wishes.config = (folder / "waymark.yaml").string();
        wishes.format = format;
        wishes.since = wishes.until = "2026-03-15";
        wishes.by = by;
        EXPECT_EQ(report(wishes, out, said), exit_clean) << said.str();
        return out.str();
    }
};

TEST_F(Report, BeginsWithWhatIsOpenAndEndsWithWhatIsHidden) {
    const auto text = told("text");
    EXPECT_THAT(text, AllOf(HasSubstr(", 2026-03\n\nWhat is open\n  registration"), HasSubstr("\n  matching"),
                            HasSubstr("\n  the middle"), HasSubstr("\n  the end"), HasSubstr("12 pairs"),
                            HasSubstr("5 people and 4 pairs"), Not(HasSubstr("do not add up"))));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 160U) << line;
}

TEST_F(Report, EveryMessageThatWasDueIsAccountedFor) {
    const auto document = nlohmann::json::parse(told("json"));
    EXPECT_THAT(document["months_that_do_not_close"], IsEmpty());
    for (const auto& table : document["happenings"]) {
        if (table["figure"] != "messages") continue;
        EXPECT_GT(table["rows"][0]["total"].get<int>(), 24);
    }
}

TEST_F(Report, WhoGoesWithoutANudgeForComparisonIsInTheAccount) {
    const auto held_out = folder / "held_out";
    fs::create_directories(held_out);
    std::ostringstream text;
    text << std::ifstream(programme_file).rdbuf();
    auto programme = text.str();
    for (const std::string rule : {"this_week", "a_story", "how_it_feels"}) {
        const auto at = programme.find("  - id: " + rule + "\n");
        ASSERT_NE(at, std::string::npos);
        programme.insert(at + std::string("  - id: ").size() + rule.size(), "\n    hold_out: 90%");
    }
    std::ofstream(held_out / "programme.yaml") << programme;
    begin(held_out, (held_out / "programme.yaml").string());
    play(held_out, 12, (held_out / "programme.yaml").string());
    report_command_wishes wishes;
    wishes.config = (held_out / "waymark.yaml").string();
    wishes.since = "2026-01-15";
    wishes.until = "2026-03-15";
    wishes.by = "month";
    ASSERT_EQ(report(wishes, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(::testing::ContainsRegex("not begun: for comparison +[0-9]+ +about"),
                                 Not(HasSubstr("do not add up"))));
}

TEST_F(Report, NoCountIsOfAFew) {
    for (const auto* by : {"none", "month", "stage", "zone"}) {
        const auto document = nlohmann::json::parse(told("json", by));
        for (const auto& table : document["standings"])
            for (const auto& row : table["rows"])
                for (const auto& part : row["parts"])
                    if (!part["count"].is_null()) {
                        EXPECT_GE(part["count"].get<int>(), 4) << by << " " << table["figure"];
                        EXPECT_EQ(part["percent"].get<int>() % 5, 0);
                    }
    }
}

TEST_F(Report, NamesNobody) {
    for (const auto* format : {"text", "json", "csv", "html"}) {
        const auto text = told(format);
        for (const auto& one : names) EXPECT_THAT(text, Not(HasSubstr(one))) << format;
    }
}

TEST_F(Report, APageNeedsNothingBesideIt) {
    const auto page = told("html");
    EXPECT_THAT(page, AllOf(HasSubstr("<!doctype html>"), HasSubstr("<h2>What is open</h2>"), HasSubstr("lang=\"en\""),
                            Not(HasSubstr("<script")), Not(HasSubstr("http")), Not(HasSubstr("url("))));
}

TEST_F(Report, AListHasOneLineForEachCount) {
    EXPECT_THAT(told("csv"), AllOf(HasSubstr("figure,group,month,part,of,count,percent\n"),
                                   HasSubstr("\nmessages,everybody,2026-03,total,messages,")));
}

TEST_F(Report, QuestionsThatTheProgrammeMayCountAreInEveryForm) {
    EXPECT_THAT(told("text"), AllOf(HasSubstr("WHAT PEOPLE ANSWERED"), HasSubstr("(Asked in \"Is it time?\".")));
    const auto document = nlohmann::json::parse(told("json"));
    std::set<std::string> figures;
    for (const auto& one : document["answers"]) figures.insert(one["figure"].get<std::string>());
    EXPECT_EQ(figures, (std::set<std::string>{"answers/joining/when", "answers/time_to_end/new_date"}));
    EXPECT_THAT(told("csv"), HasSubstr("\nanswers/joining/when,everybody,"));
    EXPECT_THAT(told("html"), HasSubstr("<h2>What people answered until the end of the month</h2>"));
    EXPECT_FALSE(document.contains("with_and_without")) << "nothing is held out";
}

TEST_F(Report, OfAVerySmallProgrammeSaysWhyThereAreNoCounts) {
    const auto small = folder / "small";
    begin(small);
    play(small, 3);
    report_command_wishes wishes;
    wishes.config = (small / "waymark.yaml").string();
    wishes.since = wishes.until = "2026-03-15";
    ASSERT_EQ(report(wishes, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                AllOf(HasSubstr("Counts are shown of 5 people and 4 pairs or more, and this programme has fewer"),
                      HasSubstr("Every message that was due so far is accounted for"),
                      Not(HasSubstr("HOW THINGS STAND")), Not(HasSubstr("What is open"))));
    for (const auto* format : {"json", "csv", "html"}) {
        out.str("");
        wishes.format = format;
        ASSERT_EQ(report(wishes, out, said), exit_clean);
        for (const auto* count : {"\"count\": 3", ",pairs,3", "<td>3</td>"})
            EXPECT_THAT(out.str(), Not(HasSubstr(count))) << format;
    }
}

TEST_F(Report, BeforeAnythingHasBegunSaysSo) {
    const auto fresh = folder / "fresh";
    begin(fresh);
    ASSERT_TRUE(open_sqlite((fresh / "w.db").string()).at);
    report_command_wishes wishes;
    wishes.config = (fresh / "waymark.yaml").string();
    ASSERT_EQ(report(wishes, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(HasSubstr(" so far\n"), HasSubstr("No pair has begun")));
    wishes.since = "2026-03-15";
    EXPECT_EQ(report(wishes, out, said), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("leave out --since and --until"));
}

TEST(ReportForms, PairsWithAndWithoutARuleStandSideBySide) {
    printed_report report;
    reporting::shown_table met{"met"};
    met.rows.push_back({"with a_look", "2026-03", 20, {{"met within their rhythm", 15, 75}, {"longer ago", 5, 25}}});
    report.what.shared = {{"a_look", 30}};
    report.what.compared = {met};
    const auto text = report_as_text(report);
    EXPECT_THAT(text, AllOf(HasSubstr("Pairs with and without \"a_look\" (30% of the pairs never get it)\n"),
                            HasSubstr("2026-03: 20         -\n"), HasSubstr("15 (about 75%)      -\n")));
    const auto document = nlohmann::json::parse(report_as_json(report));
    const auto& figure = document["with_and_without"][0]["figures"][0];
    EXPECT_EQ(figure["with"]["parts"][0]["count"], 15);
    EXPECT_TRUE(figure["without"].is_null());
    EXPECT_THAT(report_as_csv(report), HasSubstr("\nmet,with a_look,2026-03,longer ago,pairs,5,25\n"));
    EXPECT_THAT(report_as_page(report), HasSubstr("<td>15 (about 75%)</td>\n<td>-</td>"));
}

// Groups and parts carry names that others chose: zones, conversations, reasons.
TEST(ReportForms, ANameIsNeitherAFormulaNorAnElement) {
    printed_report report;
    report.title = "<b>Six</b>";
    reporting::shown_row row{"=1+1", "2026-03", 12};
    row.parts.push_back({"a \"b\", <i>c</i>", 12, 100});
    report.what.standings.push_back({"stages", {row}});
    EXPECT_THAT(report_as_csv(report), AllOf(HasSubstr("\nstages,'=1+1,2026-03,total,pairs,12,\n"),
                                             HasSubstr(",\"a \"\"b\"\", <i>c</i>\",pairs,12,100\n")));
    EXPECT_THAT(report_as_page(report), AllOf(Not(HasSubstr("<i>")), Not(HasSubstr("<b>")), HasSubstr("&lt;i&gt;")));
}

TEST_F(Report, SaysWhatIsWrongWithADay) {
    report_command_wishes wishes;
    wishes.config = (folder / "waymark.yaml").string();
    wishes.since = "March";
    EXPECT_EQ(report(wishes, out, said), exit_errors);
    EXPECT_EQ(said.str(), "waymark: \"March\" is no day; write it as 2026-03-01.\n");
    wishes.since = "2026-04-01";
    wishes.until = "2026-02-01";
    EXPECT_EQ(report(wishes, out, said), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("2026-02-01 is before 2026-04-01.\n"));
}

}  // namespace
}  // namespace waymark
