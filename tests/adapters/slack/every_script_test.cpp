// Every message and view of every conversation in every language that ships, against the documented limits of blocks.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "adapters/slack/views.hpp"
#include "conversations/forms.hpp"
#include "tests/adapters/slack/whole_messages.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;
using ::waymark::testing::slack_answer_problems;
using ::waymark::testing::slack_view_problems;

struct every_script : ::testing::TestWithParam<std::string> {
    const std::string& language = GetParam();
};
INSTANTIATE_TEST_SUITE_P(slack, every_script, ::testing::ValuesIn(shipped_scripts().texts.languages()),
                         [](const auto& of) { return of.param; });

TEST_P(every_script, keeps_every_limit_and_can_be_heard) {
    const auto& book = shipped_scripts();
    std::size_t messages = 0;
    for (const auto* script : book.flows.all())
        for (const auto& with : {fillings{}, fillings{"Bo", "We met."}, long_ones()})
            for (const auto& one : messages_of(book, *script, language, with)) {
                ++messages;
                EXPECT_THAT(problems_of(one), IsEmpty());
            }
    EXPECT_GT(messages, 10 * book.flows.all().size());
}

struct whole_talks : every_script {
    void expect_no_problems(const stage& here, const std::string& where) {
        for (const auto& one : here.lines) EXPECT_THAT(problems_of(one.row.content), IsEmpty()) << where;
    }
    static void call_everybody(stage& here, const std::string& language, const std::string& name) {
        for (auto& [id, one] : here.all.people) {
            one.language = language;
            one.first_name = name;
            one.full_name = name + " " + name;
        }
        here.the_programme().contact_name = name;
        here.the_programme().title = name + " und " + name;
    }
};
INSTANTIATE_TEST_SUITE_P(slack, whole_talks, ::testing::ValuesIn(shipped_scripts().texts.languages()),
                         [](const auto& of) { return of.param; });

TEST_P(whole_talks, keep_every_limit_from_the_first_word_to_the_last) {
    const stage fresh;
    for (const auto* script : shipped_scripts().flows.all()) {
        for (const bool last : {false, true}) {
            stage here(fresh);
            call_everybody(here, language, long_ones().name);
            talk_through(here, script->ref.name, {long_ones().words.substr(0, 280), last});
            expect_no_problems(here, script->ref.name);
            EXPECT_FALSE(here.lines.empty()) << script->ref.name;
        }
    }
}

TEST_P(whole_talks, keep_every_limit_on_the_page_and_in_forms) {
    for (const auto& [name, words] :
         {std::pair(std::string("Bo"), std::string("We met.")), std::pair(long_ones().name, long_ones().words)}) {
        stage here;
        call_everybody(here, language, name);
        here.add_cy();
        auto& pair = here.all.pairs.at({"p1"});
        for (const auto& who : {here.ann, here.bo}) {
            pair.kept.push_back({"goal", who, audience::partner, true, words, {}, here.now});
            here.all.people.at(who).profile.wants.assign(10, words.substr(0, 100));
        }
        pair.met = {here.now};
        pair.ends = here.now + std::chrono::days(100);
        here.starts("closing");
        look_around(here);
        here.take(turn_owner(here.dora), stimulus(page_wanted{here.dora, {}}));
        std::size_t pages = 0, forms = 0;
        for (const auto& one : here.lines) {
            pages += std::holds_alternative<person_page>(one.row.content) ? 1 : 0;
            forms += std::holds_alternative<input_form>(one.row.content) ? 1 : 0;
        }
        EXPECT_GE(pages, 2U);
        EXPECT_GE(forms, 4U);
        expect_no_problems(here, "looking around");
    }
}

TEST_P(whole_talks, say_what_is_wrong_with_a_form_in_a_way_that_slack_takes) {
    stage here;
    call_everybody(here, language, "Bo");
    look_around(here);
    const std::map<std::string, inbound::submitted> wrong{
        {"settings", {"settings", {{"from", {"09:00"}}, {"to", {"09:00"}}, {"days", {}}, {"pause", {"2020-01-01"}}}}},
        {"profile", {"profile", {{"wants", {std::string(200, 'x')}}, {"offers", {std::string(200, 'x')}}}}}};
    std::size_t forms = 0;
    for (const auto& one : here.lines) {
        const auto* form = std::get_if<input_form>(&one.row.content);
        if (form == nullptr) continue;
        ++forms;
        json answer;
        answer["response_action"] = "errors";
        answer["errors"] = problems_in(wrong.at(form->id), {here.book.texts, here.book.flows}, language, here.now);
        EXPECT_THAT(slack_answer_problems(answer, form_view(*form, {})), IsEmpty()) << form->id;
        // What was typed and not sent stands there again.
        EXPECT_THAT(slack_view_problems(form_view(*form, wrong.at(form->id).values)), IsEmpty());
    }
    EXPECT_GE(forms, 4U);
}

}  // namespace
}  // namespace waymark::slack
