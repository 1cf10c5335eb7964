#include "adapters/slack/install_words.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

#include "adapters/letter_case.hpp"
#include "adapters/replies.hpp"
#include "adapters/slack/install_texts.hpp"

namespace waymark::slack {
namespace {

constexpr std::string_view style =
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1d2b28;"
    "background:#fff}h1{font-size:1.6rem;line-height:1.25}a{color:#1d5f50}"
    "@media(prefers-color-scheme:dark){body{color:#e6efec;background:#12201d}a{color:#8fd6c2}}";

/// What lets this one style in, and no other and no script.
std::string style_hash() {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(style.data()), style.size(), digest.data());
    std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> text{};
    EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
    return std::string("'sha256-").append(reinterpret_cast<const char*>(text.data())).append("'");
}

std::string in_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out.push_back(c);
    }
    return out;
}

std::string filled(std::string_view text, const install_facts& facts) {
    std::string out;
    while (!text.empty()) {
        const auto at = text.find('{');
        out += in_html(text.substr(0, at));
        if (at == std::string_view::npos) break;
        const auto end = text.find('}', at);
        const auto name = text.substr(at + 1, end - at - 1);
        out += in_html(name == "bot"      ? facts.bot_name
                       : name == "where"  ? (facts.where.empty() ? facts.tenant : facts.where)
                       : name == "tenant" ? facts.tenant
                                          : facts.reason);
        text = text.substr(end + 1);
    }
    return out;
}

const page_words& words_of(const known_page& page, std::string_view language) {
    if (language == "es") return page.spanish;
    if (language == "de") return page.german;
    return language == "fr" ? page.french : page.english;
}

std::string html_of(const known_page& page, const install_facts& facts, std::string_view language) {
    const auto& words = words_of(page, language);
    const auto title = filled(words.title, facts);
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                      title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n<h1>" +
                      title + "</h1>\n";
    for (auto left = words.text; !left.empty();) {
        const auto end = left.find('\n');
        out += "<p>" + filled(left.substr(0, end), facts) + "</p>\n";
        left = end == std::string_view::npos ? std::string_view() : left.substr(end + 1);
    }
    const auto& way = page.which == install_page::done_everywhere ? facts.next : facts.again;
    if (!words.link.empty()) out += "<p><a href=\"" + in_html(way) + "\">" + filled(words.link, facts) + "</a></p>\n";
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace

/// The first of ours that stands there: browsers name languages in the order in which they are wanted.
std::string_view language_of(std::string_view accepted) {
    while (!accepted.empty()) {
        while (accepted.starts_with(' ')) accepted.remove_prefix(1);
        const auto one = accepted.substr(0, accepted.find_first_of(",;-"));
        for (const std::string_view ours : {"en", "es", "de", "fr"})
            if (iequals(one, ours)) return ours;
        const auto end = accepted.find(',');
        accepted = end == std::string_view::npos ? std::string_view() : accepted.substr(end + 1);
    }
    return "en";
}

webhook_reply page_of(install_page which, const install_facts& facts, std::string_view language) {
    const auto* page = &install_texts.front();
    for (const auto& one : install_texts)
        if (one.which == which) page = &one;
    auto out = refused(page->status, page->counted_as);
    out.content_type = "text/html; charset=utf-8";
    out.body = html_of(*page, facts, language);
    out.headers = {{"Cache-Control", "no-store"},
                   {"Referrer-Policy", "no-referrer"},
                   {"X-Content-Type-Options", "nosniff"},
                   {"Content-Security-Policy", "default-src 'none'; style-src " + style_hash() +
                                                   "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
    return out;
}

}  // namespace waymark::slack
