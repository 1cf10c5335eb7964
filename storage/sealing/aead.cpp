#include "storage/sealing/aead.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <unistd.h>

#include <algorithm>
#include <memory>

namespace waymark::sealing {
namespace {

/// Looked up once: OpenSSL 3 takes longer for that than for sealing a short text.
const EVP_CIPHER* cipher() {
    static const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> one(
        EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr), EVP_CIPHER_free);
    return one.get();
}

/// One per thread, used again and again; the key in it is the last one that was used.
EVP_CIPHER_CTX* worker() {
    thread_local const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> one(EVP_CIPHER_CTX_new(),
                                                                                           EVP_CIPHER_CTX_free);
    return one.get();
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text, std::size_t from) {
    return reinterpret_cast<unsigned char*>(text.data()) + from;
}

void must(int done) {
    if (done != 1) throw std::runtime_error("OpenSSL refuses AES-256-GCM or random numbers");
}

/// Writes a nonce that was never used. Drawn many at once: a call to OpenSSL's generator takes longer than sealing a
/// short text. Nonces are no secret; only a child process must not use its parent's again.
void put_nonce(unsigned char* into) {
    struct drawn_nonces {
        std::array<unsigned char, 256 * nonce_size> bytes{};
        std::size_t used = bytes.size();
        pid_t process = 0;
    };
    thread_local drawn_nonces drawn;
    if (drawn.used == drawn.bytes.size() || drawn.process != ::getpid()) {
        must(RAND_bytes(drawn.bytes.data(), static_cast<int>(drawn.bytes.size())));
        drawn.used = 0;
        drawn.process = ::getpid();
    }
    std::copy_n(drawn.bytes.data() + drawn.used, nonce_size, into);
    drawn.used += nonce_size;
}

}  // namespace

secret_key secret_key::random() {
    secret_key out;
    must(RAND_bytes(reinterpret_cast<unsigned char*>(out.bytes_.data()), size));
    return out;
}

std::optional<secret_key> secret_key::of(std::string_view bytes) {
    if (bytes.size() != size) return std::nullopt;
    secret_key out;
    bytes.copy(out.bytes_.data(), size);
    return out;
}

secret_key::~secret_key() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

std::string place_of(std::string_view column, std::initializer_list<std::string_view> row) {
    std::string out(column);
    for (const auto part : row) out.append("|").append(std::to_string(part.size())).append(":").append(part);
    return out;
}

std::string seal(const secret_key& key, std::string_view place, std::string_view text) {
    std::string out(nonce_size + text.size() + tag_size, '\0');
    put_nonce(bytes(out, 0));
    auto* const at = worker();
    int written = 0;
    must(EVP_EncryptInit_ex(at, cipher(), nullptr, bytes(key.reveal()), bytes(out, 0)));
    must(EVP_EncryptUpdate(at, nullptr, &written, bytes(place), static_cast<int>(place.size())));
    must(EVP_EncryptUpdate(at, bytes(out, nonce_size), &written, bytes(text), static_cast<int>(text.size())));
    must(EVP_EncryptFinal_ex(at, bytes(out, nonce_size + text.size()), &written));
    must(EVP_CIPHER_CTX_ctrl(at, EVP_CTRL_GCM_GET_TAG, tag_size, bytes(out, nonce_size + text.size())));
    return out;
}

std::optional<std::string> open(const secret_key& key, std::string_view place, std::string_view sealed) {
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const auto inside = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
    std::string tag(sealed.substr(sealed.size() - tag_size));
    std::string out(inside.size(), '\0');
    auto* const at = worker();
    int written = 0;
    must(EVP_DecryptInit_ex(at, cipher(), nullptr, bytes(key.reveal()), bytes(sealed)));
    must(EVP_DecryptUpdate(at, nullptr, &written, bytes(place), static_cast<int>(place.size())));
    must(EVP_DecryptUpdate(at, bytes(out, 0), &written, bytes(inside), static_cast<int>(inside.size())));
    must(EVP_CIPHER_CTX_ctrl(at, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()));
    unsigned char nothing = 0;  // GCM has no last block
    if (EVP_DecryptFinal_ex(at, &nothing, &written) != 1) {
        OPENSSL_cleanse(out.data(), out.size());
        return std::nullopt;
    }
    return out;
}

}  // namespace waymark::sealing
