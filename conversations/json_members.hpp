// Structs to JSON and back by one list of their members, so that writing and reading cannot disagree. What is empty (0,
// "", false, nothing in it) is left out, and what is missing is read as empty, whatever default the member has in C++:
// a new member whose default is not empty needs a new format number.
#pragma once

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "conversations/ids.hpp"
#include "conversations/time.hpp"

namespace waymark::json {

template <class Struct, class Member>
struct member {
    const char* name;
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

[[noreturn]] inline void broken(const std::string& what) {
    throw std::invalid_argument("a stored document is broken: " + what);
}
inline void must(bool holds, const char* what) {
    if (!holds) broken(what);
}

[[nodiscard]] inline std::string_view key_text(const std::string& key) {
    return key;
}
template <has_text Id>
[[nodiscard]] std::string_view key_text(const Id& key) {
    return key.text;
}

template <class T>
[[nodiscard]] nlohmann::json write(const T& value) {
    if constexpr (has_members<T>) {
        static_assert(lists_every_member<T>, "a member that is not listed would be forgotten");
        auto out = nlohmann::json::object();
        const auto put = [&]<class Member>(const member<T, Member>& one) {
            const auto& part = value.*one.at;
            if (!(part == Member{})) out.emplace(one.name, write(part));
        };
        std::apply([&](const auto&... each) { (put(each), ...); }, members<T>::list);
        return out;
    } else if constexpr (std::is_enum_v<T>) {
        return names<T>::list.at(static_cast<std::size_t>(value));
    } else if constexpr (has_text<T>) {
        return value.text;
    } else if constexpr (std::is_same_v<T, instant>) {
        return to_us(value);
    } else if constexpr (std::is_same_v<T, span>) {
        return value.count();
    } else if constexpr (is_optional<T>) {
        return write(value.value());
    } else if constexpr (is_map<T>) {
        auto out = nlohmann::json::object();
        for (const auto& [key, one] : value) out.emplace(key_text(key), write(one));
        return out;
    } else if constexpr (is_set<T> || is_vector<T>) {
        auto out = nlohmann::json::array();
        for (const auto& one : value) out.push_back(write(one));
        return out;
    } else {
        return value;
    }
}

template <class T>
void read_number(const nlohmann::json& from, T& into) {
    if constexpr (std::is_floating_point_v<T>) {
        must(from.is_number(), "a number is expected");
        into = from.get<T>();
    } else {
        must(from.is_number_integer(), "a whole number is expected");
        const bool fits = from.is_number_unsigned() ? std::in_range<T>(from.get<std::uint64_t>())
                                                    : std::in_range<T>(from.get<std::int64_t>());
        must(fits, "a number is too large");
        into = from.get<T>();
    }
}

template <class T>
void read(const nlohmann::json& from, T& into);

template <class T>
[[nodiscard]] T read_as(const nlohmann::json& from) {
    T out{};
    read(from, out);
    return out;
}

template <class T>
void read_members(const nlohmann::json& from, T& into) {
    must(from.is_object(), "an object is expected");
    const auto take = [&]<class Member>(const member<T, Member>& one) {
        const auto at = from.find(one.name);
        into.*one.at = at == from.end() ? Member{} : read_as<Member>(*at);
    };
    std::apply([&](const auto&... each) { (take(each), ...); }, members<T>::list);
}

/// Throws std::invalid_argument when `from` is not a T.
template <class T>
void read(const nlohmann::json& from, T& into) {
    if constexpr (has_members<T>) {
        read_members(from, into);
    } else if constexpr (std::is_enum_v<T>) {
        const auto& list = names<T>::list;
        std::size_t place = 0;
        while (place < list.size() && from != list.at(place)) ++place;
        must(place < list.size(), "a word is not one of those known");
        into = static_cast<T>(place);
    } else if constexpr (std::is_same_v<T, std::string>) {
        must(from.is_string(), "a text is expected");
        into = from.get_ref<const std::string&>();
    } else if constexpr (has_text<T>) {
        read(from, into.text);
    } else if constexpr (std::is_same_v<T, instant>) {
        into = from_us(read_as<std::int64_t>(from));
    } else if constexpr (std::is_same_v<T, span>) {
        into = span(read_as<std::int64_t>(from));
    } else if constexpr (is_optional<T>) {
        into = read_as<typename T::value_type>(from);
    } else if constexpr (is_map<T>) {
        must(from.is_object(), "an object is expected");
        for (const auto& [key, one] : from.items())
            into.emplace(typename T::key_type{key}, read_as<typename T::mapped_type>(one));
    } else if constexpr (is_set<T> || is_vector<T>) {
        must(from.is_array(), "a list is expected");
        for (const auto& one : from) into.insert(into.end(), read_as<typename T::value_type>(one));
    } else if constexpr (std::is_same_v<T, bool>) {
        must(from.is_boolean(), "true or false is expected");
        into = from.get<bool>();
    } else {
        read_number(from, into);
    }
}

/// A whole document: its members and its format number, `T::format`.
template <class T>
[[nodiscard]] nlohmann::json write_document(const T& value) {
    auto out = write(value);
    out.emplace("format", T::format);
    return out;
}
template <class T>
[[nodiscard]] T read_document(const nlohmann::json& from) {
    must(from.is_object(), "an object is expected");
    const auto format = from.find("format");
    must(format != from.end() && *format == T::format, "its format is another");
    return read_as<T>(from);
}

}  // namespace waymark::json
