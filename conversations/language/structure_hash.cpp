// The structure of a flow as one number: everything a running talk depends on, and nothing that is only wording.
//
// FNV-1a with 64 bits suffices: it guards authors against slips, not against attackers. Whoever could craft a collision
// may write the file anyway, and two honest versions collide once in 2^64.
#include <cstdint>

#include "conversations/language/flow_reader.hpp"

namespace waymark {

namespace {

class structure {
  public:
    void add(std::string_view word) {
        for (const char c : word) byte(static_cast<unsigned char>(c));
        byte(0);  // so that "ab","c" differs from "a","bc"
    }
    void add(const char* word) { add(std::string_view(word)); }
    void add(std::int64_t number) { add(std::string_view(std::to_string(number))); }
    void add(span length) { add(static_cast<std::int64_t>(length.count())); }
    void add(double number) { add(std::string_view(std::to_string(number))); }
    void add(const name_ref& name) { add(std::string_view(name.name)); }
    /// Whether there is a text is structure; its words are not.
    void add(const script_text& text) { add(std::string_view(text.empty() ? "-" : "+")); }

    void add(const std::vector<condition>& all) {
        size(all);
        for (const auto& one : all) {
            add(one.step);
            add(static_cast<std::int64_t>(one.is));
            add(one.number);
            size(one.values);
            for (const auto& value : one.values) add(std::string_view(value));
        }
    }

    void add(const answer_spec& one) {
        for (const std::int64_t number :
             {static_cast<int>(one.kind), one.min_items, one.max_items, one.max_chars, one.tries})
            add(number);
        add(one.min);
        add(one.max);
        size(one.options);
        for (const auto& option : one.options) add(std::string_view(option.value));
        add(one.may_decline);
        add(one.if_vague);
        if (one.days_ahead) add(static_cast<std::int64_t>(*one.days_ahead));
    }

    void add(const ask& one) {
        add(one.text);
        add(one.example);
        add(one.answer);
        add(static_cast<std::int64_t>(one.seen_by));
        add(std::string_view(one.keep_as));
        size(one.remind.after);
        for (const auto after : one.remind.after) add(after);
        add(one.after_silence ? one.after_silence->after : span::zero());
        add(one.after_silence ? one.after_silence->go : name_ref{});
    }

    void add(const std::vector<flow_action>& all) {
        size(all);
        for (const auto& what : all) {
            add(static_cast<std::int64_t>(what.index()));
            std::visit([this](const auto& one) { of_action(one); }, what);
        }
    }

    void add(const flow_step& one) {
        add(std::string_view(one.id));
        add(std::string_view(one.only_for));
        add(one.only_if);
        add(one.say);
        add(static_cast<std::int64_t>(one.ask.has_value()));
        if (one.ask) add(*one.ask);
        add(one.wait_for ? one.wait_for->rule : name_ref{});
        add(one.wait_for ? one.wait_for->at_most : span::zero());
        if (one.wait_for && !one.wait_for->date_of.empty()) add(one.wait_for->date_of);
        add(one.does);
        size(one.next);
        for (const auto& way : one.next) {
            add(way.when);
            add(way.go);
        }
        add(static_cast<std::int64_t>(one.end));
    }

    void add(const together_rule& one) {
        add(std::string_view(one.id));
        add(one.needs);
        add(std::string_view(one.to));
        add(one.say);
        add(one.does);
        add(one.otherwise.after);
        add(one.otherwise.say);
    }

    template <class List>
    void size(const List& list) {
        add(static_cast<std::int64_t>(list.size()));
    }

    [[nodiscard]] std::string hex() const {
        std::string out;
        for (int shift = 60; shift >= 0; shift -= 4)
            out += "0123456789abcdef"[hash_ >> static_cast<unsigned>(shift) & 15U];
        return out;
    }

  private:
    void of_action(const action::set_rhythm& one) {
        add(one.slowest_of);
        add(std::string_view(one.value));
    }
    void of_action(const action::set_stage& one) { add(std::string_view(one.stage)); }
    void of_action(const action::start_flow& one) { add(std::string_view(one.flow.name)); }
    void of_action(const action::pause_until& one) { add(one.date_of); }
    void of_action(const action::set_end& one) { add(one.date_of); }
    void of_action(const action::end_pair& one) { add(one.reason_of); }
    void of_action(const action::log_meeting& /*nothing more to it*/) { add("met"); }
    void of_action(const action::tell_contact& one) { add(one.text); }
    void of_action(const action::calendar_file& one) { add(one.date_of); }

    void byte(unsigned char value) {
        hash_ ^= value;
        hash_ *= 0x100000001b3U;
    }
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace

std::string structure_hash(const flow& one) {
    structure all;
    all.add(std::string_view(one.ref.name));
    all.size(one.people);
    for (const auto& role : one.people) all.add(std::string_view(role));
    all.add(one.ends_after);
    all.size(one.steps);
    for (const auto& step : one.steps) all.add(step);
    all.size(one.rules);
    for (const auto& rule : one.rules) all.add(rule);
    return all.hex();
}

}  // namespace waymark
