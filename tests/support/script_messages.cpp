#include "tests/support/script_messages.hpp"

#include <algorithm>
#include <cmath>

#include "conversations/engine/question.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/language/flow_reader.hpp"
#include "conversations/language/placeholder.hpp"

namespace waymark {
namespace {

constexpr std::size_t kept_of_a_kind = 5;
constexpr std::string_view of_pair = "pair.";
const instant noon_in_june = from_us(1'780'398'000'000'000);

/// The first `most` characters.
std::string first(const std::string& text, int most) {
    int count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++count > most) return text.substr(0, i);
    return text;
}

answer_value answered(const answer_spec& spec, const fillings& with) {
    answer_value out;
    switch (spec.kind) {
        case answer_kind::text:
        case answer_kind::long_text:
            out.items = {first(with.words, spec.max_chars)};
            break;
        case answer_kind::list:
            out.items.assign(static_cast<std::size_t>(std::max(1, spec.max_items)), first(with.words, spec.max_chars));
            break;
        case answer_kind::choice:
        case answer_kind::yes_no:
        case answer_kind::several:
            for (const auto& one : spec.options) out.items.push_back(one.value);
            if (spec.kind != answer_kind::several && out.items.size() > 1) out.items.resize(1);
            break;
        case answer_kind::scale:
        case answer_kind::number:
            out.number = spec.max;
            out.items = {std::to_string(std::lround(spec.max))};
            break;
        case answer_kind::date:
            out.items = {"2026-12-31"};
            break;
        case answer_kind::person:
            out.items = {with.name};
    }
    return out;
}

class all_of_one {
  public:
    all_of_one(const script_book& book, const flow& script, const std::string& language, const fillings& with)
        : book_(book), script_(script), language_(language), with_(with) {
        set_the_stage();
        if (!with.words.empty()) {
            let_both_answer();
            keep_everything_mentioned();
        }
    }

    std::vector<scripted_message> messages() {
        for (const auto& one : state_.lanes) {
            for (const auto& step : script_.steps)
                if (talk::is_for(step, one)) add_step(one, step);
            for (const auto& rule : script_.rules) {
                add(one, rule.id, render(talk_, one, rule.say));
                add(one, rule.id + ", otherwise", render(talk_, one, rule.otherwise.say));
                add_lines_for_contact(one, rule.id, rule.does);
            }
        }
        return std::move(out_);
    }

  private:
    void set_the_stage() {
        room_.pair.id = {"p1"};
        room_.pair.mentor = {"ann"};
        room_.pair.mentee = {"bo"};
        facts_.programme_name = with_.programme;
        facts_.contact_name = with_.name;
        for (const auto& who : {room_.pair.mentor, room_.pair.mentee}) {
            facts_.people[who] = {who, with_.name, language_, "Europe/Madrid"};
            if (!with_.words.empty()) facts_.people[who].offers = {with_.name, with_.name + " 2"};
        }
        state_.id = {"p1/" + script_.ref.name + "/1"};
        state_.flow = script_.ref;
        for (const auto& role : script_.people) {
            const bool second = role == "mentee" || (role != "mentor" && !state_.lanes.empty());
            lane one;
            one.role = role;
            one.person = second ? room_.pair.mentee : room_.pair.mentor;
            one.is = lane::phase::done;
            state_.lanes.push_back(std::move(one));
        }
    }

    void let_both_answer() {
        for (const auto& one : state_.lanes)
            for (const auto& step : script_.steps) {
                if (!step.ask || !talk::is_for(step, one)) continue;
                answer given;
                given.conversation = state_.id;
                given.flow = script_.ref.name;
                given.step = step.id;
                given.author = one.person;
                given.kind = step.ask->answer.kind;
                given.value = answered(step.ask->answer, with_);
                given.opened = true;
                room_.pair.answers.push_back(std::move(given));
            }
    }

