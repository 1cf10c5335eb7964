// Structs to JSON text and back by one list of their members, so that writing and reading cannot disagree. What is
// empty (0, "", false, nothing in it) is left out, and what is missing is read as empty, whatever default the member
// has in C++: a new member whose default is not empty needs a new format number. No tree is built in between: a turn
// reads and writes whole states.
#pragma once

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "conversations/ids.hpp"
#include "conversations/json_text.hpp"
#include "conversations/time.hpp"

namespace waymark::json {

template <class Struct, class Member>
struct member {
    std::string_view name;
    Member Struct::* at;
};
template <class Struct, class Member>
member(const char*, Member Struct::*) -> member<Struct, Member>;

/// To be specialised for each struct: `static constexpr auto list = std::tuple(member{"id", &pair_state::id}, ...);`
template <class Struct>
struct members;
/// To be specialised for each enum: `static constexpr std::array list{"me", "partner"};` in the order of its values.
template <class Enum>
struct names;

template <class T>
concept has_members = requires { members<T>::list; };
template <class T>
concept has_text = requires(T id) {
    id.text;
    id.empty();
} && !has_members<T>;
template <class T>
concept is_map = requires { typename T::mapped_type; };
template <class T>
concept is_set = requires { typename T::key_type; } && !is_map<T>;
template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;
template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// Stands for a value of any type, where nothing is evaluated.
struct anything {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor): it has to convert by itself
};
/// How many members a struct has: as many as it can be initialised with.
template <class T, class... Members>
[[nodiscard]] consteval std::size_t member_count() {
    if constexpr (requires { T{Members{}..., anything{}}; })
        return member_count<T, Members..., anything>();
    else
        return sizeof...(Members);
}
template <class T>
constexpr bool lists_every_member = std::tuple_size_v<decltype(members<T>::list)> == member_count<T>();

template <class T>
void write(std::string& out, const T& value);

template <class T>
void write_members(std::string& out, const T& value, std::string_view before_first) {
    static_assert(lists_every_member<T>, "a member that is not listed would be forgotten");
    auto separator = before_first;
    const auto put = [&]<class Member>(const member<T, Member>& one) {
        const auto& part = value.*one.at;
        if (part == Member{}) return;
        out += separator;
        out += '"';
        out += one.name;
        out += "\":";
        write(out, part);
        separator = ",";
    };
    std::apply([&](const auto&... each) { (put(each), ...); }, members<T>::list);
}

template <class T>
void write_list(std::string& out, const T& values) {
    out += '[';
    for (bool first = true; const auto& one : values) {
        if (!std::exchange(first, false)) out += ',';
        write(out, one);
    }
    out += ']';
}

template <class T>
void write_map(std::string& out, const T& values) {
    out += '{';
    for (bool first = true; const auto& [key, one] : values) {
        if (!std::exchange(first, false)) out += ',';
        write(out, key);
        out += ':';
        write(out, one);
    }
    out += '}';
}

