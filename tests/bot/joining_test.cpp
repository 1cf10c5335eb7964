// 2.12: somebody nobody knows writes to the bot, through the whole service: from the platform's door to what comes
// back.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/bot/app_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

namespace fs = std::filesystem;

struct Joining : testing::app_bench {
    fs::path file = fs::temp_directory_path() / ("waymark_joining_" + std::to_string(::getpid()) + ".yaml");

    void open_programme(const std::string& more = "open_to_join: true\n") {
        std::ofstream(file) << "programme: doors\nversion: 1\ntitle: Open Doors\nlanguage: en\nzone: Europe/Madrid\n"
                               "contact: dora\n"
                            << more << "people:\n  - { id: dora, first_name: Dora, playground: dora }\n"
                            << "  - { id: cy, first_name: Cy, playground: cyrus, language: es }\n";
        programmes = {file.string()};
    }
    ~Joining() override {
        if (service) (void)run(service->stop());
        service.reset();
        fs::remove(file);
    }
    std::vector<outbound> to(const std::string& user) {
        std::vector<outbound> out;
        for (const auto& one : platform.sent)
            if (one.to.user == user && std::holds_alternative<outgoing>(one.content)) out.push_back(one);
        return out;
    }
    std::string newest_to(const std::string& user) {
        const auto all = to(user);
        return all.empty() ? "" : plain_text(std::get<outgoing>(all.back().content));
    }
    /// Says it, and waits for one more message.
    std::string answer_to(const std::string& user, const std::string& text) {
        const auto before = to(user).size();
        EXPECT_EQ(say(user + " " + text).status, 200U);
        EXPECT_TRUE(until([&] { return to(user).size() > before; })) << text;
        return newest_to(user);
    }
};

TEST_F(Joining, AStrangerIsAskedBeforeAnythingBeginsAndThenWhatTheyWantToLearn_2_12_2_11) {
    open_programme();
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_THAT(answer_to("mia", "hello"), AllOf(HasSubstr("Open Doors"), HasSubstr("Would you like to take part?")));
    EXPECT_THAT(answer_to("mia", "yes"), HasSubstr("What may I call you?"));
    EXPECT_THAT(answer_to("mia", "Mia Moss"), HasSubstr("What would you like to do here?"));
    EXPECT_THAT(answer_to("mia", "learn something"), HasSubstr("What would you like to learn?"));
    EXPECT_THAT(answer_to("mia", "public speaking"), HasSubstr("In which languages"));
    EXPECT_THAT(answer_to("mia", "english"), HasSubstr("When do you usually work"));
    EXPECT_THAT(answer_to("mia", "9-17"), HasSubstr("You are on the list of Open Doors now"));
    EXPECT_THAT(answer_to("mia", "my profile"), HasSubstr("You want to learn: public speaking"));
    EXPECT_THAT(to("dora"), IsEmpty());
}

TEST_F(Joining, WhereNoProgrammeIsOpenAStrangerHearsWhomToAskAndNothingIsKept) {
    open_programme("");
    ASSERT_EQ(start(), std::nullopt);
    const auto whom_to_ask = AllOf(HasSubstr("I belong to Open Doors"), HasSubstr("ask Dora"));
    EXPECT_THAT(answer_to("mia", "hello"), whom_to_ask);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(say("mia again " + std::to_string(i)).status, 200U);
    EXPECT_TRUE(until([&] {
        const auto counts = ask("GET", service->admin_port(), "/metrics").body;
        return counts.find("\nwaymark_events_from_strangers_total 3\n") != std::string::npos;
    }));
    EXPECT_THAT(to("mia"), SizeIs(1)) << "a flood is not answered by another one";
    hands.move_to(hands.now() + 1min);
    EXPECT_THAT(answer_to("mia", "are you there?"), whom_to_ask);
    EXPECT_THAT(to("mia"), SizeIs(2));
}

