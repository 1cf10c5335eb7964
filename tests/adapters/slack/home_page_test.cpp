// The Home tab, when answers are lost and requests are late: the newest page is the one that stays.
#include "tests/adapters/slack/fixture_calls.hpp"
#include "tests/support/slack_world.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;

/// A Slack at the end of a bad line.
struct far_slack final : http_client {
    enum class fate { good, answer_lost, comes_later };
    far_slack() {
        testing::slack_limits limits;
        limits.enforced = false;
        world.set_limits(limits);
    }
    boost::asio::awaitable<http_answer> ask(http_request request) override {
        const auto method = request.url.substr(request.url.rfind('/') + 1);
        const auto body = json::parse(request.body);
        const auto now = std::exchange(next, fate::good);
        http_answer out;  // no answer, and it may have arrived
        guarded.push_back(body.contains("hash"));
        if (now == fate::comes_later) {
            late = body;
            co_return out;
        }
        const auto answer = take(method, body);
        if (now == fate::answer_lost) co_return out;
        out.status = 200;
        out.body = answer.dump();
        co_return out;
    }
    json take(const std::string& method, const json& body) {
        auto answer = world.call("xoxb-T0ACME0001", method, body, slack_fixtures::signed_at).body;
        answers.push_back(answer.value("error", "ok"));
        return answer;
    }
    /// What had been under way arrives now; nobody waits for its answer.
    void late_arrives() { (void)take("views.publish", late); }
    [[nodiscard]] std::string page() const {
        return world.views()
            .at("VHOME/T0ACME0001/U0MENTEE01")
            .at("blocks")
            .at(0)
            .at("text")
            .at("text")
            .get<std::string>();
    }

    fate next = fate::good;
    json late;
    std::vector<bool> guarded;         ///< of each call, whether it had a hash
    std::vector<std::string> answers;  ///< of each that arrived
    testing::slack_world world;
};

using fate = far_slack::fate;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class slack_home_page : public ::testing::Test {
  protected:
    slack_home_page() {
        slack_settings with;
        with.bot_token = "xoxb-T0ACME0001";
        with.now = [this] { return now_; };
        adapter_ = create_slack_adapter(std::move(with), &far_);
        adapter_->keep_notes_in(book_);
        now_ += std::chrono::minutes(1);  // nothing begins with a burst
        EXPECT_EQ(publish("first", fate::good), kind::sent);
        far_.guarded.clear();
        far_.answers.clear();
    }
    /// As the outbox does: one at a time, and what comes of it is stored.
    kind publish(const std::string& text, fate how) {
        outbound out;
        out.to = {"slack", {"T0ACME0001"}, "U0MENTEE01"};
        person_page page;
        page.sections = {{"", {{text}}, {}}};
        out.content = page;
        far_.next = how;
        boost::asio::io_context context;
        auto future = boost::asio::co_spawn(context, adapter_->send(std::move(out)), boost::asio::use_future);
        context.run();
        const auto outcome = future.get();
        book_.put(outcome.notes);
        return outcome.is;
    }

    instant now_ = slack_fixtures::signed_at;
    far_slack far_;
    kept_notes book_;
    std::unique_ptr<adapter> adapter_;
};

TEST_F(slack_home_page, each_page_takes_the_place_of_the_one_before_it_and_of_no_other) {
    EXPECT_EQ(publish("second", fate::good), kind::sent);
    EXPECT_EQ(publish("third", fate::good), kind::sent);
    EXPECT_THAT(far_.guarded, ElementsAre(true, true));
    EXPECT_THAT(far_.answers, ElementsAre("ok", "ok"));
    EXPECT_THAT(far_.page(), HasSubstr("third"));
}

TEST_F(slack_home_page, a_page_whose_hash_is_old_is_published_once_more_and_the_next_one_is_guarded_again) {
    EXPECT_EQ(publish("second", fate::answer_lost), kind::retry);
    EXPECT_EQ(publish("third", fate::good), kind::sent);
    EXPECT_THAT(far_.answers, ElementsAre("ok", "hash_conflict", "ok"));
    EXPECT_THAT(far_.guarded, ElementsAre(true, true, false));
    EXPECT_THAT(far_.page(), HasSubstr("third"));
    EXPECT_EQ(publish("fourth", fate::good), kind::sent);
    EXPECT_EQ(far_.answers.size(), 4U) << "its hash is the one of the third";
    EXPECT_TRUE(far_.guarded.back());
    EXPECT_THAT(far_.page(), HasSubstr("fourth"));
}

TEST_F(slack_home_page, an_older_page_that_arrives_late_does_not_take_the_place_of_a_newer_one) {
    EXPECT_EQ(publish("second", fate::comes_later), kind::retry);
    EXPECT_EQ(publish("third", fate::good), kind::sent);
    far_.late_arrives();
    EXPECT_THAT(far_.answers, ElementsAre("ok", "hash_conflict"));
    EXPECT_THAT(far_.page(), HasSubstr("third"));
    // Nor after that one was published once more.
    EXPECT_EQ(publish("fourth", fate::comes_later), kind::retry);
    EXPECT_EQ(publish("fifth", fate::answer_lost), kind::retry);
    EXPECT_EQ(publish("fifth", fate::good), kind::sent);
    far_.late_arrives();
    EXPECT_EQ(far_.answers.back(), "hash_conflict");
    EXPECT_THAT(far_.page(), HasSubstr("fifth"));
}

}  // namespace
}  // namespace waymark
