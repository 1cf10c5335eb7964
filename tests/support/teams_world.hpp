// What Teams knows behind its connector: people, who has the bot, the bot's messages as they were shown, and the limits
// it holds callers to. No network, no tokens and no clock of its own. One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/teams_answers.hpp"
#include "tests/support/teams_limits.hpp"

namespace waymark::testing {

/// Ids of whoever has this Entra object id (a GUID): as this bot sees them, and of their conversation with it.
[[nodiscard]] std::string teams_user(const std::string& object_id);
[[nodiscard]] std::string teams_conversation(const std::string& object_id);
/// The object id in either of them, or itself; empty when it is none.
[[nodiscard]] std::string object_id_in(const std::string& id);

/// A call of the connector, its address taken apart.
struct connector_call {
    std::string method;
    std::string base;               ///< "/emea/<tenant>": before "/v3/"
    std::vector<std::string> path;  ///< after it, decoded
    std::map<std::string, std::string> query;
    std::string body;
    /// "create", "send", "update", "delete", "member", "members", "pagedmembers"; "" when there is no such thing.
    [[nodiscard]] std::string operation() const;
    /// Whom it is about, by object id; "" when that is nobody in particular.
    [[nodiscard]] std::string person() const;
};
/// `target` as in the request line. Its path is empty when it has no "/v3/".
[[nodiscard]] connector_call read_call(const std::string& method, const std::string& target, const std::string& body);

class teams_world {
  public:
    explicit teams_world(std::string app_id) : app_id_(std::move(app_id)) {}

    [[nodiscard]] teams_answer call(const connector_call& in, instant now);

    /// Everything shown, in order: {"seq","kind":"post"|"update"|"delete","user","conversation","id","base","text",
    /// "activity"}; "user" is the object id, "text" the words of text and card together.
    [[nodiscard]] const nlohmann::json& shown() const { return shown_; }
    /// The messages as they stand now, oldest first in each conversation.
    [[nodiscard]] nlohmann::json messages() const;
    /// Calls in order: {"operation","base","user","status"}.
    [[nodiscard]] const nlohmann::json& calls() const { return calls_; }
    /// By operation, and "limited": how many were too many.
    [[nodiscard]] nlohmann::json counts() const;

    /// Whoever is not described has a name made of their id, no e-mail address, and the bot.
    void describe(const std::string& object_id, const nlohmann::json& member) { described_[object_id] = member; }
    /// Who is in a group or channel.
    void put_roster(const std::string& conversation, std::vector<std::string> object_ids);
    /// Calls about this person are refused in this way (see known_refusal) until further notice; "" = no more.
    void refuse(const std::string& object_id, const std::string& refusal);
    /// The tenants' service moves: calls to the region of before are refused, and those to the new one taken.
    void move_to(const std::string& region, const std::string& refusal);
    [[nodiscard]] const std::string& region() const { return region_; }
    /// New conversations are said to be served there.
    void name_service(std::string url) { named_service_ = std::move(url); }
    void enforce_limits(bool on) { limited_ = on; }

  private:
    [[nodiscard]] teams_answer dispatch(const connector_call& in, instant now);
    [[nodiscard]] bool is_too_much(const connector_call& in, instant now);
    [[nodiscard]] std::string refusal_of_base(const std::string& base) const;
    [[nodiscard]] teams_answer create(const nlohmann::json& body) const;
    [[nodiscard]] teams_answer post(const connector_call& in, instant now);
    [[nodiscard]] teams_answer update(const connector_call& in);
    [[nodiscard]] teams_answer erase(const connector_call& in);
    [[nodiscard]] teams_answer members(const connector_call& in) const;
    [[nodiscard]] nlohmann::json member(const std::string& object_id) const;
    void show(const char* kind, const connector_call& in, const std::string& id, const nlohmann::json& activity);

    std::string app_id_, region_ = "emea", named_service_;
    bool limited_ = true;
    call_limits limits_;
    std::int64_t last_id_ = 0;
    std::map<std::string, std::map<std::string, nlohmann::json>> conversations_;  ///< conversation -> id -> activity
    nlohmann::json shown_ = nlohmann::json::array(), calls_ = nlohmann::json::array();
    std::map<std::string, nlohmann::json> described_;
    std::map<std::string, std::vector<std::string>> rosters_;
    std::map<std::string, std::string> refused_, left_regions_;
    std::map<std::string, std::int64_t> counts_;
};

}  // namespace waymark::testing
