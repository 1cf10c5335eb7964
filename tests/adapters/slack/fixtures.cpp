#include "tests/adapters/slack/fixtures.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/adapters/slack/files_read.hpp"

namespace waymark::slack_fixtures {
namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(WAYMARK_SOURCE_DIR) / "tests/adapters/slack/fixtures";

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("no file " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string_view header_of(const void* of, std::string_view name) {
    for (const auto& [key, value] : *static_cast<const header_map*>(of))
        if (boost::beast::iequals(key, name)) return value;
    return {};
}

}  // namespace

std::set<std::string>& files_read() {
    static std::set<std::string> all;
    return all;
}

std::string bytes(const std::string& file) {
    files_read().insert(file);
    return bytes_of(root / file);
}

std::string door_of(const std::string& file) {
    if (file.starts_with("events/")) return "/slack/events";
    if (file.starts_with("commands/")) return "/slack/commands";
    return file.find("block_suggestion") == file.npos ? "/slack/interactions" : "/slack/options";
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
        if (entry.is_regular_file()) out.push_back(fs::relative(entry.path(), root).string());
    std::ranges::sort(out);
    return out;
}

std::string signature_of(const std::string& body, instant at, const std::string& with) {
    const auto base = "v0:" + std::to_string(to_us(at) / 1'000'000) + ":" + body;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    HMAC(EVP_sha256(), with.data(), static_cast<int>(with.size()), reinterpret_cast<const unsigned char*>(base.data()),
         base.size(), digest.data(), &size);
    std::string out = "v0=";
    for (unsigned i = 0; i < size; ++i)
        for (const auto half : {digest[i] >> 4, digest[i] & 15})
            out.push_back("0123456789abcdef"[static_cast<std::size_t>(half)]);
    return out;
}

header_map signed_headers(const std::string& body, instant at) {
    return {{"X-Slack-Request-Timestamp", std::to_string(to_us(at) / 1'000'000)},
            {"X-Slack-Signature", signature_of(body, at)}};
}

webhook_reply receive(adapter& to, const std::string& path, const std::string& body, const header_map& headers,
                      instant now, const std::string& method) {
    webhook_request request;
    request.method = method;
    request.target = path;
    request.body = body;
    request.header = header_of;
    request.headers = &headers;
    return to.receive(request, now);
}

webhook_reply receive_signed(adapter& to, const std::string& path, const std::string& body, instant now) {
    return receive(to, path, body, signed_headers(body, now), now);
}

}  // namespace waymark::slack_fixtures
