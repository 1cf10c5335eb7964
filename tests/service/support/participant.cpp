#include "tests/service/support/participant.hpp"

#include <algorithm>
#include <atomic>
#include <ctime>
#include <stdexcept>
#include <thread>

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr int most_deliveries = 200;
constexpr auto between_deliveries = 50ms;

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

}  // namespace

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

std::string next_ts() {
    const auto digits = std::to_string(next_serial() % 1'000'000);
    return std::to_string(std::time(nullptr)) + "." + std::string(6 - digits.size(), '0') + digits;
}

participant::participant(std::string user, const installation& at, fake_slack& slack, delivery_habits habits,
                         std::uint64_t seed)
    : user_(std::move(user)), at_(at), slack_(slack), habits_(habits), dice_(seed) {}

bool participant::chance(double how_often) {
    return std::uniform_real_distribution<double>(0, 1)(dice_) < how_often;
}

void participant::deliver(const json& envelope) {
    slack_caller caller(at_.port(), signing_secret);
    std::map<std::string, std::string> retry{{"X-Slack-Retry-Num", "1"}, {"X-Slack-Retry-Reason", "http_error"}};
    int tries = 1;
    for (int status = caller.event(envelope).status; status != 200; status = caller.event(envelope, retry).status) {
        if (++tries > most_deliveries) throw std::runtime_error("the service never took an event");
        retry["X-Slack-Retry-Num"] = std::to_string(std::min(tries - 1, 3));
        std::this_thread::sleep_for(between_deliveries);
        caller.move_to(at_.port());
    }
    ++acknowledged_.acts;
    delivered_.push_back(envelope);
    if (chance(habits_.repeated)) repeat(caller.event(envelope, retry));
    if (chance(habits_.renamed)) {
        auto other = envelope;
        other["event_id"] = "EvOTHER" + std::to_string(next_serial());
        repeat(caller.event(other));
    }
    if (chance(habits_.remembered)) repeat(caller.event(delivered_[dice_() % delivered_.size()], retry));
}

void participant::repeat(const slack_caller::answer& answered) {
    if (answered.status != 200) throw std::runtime_error("the service did not take what it knows already");
    ++acknowledged_.repeats;
}

void participant::type(const std::string& text) {
    last_text_ = text;
    last_ts_ = next_ts();
    deliver(message_event(user_, text, last_ts_, "Ev" + std::to_string(next_serial())));
}

void participant::edit(const std::string& text) {
    const auto before = std::exchange(last_text_, text);
    deliver(edit_event(user_, before, text, last_ts_, "Ev" + std::to_string(next_serial())));
}

void participant::press(const std::string& label) {
    json messages;
    slack_.with_world([&](slack_world& world) { messages = world.messages(); });
    const auto found = find_control(messages, channel_of(user_), label);
    if (found.value.empty()) throw std::runtime_error(user_ + " has nothing to press called " + label);
    const auto payload = click_payload(user_, found.message, found.block_id, found.element, found.value, next_serial());
    slack_caller caller(at_.port(), signing_secret);
    if (caller.interaction(payload).status != 200) throw std::runtime_error("the service did not take a click");
    ++acknowledged_.acts;
    if (chance(habits_.doubled)) repeat(caller.interaction(payload));
}

void participant::command(const std::string& text) {
    slack_caller caller(at_.port(), signing_secret);
    const auto serial = next_serial();
    if (caller.command(user_, text, serial).status != 200)
        throw std::runtime_error("the service did not take a command");
    ++acknowledged_.acts;
    if (chance(habits_.doubled)) repeat(caller.command(user_, text, serial));
}

std::string participant::wait_for(const std::string& words, std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto all = shown();
        while (read_ < all.size())
            if (const auto& text = all[read_++]; text.find(words) != std::string::npos) return text;
        if (std::chrono::steady_clock::now() > until) return {};
        std::this_thread::sleep_for(10ms);
    }
}

std::vector<std::string> participant::shown() const {
    std::vector<std::string> out;
    for (const auto& entry : slack_.shown_to(user_))
        if (entry.value("kind", "") == "post") out.push_back(entry.value("text", ""));
    return out;
}

}  // namespace waymark::testing
