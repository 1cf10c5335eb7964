// Sealing a text: AES-256-GCM with a fresh nonce each time, bound to the place where it stands, so that a value that is
// changed, or moved to another row or column, does not open.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace waymark::sealing {

/// A value or a key that does not open, in words that name the place or the key and nothing of what is inside.
struct problem : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// 32 bytes that nobody prints; wiped when they go.
class secret_key {
  public:
    static constexpr std::size_t size = 32;

    /// A new one, of random bytes.
    [[nodiscard]] static secret_key random();
    /// Empty when these are not 32 bytes.
    [[nodiscard]] static std::optional<secret_key> of(std::string_view bytes);
    secret_key(const secret_key&) = default;
    secret_key& operator=(const secret_key&) = default;
    ~secret_key();

    /// For wrapping it and for naming it.
    [[nodiscard]] std::string_view reveal() const { return {bytes_.data(), bytes_.size()}; }

  private:
    secret_key() = default;
    std::array<char, size> bytes_{};
};

/// Where a value stands: column ("answer.body") and the key of its row. Two different ones never give the same text.
[[nodiscard]] std::string place_of(std::string_view column, std::initializer_list<std::string_view> row);

/// What seal() adds to a text: the nonce in front, the tag behind.
constexpr std::size_t nonce_size = 12, tag_size = 16;

/// Nonce, what AES makes of the text, tag.
[[nodiscard]] std::string seal(const secret_key& key, std::string_view place, std::string_view text);
/// Empty when it was not sealed with this key at this place, or was changed since.
[[nodiscard]] std::optional<std::string> open(const secret_key& key, std::string_view place, std::string_view sealed);

}  // namespace waymark::sealing
