// waymark rehearse, as it is called.
#include "bot/commands/rehearse.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace waymark {
namespace {

using ::testing::HasSubstr;

struct rehearse_command : ::testing::Test {
    std::filesystem::path folder =
        std::filesystem::path(::testing::TempDir()) / ("waymark_rehearse_" + std::to_string(::getpid()));
    std::ostringstream out, complaints;
    rehearse_wishes wishes;
    rehearse_command() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        wishes.programme = std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/six-month-classic.yaml";
        wishes.pairs = 2;
        wishes.months = 2;
        wishes.page = (folder / "report.html").string();
        wishes.data = (folder / "report.json").string();
    }
    ~rehearse_command() override { std::filesystem::remove_all(folder); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
    int run() { return rehearse(wishes, out, complaints); }
};

TEST_F(rehearse_command, WritesThePageAndTheData) {
    EXPECT_EQ(run(), 0);
    EXPECT_THAT(out.str(), HasSubstr("Every promise was kept."));
    EXPECT_THAT(out.str(), HasSubstr("2 pairs"));
    const auto data = nlohmann::json::parse(std::ifstream(wishes.data));
    EXPECT_EQ(data.at("pairs"), 2);
    EXPECT_EQ(data.at("years").size(), 2U);
    EXPECT_FALSE(data.at("figures").at("talks_given_up").empty());
    for (const auto& one : data.at("figures").at("talks_given_up"))
        EXPECT_THAT(one.at("name").get<std::string>(), testing::Not(HasSubstr("/"))) << "a title, and not an id";
    EXPECT_GT(std::filesystem::file_size(wishes.page), std::filesystem::file_size(wishes.data));
}

TEST_F(rehearse_command, WhoGoesWithoutANudgeForComparisonIsInTheAccount) {
    std::ostringstream text;
    text << std::ifstream(wishes.programme).rdbuf();
    auto programme = text.str();
    const std::string rule = "  - id: expectations\n";
    ASSERT_NE(programme.find(rule), std::string::npos);
    programme.insert(programme.find(rule) + rule.size(), "    hold_out: 90%\n");
    write("programme.yaml", programme);
    wishes.programme = (folder / "programme.yaml").string();
    wishes.pairs = 5;
    ASSERT_EQ(run(), 0) << complaints.str();
    const auto data = nlohmann::json::parse(std::ifstream(wishes.data));
    const auto& account = data.at("figures").at("nudges");
    EXPECT_GE(account.value("not begun: for comparison", 0), 2) << account;
    std::int64_t all = 0;
    for (const auto& [end, count] : account.items())
        if (end != "due") all += count.get<std::int64_t>();
    EXPECT_EQ(account.at("due"), all);
}

TEST_F(rehearse_command, TakesPeopleFromAList) {
    write("people.csv", "id,first_name,slack,zone\nann,Ann,U0ANN00001,Asia/Tokyo\nbo,Bo,U0BO000001,Europe/Berlin\n");
    wishes.people = (folder / "people.csv").string();
    EXPECT_EQ(run(), 0) << complaints.str();
    const auto data = nlohmann::json::parse(std::ifstream(wishes.data));
    EXPECT_EQ(data.at("pairs"), 1);
    EXPECT_EQ(data.at("years")[0].at("mentor").at("name"), "Ann");
    EXPECT_EQ(data.at("years")[0].at("mentor").at("zone"), "Asia/Tokyo");
}

TEST_F(rehearse_command, PeopleOfAListWithoutAZoneLiveInThatOfTheProgramme) {
    wishes.programme = (folder / "programme.yaml").string();
    std::ifstream classic(std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/six-month-classic.yaml");
    std::string text(std::istreambuf_iterator<char>(classic), {});
    const auto zone = text.find("\nzone: ");
    ASSERT_NE(zone, std::string::npos);
    text.replace(zone, text.find('\n', zone + 1) - zone, "\nzone: Asia/Tokyo");
    write("programme.yaml", text);
    write("people.csv", "id,first_name,slack\nann,Ann,U0ANN00001\nbo,Bo,U0BO000001\n");
    wishes.people = (folder / "people.csv").string();
    EXPECT_EQ(run(), 0) << complaints.str() << out.str();
    const auto data = nlohmann::json::parse(std::ifstream(wishes.data));
    EXPECT_EQ(data.at("years")[0].at("mentor").at("zone"), "Asia/Tokyo");
}

TEST_F(rehearse_command, SaysHowFarItHasCome) {
    constexpr std::size_t three_groups = 81;
    wishes.pairs = three_groups;
    wishes.months = 1;
    EXPECT_EQ(run(), 0);
    EXPECT_EQ(complaints.str(),
              "Playing 1 month with made-up answers. This takes a moment.\n  25 % played\n  50 % played\n");
}

TEST_F(rehearse_command, SaysWhatIsWrongWithAList) {
    write("people.csv", "id,first_name,slack\nann,Ann,not-an-account\n");
    wishes.people = (folder / "people.csv").string();
    EXPECT_EQ(run(), 1);
    EXPECT_THAT(complaints.str(), HasSubstr("people.csv:2"));
}

TEST_F(rehearse_command, ASinglePersonCannotBePaired) {
    write("people.csv", "id,first_name,slack\nann,Ann,U0ANN00001\n");
    wishes.people = (folder / "people.csv").string();
    EXPECT_EQ(run(), 1);
    EXPECT_THAT(complaints.str(), HasSubstr("it takes two"));
}

TEST_F(rehearse_command, SaysThatAProgrammeCannotBeRead) {
    wishes.programme = (folder / "nowhere.yaml").string();
    EXPECT_EQ(run(), 1);
    EXPECT_THAT(complaints.str(), HasSubstr("cannot be read"));
}

TEST_F(rehearse_command, SaysThatTheReportCannotBeWritten) {
    wishes.page = (folder / "no" / "such" / "folder.html").string();
    EXPECT_EQ(run(), 2);
    EXPECT_THAT(complaints.str(), HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace waymark
