// Who may talk to whom, as Microsoft says it: the keys that sign what the Bot Connector sends, and the tokens that an
// app gets for itself. No network and no clock of its own. One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "tests/support/rsa_tokens.hpp"
#include "tests/support/teams_answers.hpp"

namespace waymark::testing {

/// The bot's registration.
struct teams_registration {
    std::string app_id = "0b07c0de-1111-4222-8333-444455556666";
    std::string authority =
        "botframework.com";  ///< tenant that its tokens are asked of; of a single-tenant app its own
    std::string secret = "a-client-secret-of-the-tests";
    std::string certificate;  ///< PEM; when there is one, the app has to prove that it has the key, and has no secret
    std::string issuer = "https://api.botframework.com";
    std::string scope = "https://api.botframework.com/.default";
    std::chrono::seconds token_life{3600};
};

class teams_sign_in {
  public:
    explicit teams_sign_in(teams_registration app) : app_(std::move(app)) { rotate_keys(); }
    /// Where it can be asked.
    void serve_at(std::string origin) { origin_ = std::move(origin); }
    /// The metadata name this as the address of the keys.
    void name_keys_at(std::string address) { keys_address_ = std::move(address); }

    /// The answer of the OpenID metadata, the key set or the token endpoint; empty when `path` is none of them.
    [[nodiscard]] std::optional<teams_answer> answer(const std::string& path, const std::string& body, instant now);
    /// "metadata", "keys", "token", or "".
    [[nodiscard]] static std::string operation(const std::string& path);
    /// Whether this is a token of ours that still counts.
    [[nodiscard]] bool admits(const std::string& authorization, instant now) const;
    /// As Microsoft's Agents Playground does: no token is asked for.
    void admit_everybody() { everybody_ = true; }
    /// All tokens given out so far count no more.
    void end_tokens() { tokens_.clear(); }
    void give_tokens_for(std::chrono::seconds life) { app_.token_life = life; }

    /// What the Bot Connector puts into `Authorization` when it speaks for the service at `service_url`.
    [[nodiscard]] std::string authorization(const std::string& service_url, instant now) const;
    /// The same with other claims, another key, or under a name that no key of ours has: for what a stranger might
    /// send.
    [[nodiscard]] std::string authorization_with(const nlohmann::json& claims, const private_key& key,
                                                 const std::string& key_id = {}) const;
    [[nodiscard]] nlohmann::json claims(const std::string& service_url, instant now) const;
    /// A new key signs from now on, and only it stands in the key set; or the one before stays there beside it.
    void rotate_keys(bool keep_the_old_one = false);
    /// What the key of before signs, if there was one: Microsoft does so for a while.
    [[nodiscard]] std::string authorization_by_the_old_key(const std::string& service_url, instant now) const;
    [[nodiscard]] const private_key& key() const { return signing_.key; }

    [[nodiscard]] const teams_registration& app() const { return app_; }
    /// How often each was asked.
    [[nodiscard]] const std::map<std::string, int>& counts() const { return counts_; }

  private:
    struct named_key {
        std::string id;
        private_key key;
    };
    [[nodiscard]] std::string signed_by(const named_key& by, const nlohmann::json& claims) const;
    [[nodiscard]] teams_answer token(const std::string& path, const std::string& body, instant now);

    teams_registration app_;
    std::string origin_, keys_address_;
    named_key signing_, before_;
    bool lists_before_ = false;
    bool everybody_ = false;
    int keys_made_ = 0;
    std::map<std::string, instant> tokens_;  ///< until when
    int tokens_given_ = 0;
    std::map<std::string, int> counts_;
};

}  // namespace waymark::testing
