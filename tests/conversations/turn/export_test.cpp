// "Export my data": all of theirs as one file, and nothing that somebody else wrote.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct exporting : testing::Test {
    /// Both have answered; Bo's first answer is sealed no more, his second one is.
    void play() {
        here.starts("closing");
        here.presses(here.ann, "Yes, let us begin");
        here.says(here.ann, "The day the demo finally ran for everybody.");
        here.presses(here.bo, "Yes, let us begin");
        here.says(here.bo, "When you read my thesis twice in one week.");
        here.says(here.bo, "I wrote before I had asked anybody, in March.");
    }
    std::string file_for(const person_id& who, const std::string& words = "export my data") {
        here.says(who, words);
        std::string found;
        for (const auto& one : here.lines)
            if (const auto* message = std::get_if<outgoing>(&one.row.content);
                message != nullptr && one.row.to == who && message->file)
                found = message->file->body;
        return found;
    }
    stage here;
};

TEST_F(exporting, holds_all_that_is_theirs_and_a_program_can_read_it) {
    play();
    here.says(here.bo, "less of this");
    here.all.people.at(here.bo).profile.wants = {"Public speaking"};
    here.all.people.at(here.bo).profile.hours = day_hours{9 * 60, 17 * 60};
    const auto all = json::parse(file_for(here.bo));
    EXPECT_EQ(all.at("format"), "waymark-export-1");
    EXPECT_EQ(all.at("profile").at("full_name"), here.person(here.bo).full_name);
    EXPECT_EQ(all.at("profile").at("accounts").at(0).at("user"), "Ubo");
    EXPECT_EQ(all.at("profile").at("for_matching").at("wants").at(0), "Public speaking");
    EXPECT_EQ(all.at("profile").at("for_matching").at("hours"), "09:00-17:00");
    EXPECT_FALSE(all.at("settings").at("stopped_kinds").empty());
    EXPECT_EQ(all.at("settings").at("working_days"), (std::vector{1, 2, 3, 4, 5})) << "also when no file names them";
    const auto& pair = all.at("pairs").at(0);
    EXPECT_EQ(pair.at("role"), "mentee");
    EXPECT_EQ(pair.at("partner"), "Ann");
    EXPECT_THAT(pair.at("answers").dump(), AllOf(HasSubstr("my thesis twice"), HasSubstr("in March"),
                                                 HasSubstr("partner_after_both"), HasSubstr("\"seen_by\":\"me\"")));
    EXPECT_FALSE(all.at("unasked_messages").empty());
    EXPECT_FALSE(all.at("unasked_messages").at(0).at("because_of").get<std::string>().empty());
    EXPECT_THAT(all.at("history").dump(), HasSubstr("stopped_kind"));
}

TEST_F(exporting, holds_nothing_that_the_partner_wrote_not_even_what_was_opened) {
    play();
    const auto bo = file_for(here.bo);
    EXPECT_THAT(bo, Not(HasSubstr("the demo finally ran")));
    EXPECT_THAT(bo, Not(HasSubstr("Arden")));
    EXPECT_THAT(file_for(here.ann), AllOf(HasSubstr("the demo finally ran"), Not(HasSubstr("my thesis"))));
}

// Bo said in private that Waymark may ask gently. Ann's file does not tell who is behind what came of it.
TEST_F(exporting, does_not_give_away_what_the_partner_answered_in_private) {
    here.stands_in("growing");
    here.says(here.bo, "quiet");
    here.presses(here.bo, "Please ask gently for me");
    here.pass(std::chrono::days(1));
    const auto ann = json::parse(file_for(here.ann));
    ASSERT_EQ(ann.at("unasked_messages").size(), 1U);
    EXPECT_EQ(ann.at("unasked_messages").at(0).at("kind"), "silence_care");
    EXPECT_EQ(ann.at("unasked_messages").at(0).at("because_of"), "");
    EXPECT_THAT(ann.dump(), Not(HasSubstr("asked_by/bo")));
}

TEST_F(exporting, is_announced_in_words_and_comes_in_their_language) {
    (void)here.told(here.bo);
    EXPECT_THAT(file_for(here.bo, "Download my data"), HasSubstr("waymark-export-1"));
    EXPECT_THAT(here.told(here.bo), testing::Contains(AllOf(HasSubstr("as a file"), HasSubstr("tell Dora"))));
    here.speak(here.bo, "es");
    EXPECT_THAT(file_for(here.bo, "Exportar mis datos"), HasSubstr("waymark-export-1"));
}

}  // namespace
}  // namespace waymark
