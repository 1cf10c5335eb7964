// The adapter's outbound half: conversations, messages in pieces, answered cards, files, and what is never called.
#include "tests/adapters/teams/teams_calls.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

class teams_out : public teams_calls {
  protected:
    [[nodiscard]] std::size_t calls(const std::string& part) const { return client_.asked_of(part).size(); }
    outbound settling(const std::string& ref, const std::string& choice) {
        auto out = message("", "id-s");
        out.content = settled{{"key"}, choice, false};
        out.earlier_ref = ref;
        return out;
    }
};

TEST_F(teams_out, somebody_who_has_not_written_gets_a_conversation_of_their_own_as_the_fixture_opens_it) {
    auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::sent);
    EXPECT_THAT(outcome.platform_ref, HasSubstr("a:opened/177"));
    const auto opening = client_.asked_of("/teams/v3/conversations").at(0);
    auto example = json::parse(bytes("connector/create_personal_by_aad_ok.json")).at("request").at("body");
    example["bot"]["name"] = "Mentoring Bot";
    example["members"][0]["id"] = "0000aad0-0001-4000-8000-000000000011";
    EXPECT_EQ(json::parse(opening.body), example);
    EXPECT_EQ(header_of(opening, "Authorization"), "Bearer OUR-TOKEN-1");
    EXPECT_EQ(header_of(opening, "Content-Type"), "application/json; charset=utf-8");
    const auto sent = client_.asked.back();
    EXPECT_EQ(sent.url, "https://smba.trafficmanager.net/teams/v3/conversations/a%3Aopened/activities");
    EXPECT_EQ(posted().at(0).at("from").at("id"), "28:" + app_id);
    (void)send(message("Again", "id-2"));
    EXPECT_EQ(calls("/oauth2/"), 1U);
    start();
    (void)send(message("After a restart", "id-3"));
    EXPECT_EQ(client_.asked_of("/v3/conversations").size(), 4U) << "one opened, three sent";
}

TEST_F(teams_out, an_answer_goes_where_they_wrote_from) {
    deliver(fixture("message_personal").dump());
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    EXPECT_THAT(client_.asked.back().url,
                HasSubstr("smba.trafficmanager.net/emea/" + tenant + "/v3/conversations/a%3A1yo"));
    EXPECT_EQ(posted().at(0).at("recipient").at("id"), fixture("message_personal").at("from").at("id"));
}

TEST_F(teams_out, a_card_keeps_its_words_until_it_has_been_answered_also_over_a_restart) {
    const auto outcome = send(question("Shall we begin?"));
    ASSERT_EQ(outcome.is, kind::sent);
    start();
    EXPECT_EQ(send(settling(outcome.platform_ref, "Yes")).is, kind::sent);
    const auto& put = client_.asked.back();
    EXPECT_EQ(put.method, "PUT");
    EXPECT_THAT(put.url,
                ::testing::EndsWith("/activities/" + outcome.platform_ref.substr(outcome.platform_ref.rfind('/') + 1)));
    EXPECT_THAT(put.body, HasSubstr("Shall we begin?"));
    EXPECT_THAT(put.body, HasSubstr("✓ Yes"));
    EXPECT_THAT(put.body, Not(HasSubstr("Action.Submit")));
}

TEST_F(teams_out, what_never_was_a_card_or_is_gone_stays_as_it_is) {
    const auto plain = send(message("Only words"));
    const auto before = client_.asked.size();
    EXPECT_EQ(send(settling(plain.platform_ref, "Yes")).is, kind::sent);
    EXPECT_EQ(send(settling("", "Yes")).is, kind::sent) << "it never arrived";
    EXPECT_EQ(client_.asked.size(), before);
    const auto card = send(question("Shall we?", "id-2"));
    for (const auto* gone_for_good : {"404_ActivityNotFoundInConversation", "404_ConversationNotFound",
                                      "403_BotNotInConversationRoster", "403_ConversationBlockedByUser"}) {
        refuse("PUT", "", error(gone_for_good));
        const auto outcome = send(settling(card.platform_ref, "Yes"));
        EXPECT_EQ(outcome.is, kind::sent) << gone_for_good;
        EXPECT_FALSE(outcome.person_gone) << gone_for_good;
    }
}

