#include "conversations/message.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "conversations/packed_text.hpp"

namespace waymark {
namespace {

constexpr auto last_account_value = inbound::account_is::visiting;

// Rows that an older version has written and not worked on are read, too: what they lack is empty.
constexpr std::array<std::string_view, 3> inbound_formats{"i1 ", "i2 ", "i3 "};  // the last is written
constexpr std::size_t first_inbound_kinds = 9;

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
    void operator()(const inbound::opened& one) const {
        to.number(static_cast<std::int64_t>(one.where));
        to.number(one.blank ? 1 : 0);
    }
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

inbound::opened read_opened(packed_reader& from, int format) {
    inbound::opened out;
    if (format > 1) out.where = static_cast<inbound::place>(from.index(2));
    if (format > 2) out.blank = from.index(2) == 1;
    return out;
}

// One function for each alternative of inbound_content, in its order: the number stored is the place in the variant.
inbound_content read_inbound(packed_reader& from, std::size_t kind, int format) {
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
            return read_opened(from, format);
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

}  // namespace

std::string encode_inbound(const inbound_event& event) {
    packed_writer to(inbound_formats.back());
    to.text(event.key);
    to.text(event.from.platform);
    to.text(event.from.tenant.text);
    to.text(event.from.user);
    to.number(to_us(event.at));
    to.text(event.message);
    to.number(static_cast<std::int64_t>(event.what.index()));
    std::visit(inbound_writer{to}, event.what);
    to.text(event.surface);
    to.number(event.visiting ? 1 : 0);
    return to.take();
}

inbound_event decode_inbound(const std::string& body) {
    int format = static_cast<int>(inbound_formats.size());
    while (format > 1 && !body.starts_with(inbound_formats.at(static_cast<std::size_t>(format - 1)))) --format;
    packed_reader from(body, inbound_formats.at(static_cast<std::size_t>(format - 1)));
    inbound_event out;
    out.key = from.text();
    out.from.platform = from.text();
    out.from.tenant.text = from.text();
    out.from.user = from.text();
    out.at = from_us(from.number());
    out.message = from.text();
    const auto kind = from.index(format == 1 ? first_inbound_kinds : std::variant_size_v<inbound_content>);
    out.what = read_inbound(from, kind, format);
    if (format > 1) out.surface = from.text();
    if (format > 2) out.visiting = from.index(2) == 1;
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
