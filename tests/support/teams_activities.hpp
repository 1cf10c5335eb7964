// What Teams posts to a bot when somebody does something: activities, with new ids and times of now.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace waymark::testing {

/// Somebody as activities name them, and the bot they speak to.
struct teams_sender {
    std::string object_id, tenant, app_id;
    std::string service_url;
    std::string name = "Somebody Else";
    std::string locale = "en-GB";
    std::string zone;  ///< IANA; some phones leave it out
};

/// A message's id, as the activity has it.
[[nodiscard]] std::string id_of_message(const nlohmann::json& activity);

[[nodiscard]] nlohmann::json said(const teams_sender& who, const std::string& text);
[[nodiscard]] nlohmann::json edited(const teams_sender& who, const std::string& message, const std::string& text);
[[nodiscard]] nlohmann::json deleted(const teams_sender& who, const std::string& message);
/// In a group chat, with the bot's name before the words.
[[nodiscard]] nlohmann::json said_in_group(const teams_sender& who, const std::string& text);
/// A button of the card in `message` with what it carries: Action.Submit, and Action.Execute.
[[nodiscard]] nlohmann::json submitted(const teams_sender& who, const std::string& message, const nlohmann::json& data);
[[nodiscard]] nlohmann::json executed(const teams_sender& who, const std::string& message, const nlohmann::json& data);
/// "task/fetch" and "task/submit".
[[nodiscard]] nlohmann::json dialog(const teams_sender& who, const std::string& name, const std::string& message,
                                    const nlohmann::json& data);
/// `action` is "add", "remove", "add-upgrade" or "remove-upgrade".
[[nodiscard]] nlohmann::json installation_update(const teams_sender& who, const std::string& action);
/// The first installation: the person and the bot are added to their conversation.
[[nodiscard]] nlohmann::json members_added(const teams_sender& who);

/// The same act delivered once more: under its id, or as Teams does with presses, under a new one.
[[nodiscard]] nlohmann::json redelivered(nlohmann::json activity);
[[nodiscard]] nlohmann::json renamed(nlohmann::json activity);

}  // namespace waymark::testing
