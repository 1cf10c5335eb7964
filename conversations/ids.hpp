// Names for things, each its own type so that a pair can never be passed where a person is meant.
#pragma once

#include <compare>
#include <string>

namespace waymark {

/// An opaque identifier. `Kind` is only a label for the compiler.
template <class Kind>
struct strong_id {
    std::string text;
    friend auto operator<=>(const strong_id&, const strong_id&) = default;
    [[nodiscard]] bool empty() const { return text.empty(); }
};

using tenant_id = strong_id<struct tenant_kind>;              ///< one installation of the bot: a workspace
using person_id = strong_id<struct person_kind>;              ///< a human, whatever platforms they use
using pair_id = strong_id<struct pair_kind>;                  ///< one mentor, one mentee, one relationship
using programme_id = strong_id<struct programme_kind>;        ///< the programme file's own name
using conversation_id = strong_id<struct conversation_kind>;  ///< one running talk of one pair
using message_key = strong_id<struct message_kind>;           ///< deterministic name of one outgoing message

/// A flow and the version a talk is pinned to, written `closing@1`.
struct flow_ref {
    std::string name;
    int version = 0;
    friend auto operator<=>(const flow_ref&, const flow_ref&) = default;
};

}  // namespace waymark
