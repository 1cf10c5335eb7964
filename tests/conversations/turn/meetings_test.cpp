// Meetings by one tap: noted by either side, counted once, and a date that is set comes as a file. 2.14 3.11
#include <gmock/gmock.h>

#include "conversations/erasure.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct meetings : testing::Test {
    meetings() { here.the_programme().nudges.clear(); }
    void notes(const person_id& who) {
        here.says(who, "log a meeting");
        here.presses(who, "We met");
    }
    void sets_a_date(const person_id& who, const std::string& day) {
        here.says(who, "log a meeting");
        here.presses(who, "A date is set");
        here.says(who, day);
    }
    /// The last file this person got; without a name when there was none.
    attached_file file_for(const person_id& who) const {
        attached_file last;
        for (const auto& one : here.lines)
            if (const auto* message = std::get_if<outgoing>(&one.row.content);
                message != nullptr && one.row.to == who && message->file)
                last = *message->file;
        return last;
    }
    [[nodiscard]] std::size_t counted() const { return here.pair().met.size(); }
    stage here;
};

TEST_F(meetings, the_same_one_noted_by_both_counts_once_3_11) {
    notes(here.ann);
    here.pass(days(2));
    notes(here.bo);
    EXPECT_EQ(counted(), 1U);
}

TEST_F(meetings, two_that_lie_apart_count_both_whoever_notes_them) {
    notes(here.ann);
    here.pass(days(4));
    notes(here.bo);
    EXPECT_EQ(counted(), 2U);
}

TEST_F(meetings, two_of_one_week_count_both_when_both_note_both) {
    notes(here.ann);
    notes(here.bo);
    here.pass(days(2));
    notes(here.bo);
    notes(here.ann);
    EXPECT_EQ(counted(), 2U) << "each note has its witness, and no third one is taken for either";
}

TEST_F(meetings, one_person_noting_twice_on_a_day_means_one_and_on_two_days_two) {
    notes(here.ann);
    here.pass(hours(2));
    notes(here.ann);
    EXPECT_EQ(counted(), 1U);
    here.pass(days(1));
    notes(here.ann);
    EXPECT_EQ(counted(), 2U);
}

TEST_F(meetings, a_date_that_is_set_comes_as_a_file_for_the_calendar_to_whoever_wants_it) {
    sets_a_date(here.bo, "2027-06-09");
    EXPECT_THAT(file_for(here.bo).name, IsEmpty()) << "not before they say so";
    here.presses(here.bo, "Yes, please");
    const auto file = file_for(here.bo);
    EXPECT_EQ(file.name, "waymark-meeting.ics");
    EXPECT_THAT(file.body, HasSubstr("\r\nDTSTART;VALUE=DATE:20270609\r\n"));
    EXPECT_THAT(file.body, HasSubstr("\r\nSUMMARY:Meeting with Ann\r\n"));
    EXPECT_THAT(here.told(here.bo).back(), HasSubstr("Here is the file"));
    EXPECT_EQ(counted(), 0U) << "a date is no meeting yet";
    EXPECT_THAT(here.told(here.ann), IsEmpty()) << "and it stays with whoever set it";
}

TEST_F(meetings, the_file_is_in_their_language_and_another_day_takes_the_place_of_the_first) {
    here.speak(here.bo, "es");
    here.says(here.bo, "apuntar un encuentro");
    here.presses(here.bo, "booked");
    here.says(here.bo, "2027-06-09");
    here.presses(here.bo, "yes");
    const auto first = file_for(here.bo).body;
    EXPECT_THAT(first, HasSubstr("SUMMARY:Encuentro con Ann"));
    const auto uid_of = [](const std::string& body) {
        const auto at = body.find("UID:");
        return body.substr(at, body.find('\r', at) - at);
    };
    here.says(here.bo, "apuntar un encuentro");
    here.presses(here.bo, "booked");
    here.says(here.bo, "2027-06-10");
    here.presses(here.bo, "yes");
    EXPECT_NE(uid_of(file_for(here.bo).body), uid_of(first)) << "another conversation, another meeting";
    EXPECT_THAT(uid_of(first), Not(HasSubstr("bo"))) << "a calendar names nobody's account";
}

TEST_F(meetings, a_file_on_its_way_loses_the_name_of_whoever_wants_to_be_forgotten) {
    here.all.people.at(here.ann).first_name = "Annabel";
    sets_a_date(here.bo, "2027-06-09");
    here.presses(here.bo, "Yes, please");
    outgoing message;
    message.file = file_for(here.bo);
    ASSERT_THAT(message.file->body, HasSubstr("Annabel"));
    message_content content = message;
    const auto gone = traces_of(here.person(here.ann), here.all.pairs, [](const std::string&) { return "1"; });
    EXPECT_TRUE(take_out(gone, content));
    EXPECT_THAT(std::get<outgoing>(content).file->body, Not(HasSubstr("Annabel")));
}

TEST_F(meetings, nobody_gets_a_file_who_does_not_want_it) {
    sets_a_date(here.bo, "2027-06-09");
    here.presses(here.bo, "No, thanks");
    here.pass(days(5));
    EXPECT_THAT(file_for(here.bo).name, IsEmpty());
}

TEST_F(meetings, a_day_that_is_over_is_asked_again) {
    sets_a_date(here.bo, "2020-06-09");
    EXPECT_THAT(here.told(here.bo).back(), HasSubstr("too early"));
    here.says(here.bo, "2027-06-09");
    EXPECT_THAT(here.told(here.bo).back(), HasSubstr("9 June 2027"));
}

}  // namespace
}  // namespace waymark
