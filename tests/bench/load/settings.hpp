// What a run of the load generator is told on its command line.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

struct load_settings {
    int port = 0;
    int connections = 64;
    int answer_port = -1;  ///< where to answer Web API calls, 0 = any free port; -1 = not at all
    double seconds = 5;
    double rate = 0;  ///< events a second, planned ahead; 0 = each connection sends when it is answered
    std::uint32_t people = 1000;
    std::uint32_t window = 256;  ///< people who wait for their reply at any moment, at most
    std::string path = "/slack/events";
    std::string secret;
    std::string teams_tokens;  ///< a file of tokens: then activities of Teams are sent, and not events of Slack
    std::string service_url;   ///< of Teams
    std::string text = "The day the demo finally ran and we both laughed";
    std::vector<std::string> talk;  ///< what each person says, one after the other; empty = `text`, for ever
};

/// Splits "a|b|c".
inline std::vector<std::string> split_talk(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find('|', from), text.size());
        out.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

inline load_settings read_settings(int count, char** words) {
    load_settings out;
    const auto whole = [](const std::string& text) {
        return static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 10));
    };
    const std::map<std::string, std::function<void(const std::string&)>> options{
        {"--port", [&](const auto& value) { out.port = std::atoi(value.c_str()); }},
        {"--connections", [&](const auto& value) { out.connections = std::atoi(value.c_str()); }},
        {"--answer-port", [&](const auto& value) { out.answer_port = std::atoi(value.c_str()); }},
        {"--seconds", [&](const auto& value) { out.seconds = std::atof(value.c_str()); }},
        {"--rate", [&](const auto& value) { out.rate = std::atof(value.c_str()); }},
        {"--people", [&](const auto& value) { out.people = whole(value); }},
        {"--window", [&](const auto& value) { out.window = whole(value); }},
        {"--path", [&](const auto& value) { out.path = value; }},
        {"--secret", [&](const auto& value) { out.secret = value; }},
        {"--teams-tokens", [&](const auto& value) { out.teams_tokens = value; }},
        {"--service-url", [&](const auto& value) { out.service_url = value; }},
        {"--text", [&](const auto& value) { out.text = value; }},
        {"--talk", [&](const auto& value) { out.talk = split_talk(value); }},
    };
    for (int i = 1; i < count; i += 2) {
        const auto option = options.find(words[i]);
        if (option == options.end() || i + 1 == count) {
            std::fprintf(stderr, "unknown option, or one without its value: %s\n", words[i]);
            std::exit(2);
        }
        option->second(words[i + 1]);
    }
    return out;
}
