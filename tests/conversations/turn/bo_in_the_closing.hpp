// Bo's side of the closing, at its first question.
#pragma once

#include <gtest/gtest.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {

/// Bo has been asked what the two have achieved.
struct bo_in_the_closing : testing::Test {
    bo_in_the_closing() {
        here.starts("closing");
        here.presses(here.bo, "Yes, let us begin");
    }
    std::vector<std::string> bo_writes(const std::string& text) {
        (void)here.told(here.bo);
        here.says(here.bo, text);
        return here.told(here.bo);
    }
    [[nodiscard]] bool has_answered(const std::string& step) const {
        return here.answer_rows.contains({here.pair().running.front().id, step, here.bo});
    }
    stage here;
};

}  // namespace waymark