    void keep_everything_mentioned() {
        auto& pair = room_.pair;
        pair.ends = noon_in_june + std::chrono::days(200);
        pair.rhythm = std::chrono::days(14);
        pair.met = {noon_in_june, noon_in_june + std::chrono::days(7)};
        std::set<std::string> kinds;
        for (const auto* text : texts_of(script_))
            for (const auto& one : placeholders_in(text->text))
                if (one.name.starts_with(of_pair)) kinds.insert(one.name.substr(of_pair.size()));
        for (const auto& kind : kinds)
            for (std::size_t i = 0; i < kept_of_a_kind; ++i) {
                kept_text one;
                one.kind = kind;
                one.author = i % 2 == 0 ? pair.mentor : pair.mentee;
                one.opened = true;
                one.text = first(with_.words, 300);
                pair.kept.push_back(std::move(one));
            }
    }

    void add(const lane& to, const std::string& where, std::vector<text_run> text) {
        if (text.empty()) return;
        outgoing message;
        message.text = std::move(text);
        add(to, where, std::move(message));
    }
    void add(const lane& to, const std::string& where, outgoing message, std::vector<settled> then = {}) {
        message.language = language_;
        out_.push_back(
            {script_.ref.name + "/" + where + ", " + to.role + ", " + language_, std::move(message), std::move(then)});
    }

    control ways_out() const {
        control out{control::kind::buttons, "out|offer", {}, 1, book_.texts.say(language_, "out.label")};
        for (const char* way : {"why", "snooze_day", "snooze_week", "less", "pause", "stop"})
            out.options.push_back({way, book_.texts.say(language_, std::string("out.") + way)});
        return out;
    }

    void add_step(const lane& one, const flow_step& step) {
        add_lines_for_contact(one, step.id, step.does);
        if (!step.ask) return add(one, step.id, render(talk_, one, step.say));
        auto asked = question_message(talk_, one, step);
        asked.ways_out = ways_out();
        add(one, step.id, std::move(asked), choices(one, step));
        add(one, step.id + ", again", question_again(talk_, one, step));
        for (const auto& [what, text] :
             {std::pair("example", &step.ask->example), std::pair("reminder", &step.ask->remind.say),
              std::pair("if vague", &step.ask->answer.if_vague)})
            add(one, step.id + ", " + what, render(talk_, one, *text));
    }

    std::vector<settled> choices(const lane& one, const flow_step& step) const {
        const auto& spec = step.ask->answer;
        std::vector<answer_value> values{answered(spec, with_), {{}, 0, true}};
        for (const auto& option : spec.options) values.push_back({{option.value}, 0, false});
        std::vector<settled> out;
        for (const auto& value : values) {
            answer given;
            given.step = step.id;
            given.kind = spec.kind;
            given.value = value;
            out.push_back({{"m"}, chosen_label(talk_, one, step, given), true});
        }
        out.push_back({{"m"}, book_.texts.say(language_, "question.given_up"), false, false});
        return out;
    }

    void add_lines_for_contact(const lane& one, const std::string& where, const std::vector<flow_action>& does) {
        for (const auto& each : does)
            if (const auto* line = std::get_if<action::tell_contact>(&each)) {
                outgoing message;
                message.text = {{render_plain(talk_, one, line->text), true}};
                add(one, where + ", to the contact", std::move(message));
            }
    }

    const script_book& book_;
    const flow& script_;
    const std::string& language_;
    const fillings& with_;
    cast_facts facts_{};
    step_room room_{book_.flows, book_.texts, facts_, noon_in_june};
    conversation state_{};
    talk talk_{room_, script_, state_, {}};
    std::vector<scripted_message> out_{};
};

}  // namespace

fillings long_ones() {
    fillings out;
    out.name = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh";
    while (out.words.size() < 3000)
        out.words += out.words.size() % 700 < 60 ? "What I have learnt is this:\n"
                                                 : "we spoke about it at length & then <again>, ";
    return out;
}

std::vector<scripted_message> messages_of(const script_book& book, const flow& script, const std::string& language,
                                          const fillings& with) {
    return all_of_one(book, script, language, with).messages();
}

}  // namespace waymark
