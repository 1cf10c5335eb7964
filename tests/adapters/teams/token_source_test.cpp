// Our own tokens: asked for as Entra ID wants it, kept, renewed early, once for all who wait.
#include "adapters/teams/token_source.hpp"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "adapters/slack/form.hpp"
#include "adapters/teams/base64url.hpp"
#include "tests/adapters/teams/fixtures.hpp"
#include "tests/adapters/teams/scripted_client.hpp"
#include "tests/support/certificate.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;
using std::chrono::minutes;
using std::chrono::seconds;
using namespace teams_fixtures;

/// A part of a JSON Web Token.
json part(const std::string& token, int number) {
    std::size_t from = 0;
    for (int i = 0; i < number; ++i) from = token.find('.', from) + 1;
    return json::parse(base64url_decoded(token.substr(from, token.find('.', from) - from)).value());
}

private_key read_key(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> from(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                         BIO_free);
    return private_key(PEM_read_bio_PrivateKey(from.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
}

json fields_of(const http_request& request) {
    json out = json::object();
    const auto form = slack::form::read(request.body);
    for (const auto& [name, value] : form->pairs()) out[name] = value;
    return out;
}

class teams_tokens : public ::testing::Test {
  protected:
    teams_tokens() {
        const auto example = json::parse(bytes("auth/token_request_single_tenant.json"));
        const auto& form = example.at("request").at("form");
        wish_.url = example.at("request").at("url").get<std::string>();
        wish_.scope = form.at("scope").get<std::string>();
        wish_.app_id = form.at("client_id").get<std::string>();
        wish_.secret = form.at("client_secret").get<std::string>();
        give(example.at("response").at("body"));
    }
    void give(json body, unsigned status = 200) {
        client_.answers = [body = std::move(body), status](const http_request&) { return answer(status, body); };
    }
    void fail_with(const std::string& file) {
        const auto error = json::parse(bytes("auth/" + file));
        give(error.value("body", json::object()), error.at("status").get<unsigned>());
    }
    token_source& source() {
        if (!source_) source_ = std::make_unique<token_source>(client_, wish_, [this] { return now_; });
        return *source_;
    }
    void renew() { loop_.run(source().renew_early()); }
    granted_token get() { return loop_.run(source().get()); }

    instant now_ = story_time;
    token_wish wish_;
    scripted_client client_;
    loop loop_;
    std::unique_ptr<token_source> source_;
};

TEST_F(teams_tokens, a_token_is_asked_for_as_the_fixture_does) {
    EXPECT_EQ(get().text, "EXAMPLE-ACCESS-TOKEN");
    const auto example = json::parse(bytes("auth/token_request_single_tenant.json")).at("request");
    ASSERT_EQ(client_.asked.size(), 1U);
    EXPECT_EQ(client_.asked[0].method, "POST");
    EXPECT_EQ(client_.asked[0].url, example.at("url").get<std::string>());
    EXPECT_EQ(header_of(client_.asked[0], "Content-Type"), "application/x-www-form-urlencoded");
    EXPECT_EQ(fields_of(client_.asked[0]), example.at("form"));
}

TEST_F(teams_tokens, with_a_certificate_a_signed_assertion_stands_in_place_of_the_secret) {
    const auto own = testing::self_signed("waymark", testing::key_kind::rsa);
    wish_.secret.clear();
    wish_.proof = std::make_shared<client_assertion>(own.certificate, own.key);
    EXPECT_EQ(get().text, "EXAMPLE-ACCESS-TOKEN");
    auto fields = fields_of(client_.asked.at(0));
    const auto assertion = fields.at("client_assertion").get<std::string>();
    fields["client_assertion"] = "EXAMPLE-SIGNED-ASSERTION";
    EXPECT_EQ(fields, json::parse(bytes("auth/token_request_assertion.json")).at("request").at("form"));
    const auto header = part(assertion, 0);
    EXPECT_EQ(header.at("alg"), "RS256");
    EXPECT_TRUE(header.contains("x5t") && header.contains("x5t#S256"));
    const auto claims = part(assertion, 1);
    EXPECT_EQ(claims.at("aud"), wish_.url);
    EXPECT_EQ(claims.at("iss"), wish_.app_id);
    EXPECT_EQ(claims.at("sub"), wish_.app_id);
    EXPECT_EQ(claims.at("exp").get<std::int64_t>(), to_us(now_) / 1'000'000 + 600);
    const auto dot = assertion.rfind('.');  // this kind of signature is always the same
    EXPECT_EQ(assertion.substr(dot + 1), base64url(rsa_signature(assertion.substr(0, dot), read_key(own.key))));
}

TEST_F(teams_tokens, a_certificate_and_a_key_that_do_not_belong_together_are_refused) {
    const auto one = testing::self_signed("waymark", testing::key_kind::rsa);
    const auto other = testing::self_signed("waymark", testing::key_kind::rsa);
    const auto elliptic = testing::self_signed("waymark");
    EXPECT_THROW(client_assertion(one.certificate, other.key), std::runtime_error);
    EXPECT_THROW(client_assertion(elliptic.certificate, elliptic.key), std::runtime_error);
    EXPECT_THROW(client_assertion("nothing", one.key), std::runtime_error);
}

TEST_F(teams_tokens, many_who_wait_share_one_fetch) {
    client_.takes = std::chrono::milliseconds(20);
    std::vector<std::future<granted_token>> all;
    for (int i = 0; i < 50; ++i) all.push_back(loop_.begin(source().get()));
    loop_.finish();
    for (auto& one : all) EXPECT_EQ(one.get().text, "EXAMPLE-ACCESS-TOKEN");
    EXPECT_EQ(client_.asked.size(), 1U);
}

TEST_F(teams_tokens, it_is_kept_renewed_from_half_of_its_life_and_never_used_in_its_last_minutes) {
    (void)get();
    now_ += minutes(29);
    renew();
    EXPECT_EQ(client_.asked.size(), 1U);
    now_ += minutes(1);
    renew();
    EXPECT_EQ(client_.asked.size(), 2U) << "half of an hour is over";
    now_ += minutes(53);
    (void)get();
    EXPECT_EQ(client_.asked.size(), 2U);
    now_ += minutes(2);
    (void)get();
    EXPECT_EQ(client_.asked.size(), 3U) << "five minutes before its end";
}

TEST_F(teams_tokens, a_token_that_lives_for_a_minute_only_is_used_all_the_same) {
    give({{"access_token", "short"}, {"expires_in", "60"}});
    EXPECT_EQ(get().text, "short");
    now_ += seconds(50);
    EXPECT_EQ(get().text, "short");
    EXPECT_EQ(client_.asked.size(), 1U);
    now_ += seconds(5);
    (void)get();
    EXPECT_EQ(client_.asked.size(), 2U);
}

TEST_F(teams_tokens, what_somebody_must_mend_stops_the_account_and_names_the_number_of_the_error) {
    fail_with("token_error_401_invalid_client_secret.json");
    auto refused = get();
    EXPECT_TRUE(refused.text.empty());
    EXPECT_EQ(refused.failure.is, kind::account_dead);
    EXPECT_EQ(refused.failure.reason, "invalid_client_7000215");
    fail_with("token_error_401_expired_secret.json");
    now_ += minutes(5);
    EXPECT_EQ(get().failure.reason, "invalid_client_7000222");
    fail_with("token_error_400_unknown_app.json");
    now_ += minutes(5);
    EXPECT_EQ(get().failure.reason, "unauthorized_client_700016");
}

TEST_F(teams_tokens, a_service_that_says_when_to_come_again_is_left_alone_until_then) {
    auto busy = answer(429, json{{"error", "temporarily_unavailable"}});
    busy.headers.emplace_back("Retry-After", "40");
    client_.answers = [&](const http_request&) { return busy; };
    EXPECT_EQ(get().failure.retry_after, seconds(40));
    now_ += seconds(39);
    (void)get();
    EXPECT_EQ(client_.asked.size(), 1U);
}

TEST_F(teams_tokens, a_service_that_is_down_is_asked_again_after_a_growing_pause) {
    fail_with("token_error_503_unavailable.json");
    auto failed = get();
    EXPECT_EQ(failed.failure.is, kind::retry);
    EXPECT_EQ(failed.failure.reason, "no_token_http_503");
    EXPECT_EQ(failed.failure.retry_after, seconds(1));
    (void)get();
    EXPECT_EQ(client_.asked.size(), 1U) << "everybody else hears the same at once";
    for (int i = 0; i < 20; ++i) {
        now_ += minutes(1);
        (void)get();
    }
    EXPECT_EQ(client_.asked.size(), 21U);
    EXPECT_EQ(get().failure.retry_after, minutes(1));
    give({{"access_token", "back"}, {"expires_in", 3600}});
    now_ += minutes(1);
    EXPECT_EQ(get().text, "back");
}

TEST_F(teams_tokens, a_refused_one_is_dropped_unless_another_has_come_since) {
    (void)get();
    source().refused("some older one");
    (void)get();
    EXPECT_EQ(client_.asked.size(), 1U);
    source().refused("EXAMPLE-ACCESS-TOKEN");
    (void)get();
    EXPECT_EQ(client_.asked.size(), 2U);
}

TEST_F(teams_tokens, an_answer_without_a_usable_token_is_none) {
    for (const auto& body :
         {json{{"access_token", ""}, {"expires_in", 60}}, json{{"access_token", "a\r\nb"}, {"expires_in", 60}},
          json{{"access_token", "a"}}, json{{"expires_in", 60}}}) {
        give(body);
        EXPECT_EQ(get().failure.reason, "no_token_in_answer") << body;
        now_ += minutes(5);
    }
}

}  // namespace
}  // namespace waymark::teams
