// JSON text, written and read piece by piece without a tree. json_members.hpp builds structs on it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::json {

/// Throws std::invalid_argument.
[[noreturn]] void broken(const char* what);
inline void must(bool holds, const char* what) {
    if (!holds) broken(what);
}

void write_string(std::string& out, std::string_view value);
void write_number(std::string& out, std::int64_t value);
/// The shortest text that is read back as the same number.
void write_number(std::string& out, double value);

/// Walks through one document. Every call throws std::invalid_argument when something else stands there.
class text_reader {
  public:
    explicit text_reader(std::string_view document) : at_(document.data()), end_(at_ + document.size()) {}

    /// Goes past `sign`, if it comes next.
    [[nodiscard]] bool take(char sign);
    void need(char sign, const char* what) { must(take(sign), what); }
    /// Of a list or an object that has begun: whether another part comes. `first` is true before the first one.
    [[nodiscard]] bool another(char end, bool& first);

    void string(std::string& into);
    /// A string that lives until the next call: no copy when it has no escapes.
    [[nodiscard]] std::string_view word();
    /// The name of the next part of an object, with its colon. Lives until the next call.
    [[nodiscard]] std::string_view key();
    [[nodiscard]] bool boolean();
    /// A whole number from `low` to `high`; "1.0" is none.
    [[nodiscard]] std::int64_t whole(std::int64_t low, std::int64_t high);
    [[nodiscard]] double number();
    /// Goes past a value nobody asked about.
    void skip(int depth = 0);
    /// Nothing may follow.
    void finish();

  private:
    void space();
    void escaped(std::string& into);
    [[nodiscard]] std::uint32_t hex();
    [[nodiscard]] std::string_view digits();
    void literal(std::string_view text);

    const char* at_;
    const char* end_;
    std::string room_;  ///< of the last word() or key() that had escapes
};

}  // namespace waymark::json
