#include <algorithm>

#include "tests/service/support/crowd_door.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {

namespace {

using nlohmann::json;

/// The first row of buttons under a message.
const json& buttons_of(const json& message) {
    const auto& blocks = message["blocks"];
    return *std::ranges::find_if(blocks, [](const json& one) { return one.value("type", "") == "actions"; });
}

class slack_way : public crowd_door {
  public:
    explicit slack_way(int port) : caller_(port, signing_secret) {}

    deed written(const std::string& user, deed::kind is, const std::string& words) override {
        deed out{.is = is, .words = words, .name = next_ts()};
        out.payload = message_event(user, words, out.name, "Ev" + std::to_string(next_serial()));
        return out;
    }
    deed changed(const std::string& user, const deed& before) override {
        deed out{.is = deed::kind::change, .words = before.words + ", changed"};
        out.payload = edit_event(user, before.words, out.words, before.name, "Ev" + std::to_string(next_serial()));
        return out;
    }
    deed pressed(const std::string& user, const json& question, std::mt19937_64& dice) override {
        const auto& buttons = buttons_of(question);
        const auto& all = buttons["elements"];
        const auto& button = all[dice() % all.size()];
        deed out{.is = deed::kind::press, .words = button["value"].get<std::string>()};
        out.payload =
            click_payload(user, question, buttons["block_id"].get<std::string>(), button, out.words, next_serial());
        return out;
    }
    deed commanded(const std::string&) override {
        return {.is = deed::kind::command, .serial = next_serial(), .words = ""};
    }

    int deliver(const std::string& user, const deed& what, int before) override {
        if (what.is == deed::kind::command) return caller_.command(user, "help", what.serial).status;
        if (what.is == deed::kind::press) return caller_.interaction(what.payload).status;
        if (before == 0) return caller_.event(what.payload).status;
        const auto number = std::to_string(std::clamp(before, 1, 3));
        return caller_
            .event(what.payload, {{"X-Slack-Retry-Num", number}, {"X-Slack-Retry-Reason", "connection_failed"}})
            .status;
    }
    int deliver_as_new(const deed& what) override {
        auto renamed = what.payload;
        renamed["event_id"] = "EvAGAIN" + std::to_string(next_serial());
        return caller_.event(renamed).status;
    }
    void move_to(int port) override { caller_.move_to(port); }

  private:
    slack_caller caller_;
};

/// Over the sockets that the service has opened.
class socket_way final : public slack_way {
  public:
    explicit socket_way(fake_sockets& sockets) : slack_way(0), sockets_(sockets) {}

    int deliver(const std::string& user, const deed& what, int) override {
        if (what.is == deed::kind::command) return taken("slash_commands", command_fields(user, "help", what.serial));
        return taken(what.is == deed::kind::press ? "interactive" : "events_api", what.payload);
    }
    int deliver_as_new(const deed& what) override {
        auto renamed = what.payload;
        renamed["event_id"] = "EvAGAIN" + std::to_string(next_serial());
        return taken("events_api", renamed);
    }
    void move_to(int) override {}

  private:
    int taken(const std::string& type, const json& payload) {
        return sockets_.acknowledged(sockets_.send(type, payload), std::chrono::minutes(2)) ? 200 : 0;
    }
    fake_sockets& sockets_;
};

}  // namespace

std::unique_ptr<crowd_door> socket_door(fake_sockets& sockets) {
    return std::make_unique<socket_way>(sockets);
}

std::unique_ptr<crowd_door> slack_door(int port) {
    return std::make_unique<slack_way>(port);
}

}  // namespace waymark::testing
