#include "tests/adapters/teams/fixtures.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "adapters/teams/base64url.hpp"

namespace waymark::teams_fixtures {
namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(WAYMARK_SOURCE_DIR) / "tests/adapters/teams/fixtures";

void must(bool done) {
    if (!done) throw std::runtime_error("OpenSSL refused");
}

const unsigned char* raw(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string bytes(const std::string& file) {
    std::ifstream in(root / file, std::ios::binary);
    if (!in) throw std::runtime_error("no file " + file);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
        if (entry.is_regular_file()) out.push_back(fs::relative(entry.path(), root).string());
    std::ranges::sort(out);
    return out;
}

teams::trust our_trust() {
    teams::trust out;
    out.app_id = app_id;
    out.home_tenant = tenant;
    return out;
}

teams::key_set keys(const std::string& file) {
    return teams::key_set::read(bytes("auth/" + file)).value();
}

teams::verified_token story_token() {
    return {service_url, {"msteams"}, story_time + std::chrono::hours(1)};
}

teams::result<void> judge(const std::string& authorization, const teams::trust& whom, const teams::key_set* keys,
                          instant now, const std::string& body) {
    const auto presented = teams::read_token(authorization, whom);
    if (!presented) return presented.error();
    const auto verified = teams::verify_token(*presented, keys, whom, now);
    if (!verified) return verified.error();
    const auto in = teams::read_activity(body.empty() ? bytes("inbound/message_personal.json") : body);
    return teams::check_activity(*verified, in.value().facts(), whom);
}

private_key our_key() {
    static const private_key one = testing::private_key_of(bytes("auth/TEST_ONLY_private_key.pem"));
    return one;
}

private_key strangers_key() {
    static const private_key one = testing::new_rsa_key();
    return one;
}

std::string base64url(const std::string& bytes) {
    return teams::base64url_encoded(bytes);
}

std::string hmac_signature(const std::string& text, const std::string& secret, const char* digest) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    must(HMAC(EVP_get_digestbyname(digest), secret.data(), static_cast<int>(secret.size()), raw(text), text.size(),
              out.data(), &size) != nullptr);
    return {reinterpret_cast<const char*>(out.data()), size};
}

std::string token_of(const std::string& header, const std::string& payload, const private_key& by) {
    return testing::signed_token(header, payload, by);
}

std::string good_header() {
    return R"({"alg":"RS256","kid":")" + first_key + R"(","x5t":")" + first_key + R"(","typ":"JWT"})";
}

std::string good_payload() {
    return R"({"serviceurl":")" + service_url +
           R"(","nbf":1772442600,"exp":1772446200,"iss":"https://api.botframework.com","aud":")" + app_id + R"("})";
}

}  // namespace waymark::teams_fixtures
