// Activities of Microsoft Teams, each unique, in the compact shape the Bot Connector sends, with tokens that were
// signed beforehand. Sizes and fields follow a plain message in a one-to-one chat.
#pragma once

#include <cstdint>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

class teams_activities {
  public:
    /// `tokens`: a file with a token on each line; they are used in turn.
    teams_activities(const std::string& tokens, std::string service_url) : service_url_(std::move(service_url)) {
        std::ifstream in(tokens);
        for (std::string line; std::getline(in, line);) tokens_.push_back(line);
        if (tokens_.empty()) throw std::runtime_error("there are no tokens in " + tokens);
    }

    /// A whole HTTP request: person `number` says `text`. `serial` makes the activity unique.
    [[nodiscard]] std::string request(std::string_view path, std::uint64_t serial, std::uint32_t number,
                                      std::string_view text) {
        const auto person = padded(number, 12);
        const auto now = moment();
        std::string body;
        body.reserve(1400);
        body.append(R"({"text":")")
            .append(text)
            .append(R"(","textFormat":"plain","type":"message","timestamp":")")
            .append(now)
            .append(R"(.1234321Z","localTimestamp":")")
            .append(now)
            .append(R"(.1234321+00:00","id":"177)")
            .append(padded(serial, 10))
            .append(R"(","channelId":"msteams","serviceUrl":")")
            .append(service_url_)
            .append(R"(","from":{"id":"29:1GoV16DezuEOzRAIRVx4smnvxhHhi7zZ8GXiKmxix5qxXOex0gxWJaxxnpFKlPeeleQS4y1uf)")
            .append(person)
            .append(R"(","name":"Mentee One","aadObjectId":"0000aad0-0001-4000-8000-)")
            .append(person)
            .append(R"("},"conversation":{"conversationType":"personal","tenantId":")")
            .append(tenant)
            .append(R"(","id":"a:1yoxg3wD8M9dUkGaDFWLNTuhlhMQANxUA34uIWnOLfOwsPTjwrCxEMhxZwmAlVejQGS9xJrF3FGNEQUNmG)")
            .append(person)
            .append(R"("},"recipient":{"id":"28:0b07c0de-1111-4222-8333-444455556666","name":"Mentoring Bot"},)")
            .append(R"("entities":[{"locale":"en-GB","country":"GB","platform":"Windows","timezone":"Europe/Berlin",)")
            .append(R"("type":"clientInfo"}],"channelData":{"tenant":{"id":")")
            .append(tenant)
            .append(R"("}},"locale":"en-GB","localTimezone":"Europe/Berlin"})");
        std::string out = "POST ";
        out.append(path)
            .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n")
            .append("User-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nAuthorization: Bearer ")
            .append(tokens_[serial % tokens_.size()])
            .append("\r\nContent-Length: ")
            .append(std::to_string(body.size()))
            .append("\r\n\r\n")
            .append(body);
        return out;
    }

  private:
    static constexpr std::string_view tenant = "7e4a4700-0001-4bbb-8ccc-0123456789ab";
    [[nodiscard]] static std::string padded(std::uint64_t value, std::size_t width) {
        auto digits = std::to_string(value);
        return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
    }
    /// "2026-03-02T09:15:00"
    [[nodiscard]] static std::string moment() {
        const auto now = std::time(nullptr);
        char out[20];
        std::tm parts{};
        ::gmtime_r(&now, &parts);
        return {out, std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%S", &parts)};
    }

    std::string service_url_;
    std::vector<std::string> tokens_;
};
