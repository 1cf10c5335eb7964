// Writes a talk down as a transcript that reads back as the same talk.
#pragma once

#include <string>

#include "conversations/plan/plan_talk.hpp"

namespace waymark {

class plan_writer {
  public:
    explicit plan_writer(const plan_head& head);

    void add(const plan_act_type& act);
    /// With the time as a remark above it, when that is not plain from the lines before.
    void add(const bot_line& said);

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    void add_line(const std::string& before, const std::string& text);

    std::string zone_;
    instant clock_;  ///< where the last act left it
    instant shown_;  ///< what a reader takes the time to be
    std::string text_;
};

/// "Tue 2026-06-02 11:00" as a clock in that zone shows it.
[[nodiscard]] std::string moment_text(instant at, const std::string& zone);

}  // namespace waymark
