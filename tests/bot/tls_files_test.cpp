#include "bot/tls_files.hpp"

#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <map>
#include <memory>

#include "tests/support/certificate.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// The same key, to be opened with a passphrase only.
std::string locked(const std::string& key) {
    using bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
    const bio from(BIO_new_mem_buf(key.data(), static_cast<int>(key.size())), BIO_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> open(
        PEM_read_bio_PrivateKey(from.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    const bio to(BIO_new(BIO_s_mem()), BIO_free);
    const std::string word = "sesame";
    PEM_write_bio_PKCS8PrivateKey(to.get(), open.get(), EVP_aes_256_cbc(), word.data(), static_cast<int>(word.size()),
                                  nullptr, nullptr);
    char* data = nullptr;
    const auto size = BIO_get_mem_data(to.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

constexpr std::string_view settings = R"(slack:
  signing_secrets_env: [SECRET]
  bot_token_env: TOKEN
  ca_file: ca.pem
tls:
  cert_file: cert.pem
  key_file: key.pem
)";

struct TlsFiles : ::testing::Test {
    const testing::certificate_and_key made = testing::self_signed("localhost");
    std::map<std::string, std::string> files{{"/etc/waymark/ca.pem", made.certificate},
                                             {"/etc/waymark/cert.pem", made.certificate},
                                             {"/etc/waymark/key.pem", made.key}};
    bool for_start = true;

    std::string said(std::string_view text = settings) {
        surroundings around;
        around.variable = [](const std::string& name) -> std::optional<std::string> {
            return name == "TOKEN" ? "xoxb-1" : "8f742231b10e8888abcd99yyyzzz85a5";
        };
        around.file = [this](const std::string& name) -> std::optional<std::string> {
            const auto found = files.find(name);
            if (found == files.end()) return {};
            return found->second;
        };
        around.for_start = for_start;
        std::vector<diagnostic> problems;
        (void)read_config("/etc/waymark/waymark.yaml", text, around, problems);
        std::string out;
        for (const auto& one : problems) out += show(one, text) + "\n";
        return out;
    }
};

TEST_F(TlsFiles, ThatFitAreFine) {
    EXPECT_EQ(said(), "");
}

TEST_F(TlsFiles, EachThatCannotBeReadIsSaidWithItsLine) {
    files.clear();
    files["/etc/waymark/key.pem"] = "";
    const auto text = said();
    EXPECT_THAT(text, HasSubstr("waymark.yaml:4:12: error C010: the file /etc/waymark/ca.pem cannot be read, or is "));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:6:14: error C010: the file /etc/waymark/cert.pem cannot be read, or "));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:7:13: error C010: the file /etc/waymark/key.pem cannot be read, or is "));
}

TEST_F(TlsFiles, EachThatHoldsSomethingElseIsSaidWithItsLine) {
    files = {{"/etc/waymark/ca.pem", "nothing"},
             {"/etc/waymark/cert.pem", made.key},
             {"/etc/waymark/key.pem", made.certificate}};
    const auto text = said();
    EXPECT_THAT(text, HasSubstr("waymark.yaml:4:12: error C019: /etc/waymark/ca.pem holds no certificate of an "
                                "authority that can be used: no start line"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:6:14: error C019: /etc/waymark/cert.pem holds no certificate that can"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:7:13: error C019: /etc/waymark/key.pem holds no private key that can"));
    EXPECT_THAT(text, Not(HasSubstr("C020")));
    EXPECT_THAT(text, Not(HasSubstr(made.key.substr(40, 30)))) << "a key is not repeated";
}

TEST_F(TlsFiles, AKeyOfAnotherCertificateIsSaid) {
    files["/etc/waymark/key.pem"] = testing::self_signed("localhost").key;
    EXPECT_THAT(said(), HasSubstr("waymark.yaml:7:13: error C020: /etc/waymark/key.pem does not belong to the "
                                  "certificate in /etc/waymark/cert.pem\n"));
}

TEST_F(TlsFiles, AKeyWithAPassphraseIsOfNoUseAndAsksNobody) {
    files["/etc/waymark/key.pem"] = locked(made.key);
    ASSERT_THAT(files["/etc/waymark/key.pem"], HasSubstr("ENCRYPTED"));
    EXPECT_THAT(said(), AllOf(HasSubstr("error C019: /etc/waymark/key.pem holds no private key that can be used"),
                              HasSubstr("has no passphrase")));
}

TEST_F(TlsFiles, CommandsBesideTheServiceDoNotNeedThem) {
    for_start = false;
    files.clear();
    EXPECT_EQ(said(), "");
}

}  // namespace
}  // namespace waymark
