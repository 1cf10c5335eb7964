#include "tests/service/support/teams_participant.hpp"

#include <stdexcept>

#include "tests/support/teams_cards.hpp"

namespace waymark::testing {

using nlohmann::json;

teams_participant::teams_participant(std::string user, const installation& at, fake_teams& teams,
                                     delivery_habits habits, std::uint64_t seed)
    : participant(std::move(user), at, habits, seed), teams_(teams) {}

teams_sender teams_participant::sender() const {
    return sender_of(user(), teams_);
}

void teams_participant::deliver(const json& activity) {
    teams_caller caller(home().port(), teams_);
    insist([&](int tries) {
        if (tries > 0) caller.move_to(home().port());
        return caller.post(tries == 0 ? activity : redelivered(activity));
    });
    delivered_.push_back(activity);
    if (chance(habits().repeated)) count_repeat(caller.post(redelivered(activity)));
    if (chance(habits().remembered)) count_repeat(caller.post(redelivered(delivered_[one_of(delivered_.size())])));
}

void teams_participant::deliver_press(const json& activity) {
    teams_caller caller(home().port(), teams_);
    insist([&](int tries) {
        if (tries > 0) caller.move_to(home().port());
        return caller.post(tries == 0 ? activity : renamed(activity));
    });
    if (chance(habits().doubled)) count_repeat(caller.post(renamed(activity)));
}

void teams_participant::type(const std::string& text) {
    const auto activity = said(sender(), text);
    last_message_ = id_of_message(activity);
    deliver(activity);
}

void teams_participant::edit(const std::string& text) {
    deliver(edited(sender(), last_message_, text));
}

json teams_participant::press_of(const std::string& label) const {
    json messages;
    teams_.with_world([&](teams_world& world) { messages = world.messages(); });
    json out;
    for (const auto& message : messages) {
        if (message["user"] != user()) continue;
        for (const auto& choice : choices_in(message["activity"])) {
            if (choice.title != label) continue;
            auto data = choice.action["data"];
            data.update(choice.inputs);
            const bool invokes = choice.action["type"] == "Action.Execute";
            out = (invokes ? executed : submitted)(sender(), message["id"].get<std::string>(), data);
        }
    }
    if (out.is_null()) throw std::runtime_error(user() + " has nothing to press called " + label);
    return out;
}

void teams_participant::press(const std::string& label) {
    deliver_press(press_of(label));
}

void teams_participant::command(const std::string& text) {
    const auto activity = said_in_group(sender(), text);
    teams_caller caller(home().port(), teams_);
    insist([&](int) { return caller.post(activity); });
    if (chance(habits().doubled)) count_repeat(caller.post(redelivered(activity)));
}

void teams_participant::install() {
    deliver(installation_update(sender(), "add"));
}

void teams_participant::uninstall() {
    deliver(installation_update(sender(), "remove"));
}

std::vector<shown_message> teams_participant::seen() const {
    std::vector<shown_message> out;
    teams_.with_world([&](teams_world& world) {
        for (const auto& entry : world.shown())
            if (entry["user"] == user()) out.push_back({entry["kind"] != "post", entry["text"].get<std::string>()});
    });
    return out;
}

}  // namespace waymark::testing