TEST_F(teams_out, in_the_anonymous_mode_nobody_can_be_found_before_they_come_by_themselves) {
    anonymous_ = true;
    start();
    const auto outcome = send(message("Hello"));
    EXPECT_TRUE(outcome.person_gone);
    EXPECT_EQ(outcome.reason, not_installed);
    EXPECT_TRUE(client_.asked.empty());
}

TEST_F(teams_out, while_the_notes_cannot_be_read_nothing_has_been_sent) {
    notes_.fails = true;
    EXPECT_EQ(send(message("Hello")).is, kind::retry);
    EXPECT_EQ(send(settling("a:1/1770000000001", "Yes")).is, kind::retry);
    EXPECT_TRUE(client_.asked.empty());
    notes_.fails = false;
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
}

TEST_F(teams_out, a_long_message_goes_on_where_it_stopped) {
    const auto words = std::string(10'000, 'a') + "\n" + std::string(10'000, 'b');
    refuse("POST", "/activities", answer(201, json{{"id", "1"}}), 1);
    refuse("POST", "/activities", error("412_PreconditionFailed"), 1);
    EXPECT_EQ(send(message(words)).is, kind::retry);
    start();  // also after a restart
    EXPECT_EQ(send(message(words)).is, kind::sent);
    const auto all = posted();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].at("text").get<std::string>()[0], 'a');
    EXPECT_EQ(all[1].at("text").get<std::string>()[0], 'b');
    EXPECT_EQ(all[2].at("text").get<std::string>()[0], 'b') << "what has arrived is not said again";
}

TEST_F(teams_out, a_refused_token_is_renewed_once_and_a_second_refusal_stops_the_account) {
    refuse("POST", "/activities", error("401_no_registration"), 1);
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    EXPECT_EQ(header_of(client_.asked.back(), "Authorization"), "Bearer OUR-TOKEN-2");
    refuse("POST", "/activities", error("401_BotNotRegistered"), 2);
    const auto outcome = send(message("Hello", "id-2"));
    EXPECT_EQ(outcome.is, kind::account_dead);
    EXPECT_EQ(outcome.reason, "BotNotRegistered");
}

TEST_F(teams_out, who_has_not_installed_the_app_or_blocked_it_is_beyond_reach_and_the_reason_says_which) {
    refuse("POST", "/v3/conversations", error("403_not_installed_personal"));
    auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_TRUE(outcome.person_gone);
    EXPECT_EQ(outcome.reason, not_installed);
    deliver(fixture("message_personal").dump());
    refuse("POST", "/activities", error("403_ConversationBlockedByUser"));
    outcome = send(message("Hello", "id-2"));
    EXPECT_TRUE(outcome.person_gone);
    EXPECT_EQ(outcome.reason, blocked);
}

TEST_F(teams_out, the_first_moments_after_an_installation_are_forgiven) {
    deliver(fixture("installationUpdate_add_personal").dump());
    refuse("POST", "/activities", error("403_BotNotInConversationRoster"), 2);
    EXPECT_EQ(send(message("Welcome")).is, kind::retry);
    now_ += std::chrono::minutes(2);
    EXPECT_EQ(send(message("Welcome")).is, kind::dead);
}

TEST_F(teams_out, a_conversation_that_is_gone_is_opened_anew_first_where_it_was_and_then_where_all_are_found) {
    deliver(fixture("message_personal").dump());
    refuse("POST", "a%3A1yo", error("404_ConversationNotFound"));
    refuse("POST", "/emea/" + tenant + "/v3/conversations", error("404_ConversationNotFound"));
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::sent);
    EXPECT_THAT(client_.asked.back().url, HasSubstr("smba.trafficmanager.net/teams/v3/conversations/a%3Aopened/"));
    refuse("POST", "/v3/conversations", error("404_ConversationNotFound"), 9);
    EXPECT_EQ(send(message("Hello", "id-2")).reason, gone);
}

TEST_F(teams_out, a_tenant_that_has_a_host_of_its_own_is_written_to_there_where_that_is_allowed) {
    deliver(fixture("message_personal").dump());
    refuse("POST", "smba.trafficmanager.net", error("403_InvalidBotApiHost"), 2);
    const auto refused = send(message("Hello"));
    EXPECT_EQ(refused.is, kind::account_dead) << "somebody must set the cloud";
    EXPECT_EQ(refused.reason, "InvalidBotApiHost");
    service_hosts_.push_back("smba.infra.gcc.teams.microsoft.com");
    start();
    EXPECT_EQ(send(message("Hello", "id-2")).is, kind::sent);
    EXPECT_THAT(client_.asked.back().url, HasSubstr("https://smba.infra.gcc.teams.microsoft.com/teams/v3/"));
    EXPECT_EQ(send(message("Hello", "id-3")).is, kind::sent);
    EXPECT_THAT(client_.asked.back().url, HasSubstr("smba.infra.gcc.teams")) << "remembered";
}

