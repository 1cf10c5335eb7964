#include "conversations/engine/flow.hpp"

#include <algorithm>

#include "conversations/texts.hpp"

namespace waymark {

const flow_step* flow::find_step(std::string_view id) const {
    const auto found = std::ranges::find(steps, id, &flow_step::id);
    return found == steps.end() ? nullptr : &*found;
}

const together_rule* flow::find_rule(std::string_view id) const {
    const auto found = std::ranges::find(rules, id, &together_rule::id);
    return found == rules.end() ? nullptr : &*found;
}

void flow_library::add(flow one) {
    const auto ref = one.ref;
    flows_.insert_or_assign(ref, std::move(one));
}

void flow_library::add_texts(const flow_ref& flow, const std::string& language,
                             std::map<std::string, std::string> texts) {
    texts_[flow].insert_or_assign(language, std::move(texts));
}

flow_library::texts_by_language flow_library::texts_of(const flow_ref& ref) const {
    const auto found = texts_.find(ref);
    return found == texts_.end() ? texts_by_language{} : found->second;
}

const flow* flow_library::find(const flow_ref& ref) const {
    const auto found = flows_.find(ref);
    return found == flows_.end() ? nullptr : &found->second;
}

const flow* flow_library::newest(std::string_view name) const {
    const flow* best = nullptr;
    for (const auto& [ref, one] : flows_)
        if (ref.name == name) best = &one;  // versions come in ascending order
    return best;
}

const flow* flow_library::started_by(std::string_view word) const {
    const auto wanted = plain_word(word);
    if (wanted.empty()) return nullptr;
    for (const auto& [ref, one] : flows_)
        if (newest(ref.name) == &one &&
            std::ranges::any_of(one.words, [&](const auto& known) { return plain_word(known) == wanted; }))
            return &one;
    return nullptr;
}

std::vector<const flow*> flow_library::all() const {
    std::vector<const flow*> list;
    for (const auto& [ref, one] : flows_) list.push_back(&one);
    return list;
}

const std::string& flow_library::text(const flow& flow, const script_text& text, std::string_view language,
                                      const bot_texts& words) const {
    if (text.key.empty()) return text.text;
    const auto of_flow = texts_.find(flow.ref);
    const auto base = language.substr(0, language.find('-'));
    const auto own_base = std::string_view(flow.language).substr(0, flow.language.find('-'));
    for (const auto wanted : {language, base}) {
        if (const auto* own = words.own(wanted, flow.ref.name, text.key)) return *own;
        if (of_flow != texts_.end()) {
            const auto in_language = of_flow->second.find(std::string(wanted));
            if (in_language != of_flow->second.end()) {
                const auto found = in_language->second.find(text.key);
                if (found != in_language->second.end() && !found->second.empty()) return found->second;
            }
        }
        if (wanted == own_base) break;
    }
    const auto* own = words.own(flow.language, flow.ref.name, text.key);
    return own == nullptr ? text.text : *own;
}

}  // namespace waymark
