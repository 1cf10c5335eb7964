#include "adapters/slack/form.hpp"

namespace waymark::slack {
namespace {

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<std::string> form_decoded(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '+') {
            out.push_back(' ');
        } else if (raw[i] == '%') {
            if (i + 2 >= raw.size()) return {};
            const int high = nibble(raw[i + 1]);
            const int low = nibble(raw[i + 2]);
            if (high < 0 || low < 0) return {};
            out.push_back(static_cast<char>(high << 4 | low));
            i += 2;
        } else {
            out.push_back(raw[i]);
        }
    }
    return out;
}

std::optional<form> form::read(std::string_view body) {
    form out;
    while (!body.empty()) {
        const auto end = body.find('&');
        const auto field = body.substr(0, end);
        body = end == std::string_view::npos ? std::string_view{} : body.substr(end + 1);
        if (field.empty()) continue;
        const auto equals = field.find('=');
        auto name = form_decoded(field.substr(0, equals));
        auto value = equals == std::string_view::npos ? std::string{} : form_decoded(field.substr(equals + 1));
        if (!name || !value || out.pairs_.size() == form_fields_limit) return {};
        out.pairs_.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

const std::string& form::operator[](std::string_view name) const {
    static const std::string none;
    for (const auto& [key, value] : pairs_)
        if (key == name) return value;
    return none;
}

}  // namespace waymark::slack
