#include "storage/visibility.hpp"

namespace waymark {
namespace {

bool holds_words(answer_kind kind) {
    switch (kind) {
        case answer_kind::text:
        case answer_kind::long_text:
        case answer_kind::list:
        case answer_kind::person:
            return true;
        case answer_kind::choice:
        case answer_kind::several:
        case answer_kind::scale:
        case answer_kind::yes_no:
        case answer_kind::date:
        case answer_kind::number:
            return false;
    }
    return true;
}

bool open_to_partner(const answer& one) {
    return one.seen_by == audience::partner || (one.seen_by == audience::partner_after_both && one.opened);
}

}  // namespace

std::optional<visible_answer> seen_by(const answer& one, const reader& who, bool in_pair) {
    visible_answer out;
    out.what = one;
    switch (who.is) {
        case reader::kind::author:
            if (one.author != who.who) return std::nullopt;
            return out;
        case reader::kind::partner:
            if (!in_pair || one.author == who.who || !open_to_partner(one)) return std::nullopt;
            return out;
        case reader::kind::programme:
            if (one.seen_by != audience::programme) return std::nullopt;
            if (holds_words(one.kind)) out.what.value.items.clear();
            out.what.author = {};
            out.what.said_in.clear();
            return out;
    }
    return std::nullopt;
}

}  // namespace waymark
