// The master keys of an installation, as they stand in a file or a variable: one a line. The first one wraps, the
// others only open what they wrapped before.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "storage/sealing/aead.hpp"

namespace waymark::sealing {

struct master_key {
    std::string id;  ///< 8 hexadecimal digits, made of the key: it names the key and says nothing about it
    secret_key key;
};

class master_keys {
  public:
    /// One that nothing else knows and that ends with this object: for a database that ends as well.
    [[nodiscard]] static master_keys of_this_process();

    [[nodiscard]] const master_key& first() const { return all_.front(); }
    /// Null when there is none of this id.
    [[nodiscard]] const master_key* find(std::string_view id) const;
    [[nodiscard]] const std::vector<master_key>& all() const { return all_; }
    /// Takes over what stands only there, behind its own.
    void keep_too(const master_keys& others);

  private:
    friend std::variant<master_keys, std::string> read_master_keys(std::string_view text, const std::string& from);
    std::vector<master_key> all_;
};

/// 32 bytes as 44 letters of base64 or 64 hexadecimal digits on each line; empty lines and those that begin with "#"
/// say nothing. `from`: what the text is called in an error, which names the line and never what stands there.
[[nodiscard]] std::variant<master_keys, std::string> read_master_keys(std::string_view text, const std::string& from);

/// A new key as such a line, without its end.
[[nodiscard]] std::string new_master_key();

/// The text without the line of this key; everything else stays as it is.
[[nodiscard]] std::string without_key(std::string_view text, std::string_view id);

}  // namespace waymark::sealing