// "I do not ask again" holds for whoever looks around afterwards. Writing is something else.
TEST_F(Joining, WhoeverOpensTheBotIsAskedButNotAgainAfterANo) {
    open_programme();
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_THAT(answer_to("mia", "!opened"), HasSubstr("Would you like to take part?"));
    EXPECT_THAT(answer_to("mia", "no"), HasSubstr("I do not ask again"));
    hands.move_to(hands.now() + 1min);
    const auto heard = to("mia").size();
    int looks = 0;
    EXPECT_TRUE(until([&] {  // as soon as nobody knows them any more
        (void)say("mia " + std::to_string(++looks) + " !opened");
        const auto counts = ask("GET", service->admin_port(), "/metrics").body;
        return counts.find("\nwaymark_events_from_strangers_total 0\n") == std::string::npos;
    }));
    EXPECT_EQ(to("mia").size(), heard);
    EXPECT_THAT(answer_to("mia", "hello again"), HasSubstr("Would you like to take part?"));
}

TEST_F(Joining, ThePlatformSaysWhatTheyAreCalledAndWhichLanguageTheySpeak) {
    open_programme();
    platform.profiles["mia"] = {"Mia", "Mia Moss", "America/Bogota", "es", ""};
    ASSERT_EQ(start(), std::nullopt);
    (void)answer_to("mia", "hello");
    EXPECT_TRUE(until([&] { return !platform.looked_up.empty(); }));
    EXPECT_THAT(platform.looked_up, Contains(Field(&address::user, "mia")));
    (void)answer_to("mia", "who are you?");  // by now the profile has been taken in
    EXPECT_THAT(answer_to("mia", "sí"), AllOf(HasSubstr("¿Qué te gustaría hacer aquí?"), Not(HasSubstr("llamo?"))));
    EXPECT_THAT(answer_to("mia", "mi perfil"), HasSubstr("Tu nombre: Mia"));
}

TEST_F(Joining, AGuestIsToldWhomToAskAsSoonAsThePlatformSaysThatTheyAreOne) {
    open_programme();
    platform.profiles["mia"] = {"Mia", "Mia Moss", "America/Bogota", "en", ""};
    platform.profiles["mia"].visiting = true;
    ASSERT_EQ(start(), std::nullopt);
    (void)answer_to("mia", "hello");
    EXPECT_TRUE(until(
        [&] { return newest_to("mia").find("If you would like to take part, ask Dora") != newest_to("mia").npos; }));
    hands.move_to(hands.now() + 1min);
    const auto heard = to("mia").size();
    EXPECT_THAT(answer_to("dora", "help"), Not(IsEmpty()));  // by now they are forgotten
    EXPECT_EQ(to("mia").size(), heard);
}

TEST_F(Joining, SomebodyNamedInTheFileKeepsTheirId) {
    open_programme();
    ASSERT_EQ(start(), std::nullopt);
    EXPECT_THAT(answer_to("cyrus", "hola"), HasSubstr("¿Te gustaría participar?"));
    EXPECT_THAT(to("cyrus").front().key.text, StartsWith("cy/"));
}

TEST_F(Joining, ANoLeavesNothingBehindAndWhoeverComesBackIsSomebodyNew) {
    open_programme();
    ASSERT_EQ(start(), std::nullopt);
    (void)answer_to("mia", "hello");
    EXPECT_THAT(to("mia").back().key.text, StartsWith("mia/"));
    EXPECT_THAT(answer_to("mia", "no"), HasSubstr("I do not ask again"));
    hands.move_to(hands.now() + 1min);
    EXPECT_TRUE(until([&] {
        (void)say("mia once more " + std::to_string(to("mia").size()) + std::to_string(platform.sent.size()));
        return to("mia").back().key.text.starts_with("mia_2/");
    }));
    EXPECT_THAT(newest_to("mia"), HasSubstr("Would you like to take part?"));
}

}  // namespace
}  // namespace waymark
