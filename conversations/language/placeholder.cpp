#include "conversations/language/placeholder.hpp"

namespace waymark {

std::vector<placeholder> placeholders_in(std::string_view text) {
    std::vector<placeholder> all;
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
        if (text.substr(at).starts_with("{{")) {
            at += 2;
            continue;
        }
        const auto end = text.find_first_of("{}\n", at + 1);
        const bool closed = end != std::string_view::npos && text[end] == '}';
        all.push_back({std::string(text.substr(at + 1, closed ? end - at - 1 : 20)), at, closed});
        at = closed ? end : at + 1;
    }
    return all;
}

std::string_view answer_step(std::string_view name) {
    for (const std::string_view of : {"me.answer.", "partner.answer."})
        if (name.starts_with(of)) return name.substr(of.size());
    return {};
}

const std::vector<std::string>& known_placeholders() {
    static const std::vector<std::string> known{
        "me.first_name",  "partner.first_name", "me.unasked_offers", "programme.name", "programme.contact",
        "programme.ends", "pair.goal",          "pair.challenge",    "pair.victory",   "pair.lesson",
        "pair.next_step", "pair.moment",        "pair.rhythm",       "pair.meetings"};
    return known;
}

}  // namespace waymark
