// An adapter that people install by OAuth, against a fake Slack: what a browser and the service around it do.
#pragma once

#include <gmock/gmock.h>

#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/form.hpp"
#include "adapters/slack/installation.hpp"
#include "tests/adapters/slack/kept_notes.hpp"
#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {

class slack_installs : public slack_calls {
  protected:
    slack_installs() {
        fake_.with_world([&](auto& world) {
            auto limits = world.limits();
            limits.enforced = false;  // workspaces are what this is about
            world.set_limits(limits);
            world.installs().redirect = "https://bot.example.org/here/slack/oauth_redirect";
        });
        start();
    }
    slack_settings oauth_settings() {
        auto out = settings();
        out.bot_token.clear();
        out.app_id = "A0MENTOR01";
        out.oauth = {"1111.2222", "0123456789abcdef-client", "https://bot.example.org/here/"};
        out.bot_name = "Beacon <3";
        return out;
    }
    /// As after a restart: what is not in the note book is forgotten.
    void start() {
        adapter_ = create_slack_adapter(oauth_settings());
        adapter_->keep_notes_in(book_);
        ASSERT_EQ(run(adapter_->check()), std::nullopt);
    }
    webhook_reply get(const std::string& target, slack_fixtures::header_map headers = {}) {
        return slack_fixtures::receive(*adapter_, target, "", headers, now_, "GET");
    }
    /// What the service does with a reply: what comes first, then the notes are stored, then it is answered.
    webhook_reply served(webhook_reply reply) {
        if (reply.first) run(reply.first(reply));
        book_.put(reply.notes);
        if (!reply.notes.empty()) adapter_->noted(reply.notes);
        return reply;
    }
    static std::string header_of(const webhook_reply& reply, const std::string& name) {
        for (const auto& [key, value] : reply.headers)
            if (key == name) return value;
        return {};
    }
    /// The browser's cookie after a page that sets one.
    static std::string cookie_of(const webhook_reply& reply) {
        const auto set = header_of(reply, "Set-Cookie");
        return set.substr(0, set.find(';'));
    }
    static std::string state_in(const webhook_reply& reply) {
        const auto location = header_of(reply, "Location");
        const auto query = slack::form::read(location.substr(location.find('?') + 1));
        return (*query)["state"];
    }
    std::string allow(const testing::slack_place& where) {
        std::string code;
        fake_.with_world([&](auto& world) { code = world.installs().allow(where); });
        return code;
    }
    /// All of it, as somebody does who presses "Allow".
    webhook_reply install(const testing::slack_place& where) {
        const auto begun = get("/slack/install");
        const auto target = "/slack/oauth_redirect?code=" + allow(where) + "&state=" + state_in(begun);
        return served(get(target, {{"Cookie", "other=1; " + cookie_of(begun)}}));
    }
    outbound message_to(const std::string& tenant, const std::string& text, const std::string& id = "id-1") {
        auto out = message(text, id);
        out.to.tenant.text = tenant;
        return out;
    }
    std::vector<std::string> shown_in(const std::string& team) {
        std::vector<std::string> out;
        for (const auto& one : fake_.shown_to("U0MENTEE01", team)) out.push_back(one.at("text").get<std::string>());
        return out;
    }
    std::optional<slack::installation> kept(const std::string& tenant) {
        const auto found = book_.all.find({slack::place_of(tenant), slack::installation_note});
        return found == book_.all.end() ? std::nullopt : slack::read_installation(found->second);
    }
    /// The fixture's event as it comes from another workspace, at another time.
    webhook_reply event(const std::string& file, const std::string& team, instant at) {
        auto body = nlohmann::json::parse(slack_fixtures::bytes("events/" + file));
        body["team_id"] = team;
        if (body.contains("authorizations")) body["authorizations"][0]["team_id"] = team;
        body["event_time"] = to_us(at) / 1'000'000;
        if (body["event"].contains("event_ts")) body["event"].erase("event_ts");
        return served(slack_fixtures::receive_signed(*adapter_, "/slack/events", body.dump(), now_));
    }

    const testing::slack_place acme_{"T0ACME0001", "Acme & Sons"};
    const testing::slack_place other_{"T0OTHER001", "Other"};
    kept_notes book_;
};

}  // namespace waymark
