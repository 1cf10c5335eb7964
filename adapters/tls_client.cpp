#include "adapters/tls_client.hpp"

#include <stdexcept>

namespace waymark {

namespace ssl = boost::asio::ssl;

std::unique_ptr<ssl::context> create_tls_client(const std::string& ca_file) {
    auto out = std::make_unique<ssl::context>(ssl::context::tls_client);
    out->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    out->set_default_verify_paths();
    boost::system::error_code ec;
    if (!ca_file.empty()) out->load_verify_file(ca_file, ec);
    if (ec) throw std::runtime_error("cannot read the CA file " + ca_file + ": " + ec.message());
    return out;
}

}  // namespace waymark
