// What a programme says in its own words is what its people read, and nobody else.
#include <gmock/gmock.h>

#include "conversations/programme/programme_reader.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct own_texts : testing::Test {
    /// Ann and Bo's programme says it like this from now on.
    void say(const std::string& texts) {
        const auto source =
            "programme: own\nversion: 1\ntitle: Own\nlanguage: en\nzone: Europe/Madrid\ncontact: mo\n"
            "people:\n  - { id: mo, first_name: Mo, playground: mo }\n" +
            texts;
        std::vector<diagnostic> problems;
        auto read = read_programme("own.yaml", source, here.book.flows, here.book.texts, problems);
        for (const auto& one : problems) ADD_FAILURE() << show(one, source);
        here.the_programme().own_texts = read.value().own_texts;
    }
    /// Cy takes part in another programme, which says nothing in its own words.
    void cy_takes_part_elsewhere() {
        auto other = here.the_programme();
        other.id = {"second-wind"};
        other.title = "Second Wind";
        other.own_texts.reset();
        other.pairs = {{{"p2"}, here.cy, here.dora, {}, {}}};
        const auto& kept = here.book.programmes.emplace(other.id, other).first->second;
        for (const auto& one : enrol(here.book, kept, kept.pairs.front(), here.all, here.now).people)
            here.all.people.insert_or_assign(one.id, one);
        for (const auto& one : enrol(here.book, kept, kept.pairs.front(), here.all, here.now).pairs)
            here.all.pairs.insert_or_assign(one.id, one);
    }
    stage here;
};

TEST_F(own_texts, of_the_bot_are_read_by_the_people_of_the_programme_and_by_nobody_else) {
    say("texts: { en: { bot: { start.already: We are all here already. } } }\n");
    cy_takes_part_elsewhere();
    here.says(here.ann, "start");
    here.says(here.cy, "start");
    EXPECT_THAT(here.told(here.ann), ElementsAre("We are all here already."));
    EXPECT_THAT(here.told(here.cy), ElementsAre(HasSubstr("nothing is switched off")));
}

TEST_F(own_texts, of_a_conversation_are_read_by_the_pairs_of_the_programme_and_by_nobody_else) {
    say("texts:\n  en:\n    joining:\n      title: Coming in\n      join.ask: Will you walk with us?\n"
        "      join.option.yes: Gladly\n");
    cy_takes_part_elsewhere();
    here.starts("joining");
    here.starts("joining", {"p2"});
    EXPECT_THAT(here.told(here.bo),
                Contains(AllOf(HasSubstr("Will you walk with us?"), HasSubstr("[Gladly]"), HasSubstr("[Not now]"))));
    EXPECT_THAT(here.told(here.cy), Contains(AllOf(HasSubstr("Would you like to join?"), HasSubstr("[Yes, I am in]"))));
    here.says(here.bo, "gladly");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Good to have you, Bo"))) << "the label can be typed";
    here.says(here.ann, "help");
    EXPECT_THAT(here.told(here.ann).back(), HasSubstr("Your question in \"Coming in\""));
}

TEST_F(own_texts, in_one_language_leave_the_others_as_they_ship) {
    say("texts:\n  en: { joining: { join.ask: Will you walk with us? } }\n"
        "  es: { bot: { start.already: Ya estamos. } }\n");
    here.speak(here.bo, "es-MX");
    here.starts("joining");
    EXPECT_THAT(here.told(here.bo), Contains(AllOf(Not(HasSubstr("walk")), HasSubstr("¿"))));
    here.says(here.bo, "seguir");
    EXPECT_THAT(here.told(here.bo), Contains("Ya estamos."));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Will you walk with us?")));
}

TEST_F(own_texts, may_leave_a_name_of_the_bots_own_texts_out) {
    say("texts: { en: { bot: { greeting: Hi there. } } }\n");
    here.all.people.at(here.ann).greeted = false;
    here.does(here.ann, inbound::opened{});
    EXPECT_THAT(here.told(here.ann), ElementsAre("Hi there."));
}

}  // namespace
}  // namespace waymark
