// Values one after another in a compact line of text: quick to write and read where a JSON tree would cost too much. A
// text is its length, a colon and its bytes; a number is its digits and a semicolon.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

class packed_writer {
  public:
    /// `format` stands first and says what the rest is.
    explicit packed_writer(std::string_view format);
    void number(std::int64_t value);
    void text(std::string_view value);
    /// How many there are, then each by `write`.
    template <class Values, class Write>
    void each(const Values& values, const Write& write) {
        number(static_cast<std::int64_t>(values.size()));
        for (const auto& one : values) write(one);
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    void digits(std::int64_t value, char end);
    std::string out_;
};

/// Reads what packed_writer wrote. Every call throws std::invalid_argument when the text is anything else.
class packed_reader {
  public:
    packed_reader(std::string_view from, std::string_view format);
    [[nodiscard]] std::int64_t number();
    /// A number from 0 to below `end`.
    [[nodiscard]] std::size_t index(std::size_t end);
    [[nodiscard]] bool flag() { return index(2) == 1; }
    [[nodiscard]] std::string text();
    template <class Read>
    [[nodiscard]] auto each(const Read& read) {
        std::vector<decltype(read())> out;
        for (auto left = index(left_.size() + 1); left > 0; --left) out.push_back(read());  // each takes a byte or more
        return out;
    }
    /// To be called last: nothing may be left.
    void end() const;

  private:
    std::int64_t digits(char end);
    std::string_view left_;
};

}  // namespace waymark
