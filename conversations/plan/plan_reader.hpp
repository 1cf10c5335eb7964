// Reads a transcript with exact places. Everything wrong is reported in one pass; the codes are in README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conversations/language/diagnostic.hpp"
#include "conversations/plan/plan.hpp"

namespace waymark {

/// Takes a transcript line by line, so that a talk can be typed as well.
class plan_reader {
  public:
    static constexpr std::size_t most_bytes = 256 * 1024;
    static constexpr span longest = std::chrono::hours(24 * 366 * 5);  ///< from the first line to the last

    plan_reader(std::string file, std::vector<diagnostic>& problems);

    /// One line without its end. An indented one goes on with the text above it.
    void take(std::string_view line);
    /// After the last line: says what is missing altogether.
    void finish();

    [[nodiscard]] const plan& so_far() const { return out_; }

  private:
    // Every text handed on is a piece of `line_`, so that its column can be told.
    void take_start(std::string_view rest);
    void take_person(std::string_view word);
    void take_begin(std::string_view rest);
    void take_given(std::string_view rest);
    void take_of_person(std::string_view what, std::string_view rest);
    void take_goal(std::string_view rest);
    void take_bot(std::string_view rest);
    void take_doing(std::string_view line);
    void take_span(std::string_view rest);
    void take_moment(std::string_view rest);
    void move_clock(std::string_view where, instant to);
    void go_on(std::string_view text);

    void add(std::string_view where, std::string_view text, plan_act_type what);
    [[nodiscard]] bool is_text(std::string_view text, std::string_view after);
    [[nodiscard]] bool is_person(std::string_view name);
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] mark place(std::string_view piece) const;
    void problem(std::string_view where, std::string code, std::string text, std::string suggestion = {});

    plan out_;
    std::vector<diagnostic>& problems_;
    std::string_view line_;
    int number_ = 0;
    bool started_ = false;  ///< the first line was there, right or wrong
    bool people_are_known_ = false;
    bool can_go_on_ = false;  ///< an indented line may follow
    instant clock_;
};

/// A whole file. Use the result only when !any_error(problems).
[[nodiscard]] plan read_plan(std::string_view file, std::string_view source, std::vector<diagnostic>& problems);

/// Holds a transcript against the flows there are: T020, T021, T022.
void check_plan(const plan& one, const flow_library& flows, std::vector<diagnostic>& problems);

}  // namespace waymark
