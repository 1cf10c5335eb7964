// What an answer does: kept, changed, taken back, left out; then the rules, then the next words.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Something typed while this lane's question was open.
void answer_typed(talk& in, lane& one, const std::string& text, const std::string& said_in);
/// Something pressed or picked, perhaps at an older question.
void answer_picked(talk& in, lane& one, const std::string& step, const std::vector<std::string>& values);
/// The message of an earlier answer was changed.
void answer_edited(talk& in, lane& one, const answer& before, const std::string& text);
/// The message of an earlier answer was deleted: it is taken back, unless the partner has read it.
void answer_deleted(talk& in, lane& one, const answer& before);

void go_back(talk& in, lane& one);
void skip_question(talk& in, lane& one);
void cancel_talk(talk& in, lane& one);
void repeat_question(talk& in, lane& one);
void show_example(talk& in, lane& one);
/// Nobody answered in time: what was half said counts, otherwise the script's own way on.
void give_up_question(talk& in, lane& one, const flow_step& step);

}  // namespace waymark
