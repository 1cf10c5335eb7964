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
        values.problem(setting->at, "C010", "the file " + path + " cannot be read, or is empty");
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

}  // namespace

void check_tls_files(config_values& values, const yaml_node& root, const surroundings& around, const config& is) {
    if (!around.for_start) return;
    if (const auto* slack = setting_of(root, "slack"); slack != nullptr && is.slack)
        (void)usable(values, setting_of(*slack, "ca_file"), is.slack->ca_file, around,
                     authority);  // only whether it is one
    const auto* tls = setting_of(root, "tls");
    if (tls == nullptr) return;
    const auto cert = usable(values, setting_of(*tls, "cert_file"), is.cert_file, around, certificate);
    const auto key = usable(values, setting_of(*tls, "key_file"), is.key_file, around, private_key);
    if (cert && key && !belong_together(*cert, *key))
        values.problem(setting_of(*tls, "key_file")->at, "C020",
                       is.key_file + " does not belong to the certificate in " + is.cert_file,
                       "take the key with which this certificate was asked for");
}

}  // namespace waymark