template <class T>
void write(std::string& out, const T& value) {
    if constexpr (has_members<T>) {
        out += '{';
        write_members(out, value, "");
        out += '}';
    } else if constexpr (std::is_enum_v<T>) {
        write_string(out, names<T>::list.at(static_cast<std::size_t>(value)));
    } else if constexpr (std::is_same_v<T, std::string>) {
        write_string(out, value);
    } else if constexpr (has_text<T>) {
        write_string(out, value.text);
    } else if constexpr (std::is_same_v<T, instant>) {
        write_number(out, to_us(value));
    } else if constexpr (std::is_same_v<T, span>) {
        write_number(out, std::int64_t{value.count()});
    } else if constexpr (is_optional<T>) {
        write(out, value.value());
    } else if constexpr (is_map<T>) {
        write_map(out, value);
    } else if constexpr (is_set<T> || is_vector<T>) {
        write_list(out, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_floating_point_v<T>) {
        write_number(out, double{value});
    } else {
        write_number(out, std::int64_t{value});
    }
}

template <class T>
void read(text_reader& from, T& into);

template <class T>
[[nodiscard]] T read_as(text_reader& from) {
    T out{};
    read(from, out);
    return out;
}

/// The value of `key`, into the member of that name. False when there is no such member.
template <class T>
[[nodiscard]] bool read_member(text_reader& from, std::string_view key, T& into) {
    const auto take = [&]<class Member>(const member<T, Member>& one) {
        if (key != one.name) return false;
        into.*one.at = Member{};
        read(from, into.*one.at);
        return true;
    };
    return std::apply([&](const auto&... each) { return (take(each) || ...); }, members<T>::list);
}

template <class T>
void forget_defaults(T& of) {
    const auto clear = [&]<class Member>(const member<T, Member>& one) { of.*one.at = Member{}; };
    std::apply([&](const auto&... each) { (clear(each), ...); }, members<T>::list);
}

template <class T>
void read_members(text_reader& from, T& into) {
    forget_defaults(into);
    from.need('{', "an object is expected");
    for (bool first = true; from.another('}', first);) {
        const auto key = from.key();
        if (!read_member(from, key, into)) from.skip();
    }
}

template <class T>
void read_map(text_reader& from, T& into) {
    from.need('{', "an object is expected");
    for (bool first = true; from.another('}', first);) {
        typename T::key_type key{std::string(from.key())};
        read(from, into[std::move(key)]);
    }
}

template <class T>
void read_list(text_reader& from, T& into) {
    from.need('[', "a list is expected");
    for (bool first = true; from.another(']', first);) {
        if constexpr (is_set<T>)
            into.insert(into.end(), read_as<typename T::value_type>(from));
        else
            read(from, into.emplace_back());
    }
}

template <class T>
void read_enum(text_reader& from, T& into) {
    const auto& list = names<T>::list;
    const auto word = from.word();
    std::size_t place = 0;
    while (place < list.size() && word != list.at(place)) ++place;
    must(place < list.size(), "a word is not one of those known");
    into = static_cast<T>(place);
}

/// Throws std::invalid_argument when the text holds no T. `into` is empty before.
template <class T>
void read(text_reader& from, T& into) {
    constexpr auto any_whole = std::numeric_limits<std::int64_t>{};
    if constexpr (has_members<T>) {
        read_members(from, into);
    } else if constexpr (std::is_enum_v<T>) {
        read_enum(from, into);
    } else if constexpr (std::is_same_v<T, std::string>) {
        from.string(into);
    } else if constexpr (has_text<T>) {
        from.string(into.text);
    } else if constexpr (std::is_same_v<T, instant>) {
        into = from_us(from.whole(any_whole.min(), any_whole.max()));
    } else if constexpr (std::is_same_v<T, span>) {
        into = span(from.whole(any_whole.min(), any_whole.max()));
    } else if constexpr (is_optional<T>) {
        read(from, into.emplace());
    } else if constexpr (is_map<T>) {
        read_map(from, into);
    } else if constexpr (is_set<T> || is_vector<T>) {
        read_list(from, into);
    } else if constexpr (std::is_same_v<T, bool>) {
        into = from.boolean();
    } else if constexpr (std::is_floating_point_v<T>) {
        into = from.number();
    } else {
        into = static_cast<T>(from.whole(std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    }
}

/// A whole document: its format number, `T::format`, and its members.
template <class T>
[[nodiscard]] std::string write_document(const T& value) {
    constexpr std::size_t usual_size = 1024;
    std::string out;
    out.reserve(usual_size);
    out += "{\"format\":";
    write_number(out, std::int64_t{T::format});
    write_members(out, value, ",");
    out += '}';
    return out;
}
template <class T>
[[nodiscard]] T read_document(std::string_view text) {
    text_reader from(text);
    T out{};
    forget_defaults(out);
    int format = -1;
    from.need('{', "an object is expected");
    for (bool first = true; from.another('}', first);) {
        const auto key = from.key();
        if (key == "format")
            read(from, format);
        else if (!read_member(from, key, out))
            from.skip();
    }
    from.finish();
    must(format == T::format, "its format is another");
    return out;
}

}  // namespace waymark::json
