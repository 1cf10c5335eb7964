// Who sits in front of the playground's page, and what it offers. Filled in by the command that starts it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conversations/message.hpp"

namespace waymark {

struct playground_person {
    std::string user;  ///< address::user
    std::string role;  ///< "mentor", "mentee"
    std::string name;
    std::string zone;      ///< IANA name
    std::string language;  ///< BCP 47
};

struct playground_flow {
    std::string name;
    std::string title;
};

/// A programme that was rehearsed, as the page asks for it: JSON texts, in the form that bot/playground/README.md
/// shows.
struct playground_years {
    std::string list;                            ///< all pairs
    std::map<std::string, std::string> by_pair;  ///< what each of them lived through
};

struct playground_settings {
    std::string listen_host = "127.0.0.1";  ///< refused by check() unless it is a loopback address
    tenant_id tenant{"playground"};
    std::string run;  ///< names this run of the process, so that a page notices a restart
    std::string programme;
    std::vector<playground_person> people;                 ///< shown side by side, in this order
    std::optional<playground_person> contact;              ///< the programme's; only shown what they are told
    std::vector<playground_flow> flows;                    ///< what the menu can start
    std::vector<std::string> languages;                    ///< what each person can choose
    std::optional<playground_years> years;                 ///< without them the page is for talking alone
    std::function<void(const std::string& line)> journal;  ///< gets every line of the page, for restore(); may be empty
};

}  // namespace waymark
