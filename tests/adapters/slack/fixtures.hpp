// The fixture files of Slack's protocol, and requests made of them as Slack would sign them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "tests/adapters/reply_words.hpp"

namespace waymark::slack_fixtures {

/// The file's exact bytes. Throws when there is no such file.
[[nodiscard]] std::string bytes(const std::string& file);
/// The path to which Slack posts such a body.
[[nodiscard]] std::string door_of(const std::string& file);
/// Every file under `folder`, as paths relative to the fixtures.
[[nodiscard]] std::vector<std::string> files_in(const std::string& folder);

constexpr auto secret = "0123456789abcdef0123456789abcdef";  // of the fixtures; fake
constexpr instant signed_at{std::chrono::seconds(1767225600)};

using header_map = std::map<std::string, std::string>;

/// "v0=…" for a body signed at `at`.
[[nodiscard]] std::string signature_of(const std::string& body, instant at, const std::string& with = secret);
/// Headers of a signed request.
[[nodiscard]] header_map signed_headers(const std::string& body, instant at);
/// Hands a request to the adapter, header names in whatever case the map has them.
[[nodiscard]] webhook_reply receive(adapter& to, const std::string& path, const std::string& body,
                                    const header_map& headers, instant now, const std::string& method = "POST");
/// Signs `body` and hands it over.
[[nodiscard]] webhook_reply receive_signed(adapter& to, const std::string& path, const std::string& body,
                                           instant now = signed_at);

}  // namespace waymark::slack_fixtures
