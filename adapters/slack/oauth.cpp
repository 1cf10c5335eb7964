#include "adapters/slack/oauth.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include "adapters/form_text.hpp"
#include "adapters/slack/app_needs.hpp"

namespace waymark::slack {
namespace {

/// Such a name is taken by browsers only from https, for this very host, and never from a neighbour.
constexpr std::string_view cookie_name = "__Host-waymark-slack";

/// "https://waymark.example.org" of "https://waymark.example.org/"
std::string_view without_slash(std::string_view url) {
    return url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
}

/// "https://slack.com" of "https://slack.com/api/"
std::string_view origin_of(std::string_view url) {
    const auto host = url.find("://");
    return host == std::string_view::npos ? url : url.substr(0, url.find('/', host + 3));
}

std::string all_rights() {
    std::string out;
    for (const auto& one : rights) out.append(out.empty() ? "" : ",").append(one);
    return out;
}

}  // namespace

std::string redirect_address(const oauth_app& app) {
    return std::string(without_slash(app.public_url)).append(redirect_path);
}

std::string authorize_address(const oauth_app& app, std::string_view api, std::string_view state) {
    std::string out(origin_of(api));
    out.append("/oauth/v2/authorize?client_id=").append(form_encoded(app.client_id));
    out.append("&scope=").append(form_encoded(all_rights()));
    out.append("&redirect_uri=").append(form_encoded(redirect_address(app)));
    return out.append("&state=").append(form_encoded(state));
}

std::string workspaces_address(std::string_view enterprise, std::string_view app_id) {
    return "https://app.slack.com/manage/" + form_encoded(enterprise) + "/integrations/profile/" +
           form_encoded(app_id) + "/workspaces/add";
}

std::string state_cookie(std::string_view state) {
    const auto lasts = state.empty() ? 0 : std::chrono::duration_cast<std::chrono::seconds>(attempt_lasts).count();
    return std::string(cookie_name) + "=" + std::string(state) + "; Max-Age=" + std::to_string(lasts) +
           "; Path=/; Secure; HttpOnly; SameSite=Lax";
}

std::string state_in_cookie(std::string_view header) {
    while (!header.empty()) {
        const auto end = header.find(';');
        auto one = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
        while (one.starts_with(' ')) one.remove_prefix(1);
        const auto equals = one.find('=');
        if (equals != std::string_view::npos && one.substr(0, equals) == cookie_name)
            return std::string(one.substr(equals + 1));
    }
    return {};
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string new_state() {
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::runtime_error("no randomness");
    std::string out;
    for (const auto byte : bytes)
        for (const auto half : {byte >> 4, byte & 15})
            out.push_back("0123456789abcdef"[static_cast<std::size_t>(half)]);
    return out;
}

void attempts::begin(const std::string& state, instant now) {
    until_[state] = now + attempt_lasts;
    order_.push_back(state);
    while (order_.size() > most) {
        until_.erase(order_.front());
        order_.pop_front();
    }
}

bool attempts::end(const std::string& state, instant now) {
    const auto found = until_.find(state);
    if (found == until_.end()) return false;
    const bool in_time = now < found->second;
    until_.erase(found);
    return in_time;
}

}  // namespace waymark::slack
