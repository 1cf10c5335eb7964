#include "tests/service/support/slack_participant.hpp"

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace waymark::testing {

namespace {

using nlohmann::json;

struct offered {
    json message, element;
    std::string block_id, value;
};

/// Where `label` can be chosen in this element; empty value when it cannot.
std::string value_of(const json& element, const std::string& label) {
    const auto text_of = [](const json& one) { return one.value("/text/text"_json_pointer, std::string()); };
    if (element.value("type", "") == "button") return text_of(element) == label ? element.value("value", "") : "";
    if (element.contains("options"))
        for (const auto& option : element["options"])
            if (text_of(option) == label) return option.value("value", "");
    return {};
}

/// The newest message in which `label` can be chosen.
offered find_control(const json& messages, const std::string& channel, const std::string& label) {
    offered found;
    for (const auto& message : messages) {
        if (message.value("channel", "") != channel || !message.contains("blocks")) continue;
        for (const auto& block : message["blocks"]) {
            auto elements = block.value("type", "") == "actions" ? block["elements"] : json::array();
            if (block.contains("accessory")) elements.push_back(block["accessory"]);
            for (const auto& element : elements)
                if (auto value = value_of(element, label); !value.empty())
                    found = {message, element, block.value("block_id", ""), std::move(value)};
        }
    }
    return found;
}

std::map<std::string, std::string> retry_headers(int tries) {
    return {{"X-Slack-Retry-Num", std::to_string(std::clamp(tries, 1, 3))}, {"X-Slack-Retry-Reason", "http_error"}};
}

}  // namespace

std::string next_ts() {
    const auto digits = std::to_string(next_serial() % 1'000'000);
    return std::to_string(std::time(nullptr)) + "." + std::string(6 - digits.size(), '0') + digits;
}

slack_participant::slack_participant(std::string user, const installation& at, fake_slack& slack,
                                     delivery_habits habits, std::uint64_t seed, std::string team)
    : participant(std::move(user), at, habits, seed), slack_(slack), team_(std::move(team)) {}

void slack_participant::deliver(const json& from_the_usual_team) {
    const auto envelope = of_team(from_the_usual_team, team_);
    slack_caller caller(home().port(), signing_secret);
    const bool first_is_lost = chance(habits().first_lost);
    insist([&](int tries) {
        if (tries == 0 && !first_is_lost) return caller.event(envelope);
        caller.move_to(home().port());
        return caller.event(envelope, retry_headers(tries));
    });
    delivered_.push_back(envelope);
    acts_.push_back({.event = envelope});
    if (chance(habits().repeated)) count_repeat(caller.event(envelope, retry_headers(1)));
    if (chance(habits().renamed)) {
        auto other = envelope;
        other["event_id"] = "EvOTHER" + std::to_string(next_serial());
        count_repeat(caller.event(other));
    }
    if (chance(habits().remembered))
        count_repeat(caller.event(delivered_[one_of(delivered_.size())], retry_headers(1)));
}

void slack_participant::type(const std::string& text) {
    last_text_ = text;
    last_ts_ = next_ts();
    deliver(message_event(user(), text, last_ts_, "Ev" + std::to_string(next_serial())));
}

void slack_participant::edit(const std::string& text) {
    const auto before = std::exchange(last_text_, text);
    deliver(edit_event(user(), before, text, last_ts_, "Ev" + std::to_string(next_serial())));
}

void slack_participant::press(const std::string& label) {
    json messages;
    slack_.with_world([&](slack_world& world) { messages = world.messages(); });
    std::erase_if(messages.get_ref<json::array_t&>(), [&](const json& one) { return one.value("team", "") != team_; });
    const auto found = find_control(messages, channel_of(user()), label);
    if (found.value.empty()) throw std::runtime_error(user() + " has nothing to press called " + label);
    const auto payload =
        of_team(click_payload(user(), found.message, found.block_id, found.element, found.value, next_serial()), team_);
    slack_caller caller(home().port(), signing_secret);
    if (caller.interaction(payload).status != 200) throw std::runtime_error("the service did not take a click");
    count_act();
    acts_.push_back({.click = payload});
    if (chance(habits().doubled)) count_repeat(caller.interaction(payload));
}

void slack_participant::command(const std::string& text) {
    slack_caller caller(home().port(), signing_secret);
    const auto serial = next_serial();
    if (caller.command(user(), text, serial, team_).status != 200)
        throw std::runtime_error("the service did not take a command");
    count_act();
    acts_.push_back({.words = text, .serial = serial});
    if (chance(habits().doubled)) count_repeat(caller.command(user(), text, serial, team_));
}

void slack_participant::again(std::size_t which, once_more how) {
    const auto& one = acts_.at(which);
    slack_caller caller(home().port(), signing_secret);
    if (!one.click.is_null()) return count_repeat(caller.interaction(one.click));
    if (one.event.is_null()) return count_repeat(caller.command(user(), one.words, one.serial, team_));
    auto event = one.event;
    if (how == once_more::under_another_id) event["event_id"] = "EvAGAIN" + std::to_string(next_serial());
    count_repeat(how == once_more::as_a_retry ? caller.event(event, retry_headers(1 + static_cast<int>(which % 3)))
                                              : caller.event(event));
}

std::vector<shown_message> slack_participant::seen() const {
    std::vector<shown_message> out;
    for (const auto& entry : slack_.shown_to(user(), team_))
        out.push_back({entry.value("kind", "") != "post", unescaped(entry.value("text", ""))});
    return out;
}

}  // namespace waymark::testing
