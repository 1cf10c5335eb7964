// A talk that is being typed, line by line in the words of a transcript: what the bot says is shown, and everything is
// kept as a transcript.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "conversations/plan/plan_reader.hpp"
#include "conversations/plan/plan_writer.hpp"

namespace waymark {

class play_session {
  public:
    /// `head` is the `start` line and `given` lines. What is wrong goes to `complaints`. All but `head` must outlive
    /// the session.
    play_session(const script_book& book, std::vector<std::string> head, std::ostream& out, std::ostream& complaints);

    /// One entry: a line, and those that go on with its text. False when it could not be understood or done; what was
    /// wrong has been shown then. `given` lines begin the talk anew, which they can until somebody has done something.
    bool take(const std::vector<std::string>& entry);
    /// Shows what the bot says first, if that has not happened yet.
    bool begin();

    [[nodiscard]] std::string transcript() const;
    /// Whether what is typed is repeated in what is shown: for input that nobody sees.
    void repeat_input(bool on) { repeat_input_ = on; }

  private:
    bool take_head(const std::string& line);
    bool restart();
    bool act(const plan_line& line);
    bool after(const plan_talk::outcome& trouble, mark at);
    void show_written();
    void show_controls(const bot_line& said);
    bool show_problems();

    const script_book& book_;
    std::vector<std::string> head_;
    std::ostream& out_;
    std::ostream& complaints_;
    bool repeat_input_ = false;

    std::string source_;  ///< every line so far, for showing what is wrong with one
    std::vector<diagnostic> problems_;
    std::unique_ptr<plan_reader> reader_;
    std::unique_ptr<plan_talk> talk_;
    std::unique_ptr<plan_writer> written_;
    std::size_t shown_ = 0;  ///< bytes of the transcript that are on the screen
    bool begun_ = false;
    bool acted_ = false;
    bool ways_out_shown_ = false;  ///< all of them, once: they are the same everywhere
};

}  // namespace waymark
