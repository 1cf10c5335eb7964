// Checks Slack's signature the plain way and takes six fields out of an nlohmann tree.
#pragma once

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace yardstick {

inline bool signature_is_good(std::string_view secret, std::string_view time, std::string_view signature,
                              std::string_view body) {
    const auto sent = std::strtoll(std::string(time).c_str(), nullptr, 10);
    if (std::llabs(std::time(nullptr) - sent) > 300 || signature.size() != 67) return false;
    std::string base = "v0:";
    base.append(time).append(":").append(body);
    unsigned char digest[32];
    unsigned size = 32;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(base.data()), base.size(), digest, &size);
    char text[68] = "v0=";
    constexpr auto digits = "0123456789abcdef";
    for (std::size_t i = 0; i < 32; ++i) {
        text[3 + 2 * i] = digits[digest[i] >> 4];
        text[4 + 2 * i] = digits[digest[i] & 15];
    }
    return CRYPTO_memcmp(text, signature.data(), 67) == 0;
}

struct event {
    std::string id, team, channel, user, time, text;
};

inline std::optional<event> six_fields(std::string_view body) {
    const auto tree = nlohmann::json::parse(body, nullptr, false);
    if (!tree.is_object() || !tree.contains("event")) return {};
    const auto& inner = tree.at("event");
    event out;
    out.id = tree.value("event_id", "");
    out.team = tree.value("team_id", "");
    out.channel = inner.value("channel", "");
    out.user = inner.value("user", "");
    out.time = inner.value("ts", "");
    out.text = inner.value("text", "");
    return out;
}

}  // namespace yardstick
