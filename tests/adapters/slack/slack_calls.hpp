// The adapter against a fake Slack over loopback HTTP.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <nlohmann/json.hpp>

#include "adapters/slack/slack_adapter.hpp"
#include "tests/adapters/slack/fixtures.hpp"
#include "tests/support/fake_slack.hpp"

namespace waymark {

class slack_calls : public ::testing::Test {
  protected:
    slack_calls() {
        adapter_ = create_slack_adapter(settings());
        now_ += std::chrono::minutes(1);  // nothing begins with a burst
    }

    slack_settings settings() {
        slack_settings out;
        out.signing_secrets = {slack_fixtures::secret};
        out.bot_token = "xoxb-EXAMPLE-NOT-A-TOKEN";
        out.api = fake_.api();
        out.now = [this] { return now_; };
        return out;
    }
    template <class Result>
    Result run(boost::asio::awaitable<Result> work) {
        auto future = boost::asio::co_spawn(context_, std::move(work), boost::asio::use_future);
        context_.restart();
        context_.run();
        return future.get();
    }
    outbound message(const std::string& text, const std::string& id = "id-1", const std::string& user = "U0MENTEE01") {
        outbound out;
        out.key = {"key-" + id};
        out.to = {"slack", {"T0ACME0001"}, user};
        outgoing content;
        content.text = {{text, false}};
        control ask;
        ask.id = "c";
        ask.options = {{"y", "Yes"}, {"n", "No"}};
        content.ask = ask;
        out.content = content;
        out.idempotency_id = id;
        out.first_tried = std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
        return out;
    }
    outbound settling(const std::string& ref) {
        auto out = message("", "id-s");
        out.content = settled{{"key"}, "Yes", false};
        out.earlier_ref = ref;
        return out;
    }
    send_outcome send(const outbound& what) { return run(adapter_->send(what)); }
    void fail(testing::slack_fault::kind is, const std::string& method = "chat.postMessage", int times = 1) {
        testing::slack_fault one;
        one.is = is;
        one.method = method;
        one.times = times;
        fake_.fail(one);
    }
    void fail_with(const std::string& error, const std::string& method = "chat.postMessage", int times = 1) {
        testing::slack_fault one;
        one.is = testing::slack_fault::kind::error;
        one.method = method;
        one.error = error;
        one.times = times;
        fake_.fail(one);
    }
    std::size_t shown() { return fake_.shown_to("U0MENTEE01").size(); }

    instant now_ = slack_fixtures::signed_at;
    testing::fake_slack fake_;
    boost::asio::io_context context_;
    std::unique_ptr<adapter> adapter_;
};

}  // namespace waymark
