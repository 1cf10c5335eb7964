// Signed Slack events, each unique, in the compact shape Slack sends. Sizes and fields follow a plain direct message.
#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

class slack_events {
  public:
    explicit slack_events(std::string secret) : secret_(std::move(secret)) {}

    /// A whole HTTP request: person `number` says `text`. `serial` makes event id and ts unique.
    [[nodiscard]] std::string request(std::string_view path, std::uint64_t serial, std::uint32_t number,
                                      std::string_view text) {
        const auto now = static_cast<std::int64_t>(std::time(nullptr));
        const auto person = padded(number, 8);
        const auto ts = std::to_string(now) + "." + padded(serial % 1000000, 6);
        std::string body;
        body.reserve(1300);
        body.append(
                R"({"token":"deprecated-verification-token","team_id":"T0ACME0001","context_team_id":"T0ACME0001",)")
            .append(R"("context_enterprise_id":null,"api_app_id":"A0MENTOR01","event":{"user":"U)")
            .append(person)
            .append(R"(","type":"message","ts":")")
            .append(ts)
            .append(R"(","client_msg_id":"11111111-2222-4333-8444-)")
            .append(padded(serial, 12))
            .append(R"(","text":")")
            .append(text)
            .append(R"(","team":"T0ACME0001","blocks":[{)")
            .append(
                R"("type":"rich_text","block_id":"rtB1","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":")")
            .append(text)
            .append(R"("}]}]}],"channel":"D)")
            .append(person)
            .append(R"(","event_ts":")")
            .append(ts)
            .append(R"(","channel_type":"im"},"type":"event_callback","event_id":"Ev)")
            .append(padded(serial, 12))
            .append(R"(","event_time":)")
            .append(std::to_string(now))
            .append(R"(,"authorizations":[{"enterprise_id":null,)")
            .append(R"("team_id":"T0ACME0001","user_id":"U0BOTUSER1","is_bot":true,"is_enterprise_install":false}],)")
            .append(R"("is_ext_shared_channel":false,"event_context":"4-EXAMPLE-event-context-0001"})");
        const auto stamp = std::to_string(now);
        std::string out = "POST ";
        out.append(path)
            .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Slack-Request-Timestamp: ")
            .append(stamp)
            .append("\r\nX-Slack-Signature: v0=")
            .append(sign(stamp, body))
            .append("\r\nContent-Length: ")
            .append(std::to_string(body.size()))
            .append("\r\n\r\n")
            .append(body);
        return out;
    }

  private:
    [[nodiscard]] static std::string padded(std::uint64_t value, std::size_t width) {
        auto digits = std::to_string(value);
        return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
    }
    [[nodiscard]] std::string sign(const std::string& stamp, const std::string& body) const {
        const auto base = "v0:" + stamp + ":" + body;
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
             reinterpret_cast<const unsigned char*>(base.data()), base.size(), digest, &size);
        std::string hex;
        for (unsigned i = 0; i < size; ++i)
            hex.append({"0123456789abcdef"[digest[i] >> 4], "0123456789abcdef"[digest[i] & 15]});
        return hex;
    }
    std::string secret_;
};
