#include "conversations/message.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "conversations/packed_text.hpp"

namespace waymark {
namespace {

constexpr auto last_account_value = inbound::account_is::without_app;

// Rows that an older version has written and not worked on are read, too: what they lack is empty.
constexpr std::string_view inbound_format = "i2 ", first_inbound_format = "i1 ";
constexpr std::string_view content_format = "c2 ", first_content_format = "c1 ";
constexpr std::size_t first_inbound_kinds = 9, first_content_kinds = 2;

/// Writes and reads a text that may be missing as a list of none or one.
void write_optional(packed_writer& to, const std::optional<std::string>& value) {
    to.number(value ? 1 : 0);
    if (value) to.text(*value);
}
std::optional<std::string> read_optional(packed_reader& from) {
    if (!from.flag()) return std::nullopt;
    return from.text();
}

struct inbound_writer {
    packed_writer& to;
    void operator()(const inbound::said& one) const { to.text(one.text); }
    void operator()(const inbound::edited& one) const { to.text(one.text); }
    void operator()(const inbound::deleted& /*one*/) const {}
    void operator()(const inbound::chose& one) const {
        to.text(one.control);
        to.each(one.values, [&](const std::string& value) { to.text(value); });
    }
    void operator()(const inbound::commanded& one) const { to.text(one.text); }
    void operator()(const inbound::mentioned& /*one*/) const {}
    void operator()(const inbound::opened& one) const { to.number(static_cast<std::int64_t>(one.where)); }
    void operator()(const inbound::profile_changed& one) const {
        write_optional(to, one.name);
        write_optional(to, one.zone);
        write_optional(to, one.language);
        to.number(static_cast<std::int64_t>(one.account));
    }
    void operator()(const inbound::app_removed& /*one*/) const {}
    void operator()(const inbound::submitted& one) const {
        to.text(one.form);
        to.each(one.values, [&](const auto& field) {
            to.text(field.first);
            to.each(field.second, [&](const std::string& value) { to.text(value); });
        });
    }
    void operator()(const inbound::form_closed& one) const { to.text(one.form); }
    void operator()(const inbound::kept& one) const { to.text(one.text); }
    void operator()(const inbound::app_added& /*one*/) const {}
};

inbound::submitted read_submitted(packed_reader& from) {
    inbound::submitted out;
    out.form = from.text();
    const auto fields = from.each([&] {
        auto id = from.text();
        return std::pair(std::move(id), from.each([&] { return from.text(); }));
    });
    for (const auto& [id, values] : fields) {
        const bool in_order = out.values.empty() || out.values.rbegin()->first < id;
        if (!in_order) throw std::invalid_argument("fields are written in order, each once");
        out.values.emplace(id, values);
    }
    return out;
}

// One function for each alternative of inbound_content, in its order: the number stored is the place in the variant.
inbound_content read_inbound(packed_reader& from, std::size_t kind, bool first_format) {
    const auto text = [&] { return from.text(); };
    switch (kind) {
        case 0:
            return inbound::said{text()};
        case 1:
            return inbound::edited{text()};
        case 2:
            return inbound::deleted{};
        case 3: {
            inbound::chose out;
            out.control = text();
            out.values = from.each(text);
            return out;
        }
        case 4:
            return inbound::commanded{text()};
        case 5:
            return inbound::mentioned{};
        case 6:
            return inbound::opened{first_format ? inbound::place::conversation
                                                : static_cast<inbound::place>(from.index(2))};
        case 7: {
            inbound::profile_changed out;
            out.name = read_optional(from);
            out.zone = read_optional(from);
            out.language = read_optional(from);
            out.account =
                static_cast<inbound::account_is>(from.index(static_cast<std::size_t>(last_account_value) + 1));
            return out;
        }
        case 8:
            return inbound::app_removed{};
        case 9:
            return read_submitted(from);
        case 10:
            return inbound::form_closed{text()};
        case 11:
            return inbound::kept{text()};
        default:
            return inbound::app_added{};
    }
}
static_assert(std::variant_size_v<inbound_content> == 13, "read_inbound knows thirteen kinds");

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

std::string encode_inbound(const inbound_event& event) {
    packed_writer to(inbound_format);
    to.text(event.key);
    to.text(event.from.platform);
    to.text(event.from.tenant.text);
    to.text(event.from.user);
    to.number(to_us(event.at));
    to.text(event.message);
    to.number(static_cast<std::int64_t>(event.what.index()));
    std::visit(inbound_writer{to}, event.what);
    to.text(event.surface);
    return to.take();
}

inbound_event decode_inbound(const std::string& body) {
    const bool first = body.starts_with(first_inbound_format);
    packed_reader from(body, first ? first_inbound_format : inbound_format);
    inbound_event out;
    out.key = from.text();
    out.from.platform = from.text();
    out.from.tenant.text = from.text();
    out.from.user = from.text();
    out.at = from_us(from.number());
    out.message = from.text();
    const auto kind = from.index(first ? first_inbound_kinds : std::variant_size_v<inbound_content>);
    out.what = read_inbound(from, kind, first);
    if (!first) out.surface = from.text();
    from.end();
    return out;
}

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

std::string plain_text(const outgoing& message) {
    std::string out;
    for (const auto& run : message.text) out += run.text;
    return out;
}

bool is_blank(const std::vector<text_run>& text) {
    return std::ranges::all_of(
        text, [](const text_run& run) { return run.text.find_first_not_of(" \t\r\n") == std::string::npos; });
}

}  // namespace waymark
