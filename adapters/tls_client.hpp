// What a client of ours expects of a TLS server: a certificate that is good, and for this host.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <memory>
#include <string>

namespace waymark {

/// The system's authorities, and `ca_file` beside them when it is not empty. Throws std::runtime_error naming that file
/// when it cannot be read.
[[nodiscard]] std::unique_ptr<boost::asio::ssl::context> create_tls_client(const std::string& ca_file);

/// Before the handshake: sends the host's name (SNI) and insists on its certificate.
template <class TlsStream>
[[nodiscard]] boost::system::error_code expect_host(TlsStream& tls, const std::string& host) {
    boost::system::error_code ec;
    if (!SSL_set_tlsext_host_name(tls.native_handle(), host.c_str())) return boost::asio::error::invalid_argument;
    tls.set_verify_mode(boost::asio::ssl::verify_peer, ec);
    if (!ec) tls.set_verify_callback(boost::asio::ssl::host_name_verification(host), ec);
    return ec;
}

}  // namespace waymark
