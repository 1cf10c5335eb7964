#include "bot/tls_files.hpp"

#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>

namespace waymark {
namespace {

namespace asio = boost::asio;
using asio::ssl::context;
using boost::system::error_code;

/// What a file should hold, and how the service will take it out of there.
struct pem_kind {
    const char* name;
    void (*load)(context& into, asio::const_buffer text, error_code& ec);
    const char* help;
};

const pem_kind certificate{
    "certificate", [](context& into, asio::const_buffer text, error_code& ec) { into.use_certificate_chain(text, ec); },
    "it is a text that begins with -----BEGIN CERTIFICATE-----, and the server's own stands first"};
const pem_kind private_key{
    "private key",
    [](context& into, asio::const_buffer text, error_code& ec) { into.use_private_key(text, context::pem, ec); },
    "it is a text that begins with -----BEGIN PRIVATE KEY----- or the like, and has no passphrase"};
const pem_kind authority{
    "certificate of an authority",
    [](context& into, asio::const_buffer text, error_code& ec) { into.add_certificate_authority(text, ec); },
    "it is a text that begins with -----BEGIN CERTIFICATE-----"};

context empty_context() {
    context out(context::tls_server);
    error_code ignored;  // without an answer of ours, OpenSSL would ask for a passphrase at the terminal
    out.set_password_callback([](std::size_t, context::password_purpose) { return std::string(); }, ignored);
    return out;
}

/// Contents that can be used; empty after saying why they cannot, and when the setting is left out.
std::optional<std::string> usable(config_values& values, const yaml_node* setting, const std::string& path,
                                  const surroundings& around, const pem_kind& kind) {
    if (setting == nullptr || path.empty()) return {};
    auto text = around.file(path);
    if (!text || text->empty()) {
        values.problem(setting->at, "C010", "the file " + path + " cannot be read, or is empty",
                       "whoever runs Waymark must be able to read it; a relative path counts from this file's folder");
        return {};
    }
    auto tried = empty_context();
    error_code ec;
    kind.load(tried, asio::buffer(*text), ec);
    if (!ec) return text;
    values.problem(setting->at, "C019", path + " holds no " + kind.name + " that can be used: " + ec.message(),
                   kind.help);
    return {};
}

bool belong_together(const std::string& cert, const std::string& key) {
    auto both = empty_context();
    error_code ec;
    certificate.load(both, asio::buffer(cert), ec);
    if (!ec) private_key.load(both, asio::buffer(key), ec);
    return !ec && SSL_CTX_check_private_key(both.native_handle()) == 1;
}

/// The names of two settings of one section, and the files they name.
struct pair_of_files {
    const char* cert_setting;
    const std::string& cert_file;
    const char* key_setting;
    const std::string& key_file;
};

/// The certificate, when both can be used and fit.
std::optional<std::string> check_pair(config_values& values, const yaml_node& section, const surroundings& around,
                                      const pair_of_files& of) {
    const auto* key_setting = setting_of(section, of.key_setting);
    auto cert = usable(values, setting_of(section, of.cert_setting), of.cert_file, around, certificate);
    const auto key = usable(values, key_setting, of.key_file, around, private_key);
    if (!cert || !key) return {};
    if (belong_together(*cert, *key)) return cert;
    values.problem(key_setting->at, "C020", of.key_file + " does not belong to the certificate in " + of.cert_file,
                   "take the key with which this certificate was asked for");
    return {};
}

std::optional<instant> end_of(const X509& one) {
    std::tm when{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(&one), &when) != 1) return {};
    return instant(std::chrono::seconds(::timegm(&when)));
}

/// Nothing else would say so before the day on which no message goes out any more.
void check_end(config_values& values, mark at, const std::string& file, instant ends, instant now) {
    constexpr auto soon = std::chrono::days(30);
    if (ends > now + soon) return;
    const auto day = date_text(std::chrono::floor<std::chrono::days>(ends));
    values.warning(at, "C024", "the certificate in " + file + (ends <= now ? " has expired on " : " expires on ") + day,
                   "put a new one into the app's registration and into this file, and start Waymark again");
}

/// What Entra is to know our app by.
void check_credential(config_values& values, mark at, const std::string& file, const std::string& cert,
                      const surroundings& around) {
    auto holder = empty_context();
    error_code ec;
    certificate.load(holder, asio::buffer(cert), ec);
    const auto* first = SSL_CTX_get0_certificate(holder.native_handle());
    if (EVP_PKEY_get_base_id(X509_get0_pubkey(first)) != EVP_PKEY_RSA)
        values.problem(at, "C019", file + " holds no certificate that can be used: Entra takes only keys of RSA",
                       "make one with: openssl req -x509 -newkey rsa:2048 -nodes -days 365 ...");
    if (const auto ends = end_of(*first); ends && around.now) check_end(values, at, file, *ends, around.now());
}

/// Only whether it is one.
void check_authority(config_values& values, const yaml_node& section, const std::string& file,
                     const surroundings& around) {
    (void)usable(values, setting_of(section, "ca_file"), file, around, authority);
}

void check_teams_files(config_values& values, const yaml_node& section, const surroundings& around,
                       const teams_config& is) {
    check_authority(values, section, is.ca_file, around);
    const auto cert = check_pair(values, section, around,
                                 {"certificate_file", is.certificate_file, "private_key_file", is.private_key_file});
    if (cert) check_credential(values, setting_of(section, "certificate_file")->at, is.certificate_file, *cert, around);
}

}  // namespace

void check_tls_files(config_values& values, const yaml_node& root, const surroundings& around, const config& is) {
    if (!around.for_start) return;
    if (const auto* slack = setting_of(root, "slack"); slack != nullptr && is.slack)
        check_authority(values, *slack, is.slack->ca_file, around);
    if (const auto* teams = setting_of(root, "teams"); teams != nullptr && is.teams)
        check_teams_files(values, *teams, around, *is.teams);
    if (const auto* tls = setting_of(root, "tls"); tls != nullptr)
        (void)check_pair(values, *tls, around, {"cert_file", is.cert_file, "key_file", is.key_file});
}

}  // namespace waymark