TEST_F(teams_out, every_piece_and_opening_counts_under_the_pace) {
    const auto words = std::string(10'000, 'a') + "\n" + std::string(10'000, 'b');
    const auto long_one = message(words);
    const auto before = adapter_->may_send_at(long_one.to, now_);
    EXPECT_EQ(send(long_one).is, kind::sent);  // opened, then two pieces of which the caller counts the first
    EXPECT_EQ(before, now_);
    adapter_->count_send(long_one.to, now_);
    EXPECT_GT(adapter_->may_send_at(long_one.to, now_), now_);
}

TEST_F(teams_out, too_fast_means_a_pause_for_this_conversation_and_for_all_when_many_are_refused) {
    http_answer slow = answer(429);
    slow.headers.emplace_back("Retry-After", "7");
    refuse("POST", "/activities", slow);
    const auto one = message("Hello");
    EXPECT_EQ(send(one).retry_after, seconds(7));
    EXPECT_EQ(adapter_->may_send_at(one.to, now_), now_ + seconds(7));
    auto other = message("Hello", "id-2");
    other.to.user = "other";
    EXPECT_LT(adapter_->may_send_at(other.to, now_), now_ + seconds(1));
    refuse("POST", "/activities", slow, 2);
    (void)send(other);
    auto third = message("Hello", "id-3");
    third.to.user = "third";
    (void)send(third);
    auto fourth = third.to;
    fourth.user = "fourth";
    EXPECT_EQ(adapter_->may_send_at(fourth, now_), now_ + seconds(7)) << "three at once: the tenant";
    fourth.tenant.text = "elsewhere";
    EXPECT_EQ(adapter_->may_send_at(fourth, now_), now_);
}

TEST_F(teams_out, teams_cannot_be_asked_whether_something_arrived) {
    EXPECT_EQ(loop_.run(adapter_->find(message("Hello"))).is, find_outcome::kind::never_tells);
    refuse("POST", "/activities", error("502_html"));
    EXPECT_EQ(send(message("Hello")).is, kind::unknown);
}

TEST_F(teams_out, a_file_is_offered_and_put_where_teams_says_once_they_want_it) {
    ASSERT_EQ(send(with_file("{\"mine\":1}")).is, kind::sent);
    const auto offer = posted().at(1);
    const auto& card = offer.at("attachments").at(0);
    EXPECT_EQ(card.at("contentType"), "application/vnd.microsoft.teams.card.file.consent");
    EXPECT_EQ(card.at("content").at("sizeInBytes"), 10);
    EXPECT_THAT(offer.dump(), Not(HasSubstr("mine")));
    start();
    auto yes = fixture("invoke_fileConsent_accept");
    yes["value"]["context"] = card.at("content").at("acceptContext");
    yes["value"]["uploadInfo"]["uploadUrl"] = "https://acme-my.sharepoint.com/upload?session=a%20b&guid='1'";
    EXPECT_EQ(deliver(yes.dump()).status, 200U);
    const auto put = client_.asked_of("sharepoint").at(0);
    EXPECT_EQ(put.method, "PUT");
    EXPECT_EQ(put.body, "{\"mine\":1}");
    EXPECT_EQ(header_of(put, "Content-Range"), "bytes 0-9/10");
    EXPECT_EQ(header_of(put, "Authorization"), "") << "our token does not go there";
    EXPECT_THAT(posted().back().dump(), HasSubstr("file.info"));
    EXPECT_EQ(client_.asked.back().method, "DELETE") << "the question goes away";
    const auto before = client_.asked.size();
    yes["id"] = "f:again";
    EXPECT_EQ(deliver(yes.dump()).status, 200U);
    EXPECT_EQ(client_.asked.size(), before) << "delivered twice, given once";
}

