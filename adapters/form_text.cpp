#include "adapters/form_text.hpp"

namespace waymark {

std::string form_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.' || c == '~';
        if (plain)
            out.push_back(c);
        else
            out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

}  // namespace waymark
