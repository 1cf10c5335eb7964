#include "adapters/slack/oauth_access.hpp"

#include <openssl/evp.h>

#include "adapters/form_text.hpp"

namespace waymark::slack {
namespace {

std::string basic(const oauth_app& app) {
    const auto plain = app.client_id + ":" + app.client_secret;
    std::string out(4 * ((plain.size() + 2) / 3) + 1, '\0');  // and the zero that OpenSSL puts behind it
    const auto size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), static_cast<int>(plain.size()));
    out.resize(static_cast<std::size_t>(size));
    return "Basic " + out;
}

/// Codes and refresh tokens are good for one use: what may have been done is not done again by itself.
boost::asio::awaitable<api_answer> access(http_client& client, std::string api, oauth_app app, std::string body) {
    if (!api.ends_with('/')) api.push_back('/');
    http_request request("POST", api + "oauth.v2.access");
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.headers.emplace_back("Authorization", basic(app));
    request.body = std::move(body);
    const auto answer = co_await client.ask(std::move(request));
    co_return understand(answer, call_kind::again);
}

}  // namespace

boost::asio::awaitable<api_answer> tokens_for_code(http_client& client, std::string api, oauth_app app,
                                                   std::string code, std::string redirect) {
    auto body = "code=" + form_encoded(code) + "&redirect_uri=" + form_encoded(redirect);
    return access(client, std::move(api), std::move(app), std::move(body));
}

boost::asio::awaitable<api_answer> tokens_for_refresh(http_client& client, std::string api, oauth_app app,
                                                      std::string refresh_token) {
    auto body = "grant_type=refresh_token&refresh_token=" + form_encoded(refresh_token);
    return access(client, std::move(api), std::move(app), std::move(body));
}

}  // namespace waymark::slack