TEST_F(teams_out, a_file_that_cannot_be_put_there_can_be_wanted_again_and_a_no_forgets_it) {
    (void)send(with_file("{}"));
    const auto context = posted().at(1).at("attachments").at(0).at("content").at("acceptContext");
    auto yes = fixture("invoke_fileConsent_accept");
    yes["value"]["context"] = context;
    yes["value"]["uploadInfo"]["uploadUrl"] = "https://acme.sharepoint.com/up";
    refuse("PUT", "sharepoint", answer(500));
    EXPECT_EQ(deliver(yes.dump()).status, 502U);
    EXPECT_EQ(deliver(yes.dump()).status, 200U);
    EXPECT_EQ(calls("sharepoint"), 2U);
    (void)send(with_file("{\"second\":2}"));
    auto no = fixture("invoke_fileConsent_decline");
    no["value"]["context"] = context;
    EXPECT_EQ(deliver(no.dump()).status, 200U);
    for (const auto& [name, body] : notes_.all) EXPECT_NE(name.second, "file") << body;
}

TEST_F(teams_out, check_says_in_words_what_is_wrong_and_whether_it_may_pass) {
    EXPECT_FALSE(loop_.run(adapter_->check()));
    start();
    const auto wrong = json::parse(bytes("auth/token_error_401_invalid_client_secret.json"));
    refuse("POST", "/oauth2/", answer(401, wrong.at("body")));
    auto problem = loop_.run(adapter_->check());
    ASSERT_TRUE(problem);
    EXPECT_FALSE(problem->may_pass);
    EXPECT_THAT(problem->words, HasSubstr("invalid_client_7000215"));
    start();
    refuse("GET", "openidconfiguration", answer(500));
    problem = loop_.run(adapter_->check());
    ASSERT_TRUE(problem);
    EXPECT_TRUE(problem->may_pass);
}

TEST_F(teams_out, names_and_addresses_come_from_the_roster) {
    deliver(fixture("message_personal").dump());
    const auto member = json::parse(bytes("connector/member_by_aad_ok.json")).at("response").at("body");
    refuse("GET", "/members/", answer(200, member));
    const auto known = loop_.run(adapter_->look_up(message("").to));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->full_name, "Mentor Two");
    EXPECT_EQ(known->first_name, "Mentor");
    EXPECT_EQ(known->email, "mentor.two@example.com");
    EXPECT_EQ(known->zone, "Europe/Berlin");
}

TEST_F(teams_out, an_address_is_looked_for_in_the_teams_the_bot_came_into_page_by_page) {
    EXPECT_FALSE(loop_.run(adapter_->find_by_email("mentor.two@example.com")));
    deliver(fixture("conversationUpdate_bot_added_team").dump());
    start();
    const auto page = [](const char* file) {
        return answer(200, json::parse(bytes(std::string("connector/") + file)).at("response").at("body"));
    };
    auto slower = answer(429);
    slower.headers.emplace_back("Retry-After", "1");
    refuse("GET", "pagedmembers", slower);
    refuse("GET", "continuationToken", page("pagedmembers_page2_last.json"));
    refuse("GET", "pagedmembers", page("pagedmembers_page1.json"));
    const auto began = std::chrono::steady_clock::now();
    std::set<std::string> found;
    for (const auto* file : {"pagedmembers_page1.json", "pagedmembers_page2_last.json"}) {
        const auto members = json::parse(page(file).body).at("members");
        for (const auto& one : members) {
            if (!one.contains("email")) continue;
            const auto who = loop_.run(adapter_->find_by_email(one.at("email").get<std::string>()));
            ASSERT_TRUE(who) << one;
            EXPECT_EQ(who->platform, "teams");
            found.insert(who->user);
        }
    }
    EXPECT_GE(found.size(), 2U);
    EXPECT_FALSE(loop_.run(adapter_->find_by_email("nobody@example.com")));
    const auto is_page = [](const http_request& one) { return one.url.find("pagedmembers") != std::string::npos; };
    EXPECT_EQ(std::ranges::count_if(client_.asked, is_page), 3) << "refused once, and then read once for all of them";
    EXPECT_GE(std::chrono::steady_clock::now() - began, seconds(1)) << "as long as it was told to wait";
    deliver(fixture("conversationUpdate_bot_removed_team").dump());
    EXPECT_TRUE(notes_.all.empty());
}

}  // namespace
}  // namespace waymark::teams
