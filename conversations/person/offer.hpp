// An offer: something a pair would like to say to a person who has not just asked. Only the person's gate lets it out.
#pragma once

#include <string>

#include "conversations/ids.hpp"
#include "conversations/time.hpp"

namespace waymark {

enum class priority { low, normal, high };

/// Names what is to be said, never the words: they are rendered when the gate lets it through, from the state of then.
struct offer {
    std::string key;  ///< deterministic and unique for ever: "<conversation>/<role>/<step>/remind/1"
    pair_id pair;
    conversation_id conversation;
    std::string role;
    std::string what;        ///< "walk" (go on along the lane), "remind", "tell", "otherwise"
    std::string name;        ///< step or rule id
    std::string nudge_kind;  ///< what "less of this" switches off
    std::string why;         ///< id of the rule behind it
    priority weight = priority::normal;
    instant made;
    instant good_until = never;  ///< after this it expires, and says so in the reports
    friend bool operator==(const offer&, const offer&) = default;
};

/// Whether it may lead to a question; everything else only tells.
[[nodiscard]] inline bool asks(const offer& one) {
    return one.what == "walk" || one.what == "remind";
}

}  // namespace waymark
