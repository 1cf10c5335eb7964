// What each answer of the Bot Connector means for us: the table of its errors, from the fixtures.
#include "adapters/teams/answer.hpp"

#include <gtest/gtest.h>

#include "tests/adapters/teams/fixtures.hpp"
#include "tests/adapters/teams/scripted_client.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;
using namespace teams_fixtures;

http_answer response_of(const std::string& file) {
    const auto response = json::parse(bytes("connector/" + file)).at("response");
    http_answer out;
    out.status = response.at("status").get<unsigned>();
    const auto headers = response.value("headers", json::object());
    for (const auto& [name, value] : headers.items()) out.headers.emplace_back(name, value.get<std::string>());
    const auto body = response.value("body", json());
    if (!body.is_null()) out.body = body.is_string() ? body.get<std::string>() : body.dump();
    return out;
}

std::string in_words(const api_answer& is) {
    constexpr std::array kinds{"sent", "retry", "unknown", "dead", "account_dead"};
    constexpr std::array abouts{"", " token", " conversation", " message", " host", " installation"};
    std::string out = kinds.at(static_cast<std::size_t>(is.outcome.is));
    if (!is.outcome.reason.empty()) out += " " + is.outcome.reason;
    const auto wait = std::chrono::duration_cast<std::chrono::seconds>(is.outcome.retry_after).count();
    if (wait > 0) out += " in " + std::to_string(wait) + " s";
    if (is.outcome.person_gone) out += " (person)";
    return out + abouts.at(static_cast<std::size_t>(is.about));
}

struct meaning {
    std::string of_a_message, of_what_may_be_repeated;  ///< "" = the same
};

TEST(teams_answer, each_of_the_fixtures_means_what_the_table_says_and_none_is_left_out) {
    const std::map<std::string, meaning> table{
        {"400_BadArgument", {"dead BadArgument", ""}},
        {"400_decrypt_conversation", {"dead foreign_id conversation", ""}},
        {"401_BotNotRegistered", {"account_dead BotNotRegistered token", ""}},
        {"401_no_registration", {"account_dead http_401 token", ""}},
        {"403_BotDisabledByAdmin", {"account_dead BotDisabledByAdmin", ""}},
        {"403_BotNotInConversationRoster", {"dead not_installed (person) installation", ""}},
        {"403_ConversationBlockedByUser", {"dead blocked (person) conversation", ""}},
        {"403_ForbiddenOperationException", {"dead not_installed (person) installation", ""}},
        {"403_InvalidBotApiHost", {"account_dead InvalidBotApiHost host", ""}},
        {"403_MessageWritesBlocked", {"dead blocked (person) conversation", ""}},
        {"403_NotEnoughPermissions", {"dead NotEnoughPermissions", ""}},
        {"403_not_installed_personal", {"dead not_installed (person) installation", ""}},
        {"403_stream_timeout", {"dead ContentStreamNotAllowed", ""}},
        {"404_ActivityNotFoundInConversation", {"dead ActivityNotFoundInConversation message", ""}},
        {"404_ConversationNotFound", {"dead gone (person) conversation", ""}},
        {"412_PreconditionFailed", {"retry PreconditionFailed in 2 s", ""}},
        {"413_MessageSizeTooBig", {"dead MessageSizeTooBig", ""}},
        {"429_Throttled_no_retry_after", {"retry Throttled", ""}},
        {"429_Throttled_retry_after", {"retry Throttled in 7 s", ""}},
        {"429_no_json", {"retry Throttled", ""}},
        {"500_ServiceError", {"unknown ServiceError", "retry ServiceError in 10 s"}},
        {"502_html", {"unknown http_502", "retry http_502 in 10 s"}},
        {"502_json", {"unknown ServiceError", "retry ServiceError in 10 s"}},
        {"503_empty", {"unknown http_503", "retry http_503 in 10 s"}},
        {"504_html", {"unknown http_504", "retry http_504 in 10 s"}},
    };
    std::size_t checked = 0;
    for (const auto& file : files_in("connector")) {
        const auto start = file.find("error_");
        if (start == std::string::npos) continue;
        const auto name = file.substr(start + 6, file.size() - start - 6 - 5);
        ASSERT_TRUE(table.contains(name)) << name;
        const auto answer = response_of("error_" + name + ".json");
        const auto& expected = table.at(name);
        EXPECT_EQ(in_words(understand(answer, call_kind::post)), expected.of_a_message) << name;
        EXPECT_EQ(in_words(understand(answer, call_kind::again)),
                  expected.of_what_may_be_repeated.empty() ? expected.of_a_message : expected.of_what_may_be_repeated)
            << name;
        ++checked;
    }
    EXPECT_EQ(checked, table.size());
}

TEST(teams_answer, whatever_succeeded_is_sent_and_keeps_its_body) {
    for (const auto* file : {"send_ok", "send_card_ok", "reply_ok", "update_ok", "delete_ok", "typing_ok_202",
                             "create_personal_ok", "create_personal_by_aad_ok", "member_ok", "pagedmembers_page1"}) {
        const auto is = understand(response_of(std::string(file) + ".json"), call_kind::post);
        EXPECT_EQ(is.outcome.is, kind::sent) << file;
    }
    EXPECT_TRUE(understand(response_of("send_ok.json"), call_kind::post).body.contains("id"));
}

TEST(teams_answer, without_an_answer_it_depends_on_whether_a_byte_went_out) {
    http_answer none;
    none.surely_not_sent = true;
    EXPECT_EQ(in_words(understand(none, call_kind::post)), "retry not_reached");
    none.surely_not_sent = false;
    EXPECT_EQ(in_words(understand(none, call_kind::post)), "unknown no_answer");
    EXPECT_EQ(in_words(understand(none, call_kind::again)), "retry no_answer in 10 s");
}

TEST(teams_answer, a_redirect_is_not_followed_and_words_of_people_never_become_a_reason) {
    http_answer elsewhere = answer(302);
    elsewhere.headers.emplace_back("Location", "https://evil.example/");
    EXPECT_EQ(in_words(understand(elsewhere, call_kind::post)), "dead http_302");
    const json chatty{{"error", {{"code", "Dear Mia, 100% sure?"}, {"message", "words"}}}};
    EXPECT_EQ(in_words(understand(answer(400, chatty), call_kind::post)), "dead http_400");
}

}  // namespace
}  // namespace waymark::teams
