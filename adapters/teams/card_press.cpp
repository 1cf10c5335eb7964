#include "adapters/teams/card_press.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "adapters/plain_text.hpp"
#include "adapters/replies.hpp"

namespace waymark::teams {
namespace {

constexpr std::size_t most_values = 100;

std::vector<std::string> split(std::string_view joined) {
    std::vector<std::string> out;
    while (!joined.empty()) {
        const auto comma = std::min(joined.find(','), joined.size());
        if (comma > 0) out.emplace_back(joined.substr(0, comma));
        joined.remove_prefix(std::min(comma + 1, joined.size()));
    }
    return out;
}

}  // namespace

bool is_ours(const card_input& input) {
    return !input.control.empty();
}

bool is_sane(const card_input& input) {
    if (!id_like(input.control) || input.press.size() > longest_id) return false;
    if (!input.values) return true;
    return input.values->size() <= kept_text_bytes &&
           static_cast<std::size_t>(std::ranges::count(*input.values, ',')) < most_values;
}

std::vector<std::string> chosen(const card_input& input) {
    if (input.values) return split(*input.values);
    if (!input.value || input.value->empty()) return {};
    return {kept_text(*input.value)};
}

std::string fingerprint(const card_input& input) {
    std::string all;
    // Sizes keep "a" + "bc" apart from "ab" + "c".
    for (const auto* part : {&input.control, &input.press})
        all.append(std::to_string(part->size())).append(":").append(*part);
    for (const auto* part : {&input.value, &input.values})
        all.append(*part ? std::to_string((*part)->size()) : "-").append(":").append(part->value_or(""));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(all.data(), all.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    std::string out;
    for (std::size_t i = 0; i < 16; ++i)
        for (const auto half : {digest[i] >> 4, digest[i] & 15})
            out.push_back("0123456789abcdef"[static_cast<std::size_t>(half)]);
    return out;
}

}  // namespace waymark::teams
