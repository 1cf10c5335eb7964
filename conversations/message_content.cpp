// What is on its way to a person as the text of its row, and back.
#include <cmath>
#include <limits>

#include "conversations/message.hpp"
#include "conversations/packed_text.hpp"

namespace waymark {
namespace {

// Rows that an older version has written and not sent are read, too: what they lack is empty.
constexpr std::string_view content_format = "c2 ", first_content_format = "c1 ";
constexpr std::size_t first_content_kinds = 2;

/// Bounds of a number, as the thousandth parts that flows may write.
void write_bound(packed_writer& to, const std::optional<double>& one) {
    to.number(one ? 1 : 0);
    if (one) to.number(std::llround(*one * 1000));
}

std::optional<double> read_bound(packed_reader& from) {
    if (!from.flag()) return std::nullopt;
    return static_cast<double>(from.number()) / 1000;
}

void write_control(packed_writer& to, const control& one) {
    to.number(static_cast<std::int64_t>(one.shape));
    to.text(one.id);
    to.each(one.options, [&](const option& choice) {
        to.text(choice.value);
        to.text(choice.label);
    });
    to.number(one.at_most);
    to.text(one.label);
    if (one.shape == control::kind::number) {
        write_bound(to, one.least);
        write_bound(to, one.most);
    }
    if (one.shape == control::kind::long_text) to.text(one.action);
    to.each(one.initial, [&](const std::string& value) { to.text(value); });
}

void write_control(packed_writer& to, const std::optional<control>& one) {
    to.number(one ? 1 : 0);
    if (one) write_control(to, *one);
}

control read_control(packed_reader& from, bool first_format) {
    control out;
    out.shape = static_cast<control::kind>(from.index(static_cast<std::size_t>(control::kind::time) + 1));
    out.id = from.text();
    out.options = from.each([&] {
        option choice;
        choice.value = from.text();
        choice.label = from.text();
        return choice;
    });
    out.at_most = static_cast<int>(from.index(std::numeric_limits<int>::max()));
    out.label = from.text();
    if (out.shape == control::kind::number) {
        out.least = read_bound(from);
        out.most = read_bound(from);
    }
    if (out.shape == control::kind::long_text) out.action = from.text();
    if (!first_format) out.initial = from.each([&] { return from.text(); });
    return out;
}

std::optional<control> read_perhaps_control(packed_reader& from, bool first_format) {
    if (!from.flag()) return std::nullopt;
    return read_control(from, first_format);
}

void write_runs(packed_writer& to, const std::vector<text_run>& text) {
    to.each(text, [&](const text_run& run) {
        to.number(run.from_person ? 1 : 0);
        to.text(run.text);
    });
}

std::vector<text_run> read_runs(packed_reader& from) {
    return from.each([&] {
        text_run run;
        run.from_person = from.flag();
        run.text = from.text();
        return run;
    });
}

outgoing read_outgoing(packed_reader& from, bool first_format) {
    outgoing out;
    out.text = read_runs(from);
    out.ask = read_perhaps_control(from, first_format);
    out.ways_out = read_perhaps_control(from, first_format);
    out.language = from.text();
    if (from.flag()) {
        out.file.emplace();
        out.file->name = from.text();
        out.file->body = from.text();
    }
    if (!first_format) out.shown_in = from.text();
    return out;
}

settled read_settled(packed_reader& from) {
    settled out;
    out.message.text = from.text();
    out.chosen = from.text();
    out.from_person = from.flag();
    out.is_choice = from.flag();
    return out;
}

person_page read_page(packed_reader& from) {
    person_page out;
    out.sections = from.each([&] {
        page_section one;
        one.heading = from.text();
        one.text = read_runs(from);
        one.controls = from.each([&] { return read_control(from, false); });
        return one;
    });
    out.language = from.text();
    return out;
}

input_form read_form(packed_reader& from) {
    input_form out;
    for (auto* each : {&out.id, &out.title, &out.send, &out.close, &out.language, &out.shown_in}) *each = from.text();
    out.text = read_runs(from);
    out.fields = from.each([&] {
        form_field one;
        one.what = read_control(from, false);
        one.hint = from.text();
        one.optional = from.flag();
        return one;
    });
    return out;
}

struct content_writer {
    packed_writer& to;
    void operator()(const outgoing& one) const {
        write_runs(to, one.text);
        write_control(to, one.ask);
        write_control(to, one.ways_out);
        to.text(one.language);
        to.number(one.file ? 1 : 0);
        if (one.file) {
            to.text(one.file->name);
            to.text(one.file->body);
        }
        to.text(one.shown_in);
    }
    void operator()(const person_page& one) const {
        to.each(one.sections, [&](const page_section& section) {
            to.text(section.heading);
            write_runs(to, section.text);
            to.each(section.controls, [&](const control& each) { write_control(to, each); });
        });
        to.text(one.language);
    }
    void operator()(const input_form& one) const {
        for (const auto* each : {&one.id, &one.title, &one.send, &one.close, &one.language, &one.shown_in})
            to.text(*each);
        write_runs(to, one.text);
        to.each(one.fields, [&](const form_field& field) {
            write_control(to, field.what);
            to.text(field.hint);
            to.number(field.optional ? 1 : 0);
        });
    }
    void operator()(const settled& one) const {
        to.text(one.message.text);
        to.text(one.chosen);
        to.number(one.from_person ? 1 : 0);
        to.number(one.is_choice ? 1 : 0);
    }
};

}  // namespace

std::string encode_content(const message_content& content) {
    packed_writer to(content_format);
    to.number(static_cast<std::int64_t>(content.index()));
    std::visit(content_writer{to}, content);
    return to.take();
}

message_content decode_content(const std::string& body) {
    const bool first = body.starts_with(first_content_format);
    packed_reader from(body, first ? first_content_format : content_format);
    message_content out;
    switch (from.index(first ? first_content_kinds : std::variant_size_v<message_content>)) {
        case 0:
            out = read_outgoing(from, first);
            break;
        case 1:
            out = read_settled(from);
            break;
        case 2:
            out = read_page(from);
            break;
        default:
            out = read_form(from);
    }
    from.end();
    return out;
}

}  // namespace waymark
