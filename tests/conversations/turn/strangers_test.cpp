// Whoever is in no programme finds no dead end: not in the chat, not on the page, not in a form that opened for them.
// And of somebody nobody knows nothing is kept.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct strangers : testing::Test {
    strangers() { here.the_programme().open_to_join = false; }
    /// Zoe, whom nobody knows, does this; what comes of it.
    std::vector<outbox_message> zoe(inbound_content what, const std::string& surface = {}, bool blank = false) {
        if (auto* look = std::get_if<inbound::opened>(&what)) look->blank = blank;
        inbound_event event;
        event.key = "zoe/" + std::to_string(++acts_);
        event.from = at;
        event.at = here.now;
        event.what = std::move(what);
        event.surface = surface;
        const auto passing = passer_by(event);
        if (!passing) return {};
        auto out = take_turn(here.book, {}, passed_by{*passing, event}, here.now);
        EXPECT_THAT(out.people, IsEmpty());
        EXPECT_THAT(out.timers, IsEmpty());
        EXPECT_THAT(out.log, IsEmpty());
        EXPECT_THAT(out.also_needed, IsEmpty());
        return std::move(out.outbox);
    }
    static std::string text_of(const outbox_message& row) { return plain_text(std::get<outgoing>(row.content)); }

    stage here;
    address at{"slack", {"T0"}, "U0ZOE"};

  private:
    int acts_ = 0;
};

TEST_F(strangers, hear_whom_to_ask_whatever_they_ask_for) {
    std::set<message_key> keys;
    for (const inbound_content& what :
         {inbound_content(inbound::said{"hello"}), inbound_content(inbound::commanded{"help"}),
          inbound_content(inbound::mentioned{}), inbound_content(inbound::kept{"a victory"}),
          inbound_content(inbound::chose{"gone", {"yes"}}), inbound_content(inbound::submitted{"settings", {}})}) {
        const auto rows = zoe(what);
        ASSERT_THAT(rows, SizeIs(1));
        EXPECT_EQ(rows[0].at, at);
        EXPECT_EQ(rows[0].kind, message_class::reply);
        EXPECT_THAT(text_of(rows[0]), AllOf(HasSubstr("you are not in it as far as I know"), HasSubstr("ask Dora"),
                                            HasSubstr("I keep nothing about you")));
        keys.insert(rows[0].key);
    }
    EXPECT_THAT(keys, SizeIs(6)) << "each is a message of its own";
}

TEST_F(strangers, are_answered_in_the_form_that_opened_for_them) {
    const auto rows = zoe(inbound::chose{"form|word", {"smart_goal"}}, "V0VIEW");
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_EQ(std::get<outgoing>(rows[0].content).shown_in, "V0VIEW");
}

TEST_F(strangers, see_whom_to_ask_on_their_page_which_is_put_there_once) {
    const bool blank = true;
    const auto rows = zoe(inbound::opened{inbound::place::home}, {}, blank);
    ASSERT_THAT(rows, SizeIs(1));
    const auto& page = std::get<person_page>(rows[0].content);
    ASSERT_THAT(page.sections, SizeIs(1));
    EXPECT_FALSE(is_blank(page.sections[0].text));
    EXPECT_THAT(zoe(inbound::opened{inbound::place::home}), IsEmpty());
    EXPECT_THAT(zoe(inbound::opened{}), IsEmpty()) << "they have said nothing";
    EXPECT_THAT(zoe(inbound::edited{"hello"}), IsEmpty());
    EXPECT_THAT(zoe(inbound::profile_changed{}), IsEmpty());
}

TEST_F(strangers, where_there_is_no_programme_hear_that_there_is_none) {
    at.tenant = {"T0OTHER"};
    const auto rows = zoe(inbound::said{"hello"});
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_THAT(text_of(rows[0]), AllOf(HasSubstr("there is none here yet"), HasSubstr("I keep nothing about you")));
}

TEST_F(strangers, who_ask_for_something_are_newcomers_where_a_programme_is_open) {
    here.the_programme().open_to_join = true;
    inbound_event event;
    event.from = at;
    const auto is_newcomer = [&](inbound_content what) {
        event.what = std::move(what);
        return newcomer(here.book, event).has_value();
    };
    EXPECT_TRUE(is_newcomer(inbound::mentioned{}));
    EXPECT_TRUE(is_newcomer(inbound::kept{"well"}));
    EXPECT_TRUE(is_newcomer(inbound::chose{"form|word", {"smart_goal"}}));
    EXPECT_FALSE(is_newcomer(inbound::edited{"hello"}));
    EXPECT_FALSE(is_newcomer(inbound::deleted{}));
    EXPECT_FALSE(is_newcomer(inbound::profile_changed{}));
}

TEST_F(strangers, who_may_join_are_asked_in_the_chat_and_sent_there_from_a_form_and_a_page) {
    here.the_programme().open_to_join = true;
    inbound_event event;
    event.key = "zoe/0";
    event.from = at;
    event.at = here.now;
    event.what = inbound::chose{"form|word", {"smart_goal"}};
    event.surface = "V0VIEW";
    const auto zoe_is = newcomer(here.book, event);
    ASSERT_TRUE(zoe_is);
    here.take(*zoe_is, arrived{*zoe_is, event});
    EXPECT_THAT(here.told(*zoe_is),
                ElementsAre(HasSubstr("Would you like to take part?"), "I have written to you in our chat."));
    EXPECT_EQ(std::get<outgoing>(here.lines.back().row.content).shown_in, "V0VIEW");
    here.does(*zoe_is, inbound::opened{inbound::place::home, true});
    ASSERT_TRUE(std::holds_alternative<person_page>(here.lines.back().row.content));
    EXPECT_THAT(encode_content(here.lines.back().row.content), HasSubstr("I have asked you in our chat"));
}

}  // namespace
}  // namespace waymark
