#include "conversations/packed_text.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace waymark {
namespace {

constexpr std::size_t usual_size = 256;  ///< holds most events without growing
constexpr std::size_t most_digits = 20;  ///< of a 64-bit number, with its sign

[[noreturn]] void broken() {
    throw std::invalid_argument("not a packed text of this format");
}

std::string_view digits_of(std::int64_t value, std::array<char, most_digits>& into) {
    const auto* const end = std::to_chars(into.data(), into.data() + into.size(), value).ptr;
    return {into.data(), static_cast<std::size_t>(end - into.data())};
}

}  // namespace

packed_writer::packed_writer(std::string_view format) {
    out_.reserve(usual_size);
    out_ += format;
}

void packed_writer::digits(std::int64_t value, char end) {
    std::array<char, most_digits> room{};
    out_ += digits_of(value, room);
    out_ += end;
}

void packed_writer::number(std::int64_t value) {
    digits(value, ';');
}

void packed_writer::text(std::string_view value) {
    digits(static_cast<std::int64_t>(value.size()), ':');
    out_ += value;
}

packed_reader::packed_reader(std::string_view from, std::string_view format) : left_(from) {
    if (!left_.starts_with(format)) broken();
    left_.remove_prefix(format.size());
}

std::int64_t packed_reader::digits(char end) {
    std::int64_t value = 0;
    const auto [stop, ec] = std::from_chars(left_.data(), left_.data() + left_.size(), value);
    const auto length = static_cast<std::size_t>(stop - left_.data());
    if (ec != std::errc{} || length == left_.size() || *stop != end) broken();
    std::array<char, most_digits> room{};
    if (digits_of(value, room) != left_.substr(0, length)) broken();  // "007" is not how it was written
    left_.remove_prefix(length + 1);
    return value;
}

std::int64_t packed_reader::number() {
    return digits(';');
}

std::size_t packed_reader::index(std::size_t end) {
    const auto value = number();
    if (value < 0 || static_cast<std::size_t>(value) >= end) broken();
    return static_cast<std::size_t>(value);
}

std::string packed_reader::text() {
    const auto length = digits(':');
    if (length < 0 || static_cast<std::size_t>(length) > left_.size()) broken();
    std::string out(left_.substr(0, static_cast<std::size_t>(length)));
    left_.remove_prefix(out.size());
    return out;
}

void packed_reader::end() const {
    if (!left_.empty()) broken();
}

}  // namespace waymark
