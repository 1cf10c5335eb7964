#include "tests/service/support/crowd_door.hpp"
#include "tests/service/support/teams_caller.hpp"
#include "tests/support/teams_cards.hpp"

namespace waymark::testing {

namespace {

using nlohmann::json;

class teams_way final : public crowd_door {
  public:
    teams_way(int port, fake_teams& teams) : caller_(port, teams), teams_(teams) {}

    deed written(const std::string& user, deed::kind is, const std::string& words) override {
        deed out{.is = is, .payload = said(sender(user), words), .words = words};
        out.name = id_of_message(out.payload);
        return out;
    }
    deed changed(const std::string& user, const deed& before) override {
        deed out{.is = deed::kind::change, .words = before.words + ", changed"};
        out.payload = edited(sender(user), before.name, out.words);
        return out;
    }
    deed pressed(const std::string& user, const json& question, std::mt19937_64& dice) override {
        auto all = choices_in(question["activity"]);
        const auto& one = all[dice() % all.size()];
        const auto& data = one.action["data"];
        return {.is = deed::kind::press,
                .payload = submitted(sender(user), question["id"].get<std::string>(), data),
                .words = data["value"].get<std::string>()};
    }
    deed commanded(const std::string& user) override {
        return {.is = deed::kind::command, .payload = said_in_group(sender(user), "help"), .words = ""};
    }

    /// Presses come again under other ids.
    int deliver(const std::string&, const deed& what, int before) override {
        if (before == 0) return caller_.post(what.payload).status;
        return caller_.post(what.is == deed::kind::press ? renamed(what.payload) : redelivered(what.payload)).status;
    }
    int deliver_as_new(const deed& what) override { return caller_.post(redelivered(what.payload)).status; }
    void move_to(int port) override { caller_.move_to(port); }

  private:
    [[nodiscard]] teams_sender sender(const std::string& user) { return sender_of(user, teams_); }

    teams_caller caller_;
    fake_teams& teams_;
};

}  // namespace

std::unique_ptr<crowd_door> teams_door(int port, fake_teams& teams) {
    return std::make_unique<teams_way>(port, teams);
}

}  // namespace waymark::testing
