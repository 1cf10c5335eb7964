#include "conversations/turn/privacy.hpp"

#include "conversations/turn/reply.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

std::string_view key_for(audience who) {
    switch (who) {
        case audience::me:
            return "who_reads.me";
        case audience::partner:
            return "who_reads.partner";
        case audience::partner_after_both:
            return "who_reads.sealed";
        case audience::programme:
            return "who_reads.programme";
    }
    return "who_reads.me";
}

}  // namespace

void say_who_reads(turn_work& work, person_state& to) {
    std::vector<text_run> text;
    if (const auto open = audience_of_open(work, to)) {
        const auto partner = partner_name(work, work.is.pairs.at(open->pair), to.id);
        text = phrase_for(work, to, key_for(open->who), {{"partner", theirs(partner)}});
    }
    add_lines(text, phrase_for(work, to, "who_reads.always"));
    reply(work, to, std::move(text));
}

void say_how_to_forget(turn_work& work, person_state& to) {
    const auto& home = home_of(work.book, to);
    const auto contact = home.contact == to.id ? ours({}) : theirs(home.contact_name);
    reply(work, to, "forget.how", {{"contact", contact}});
}

}  // namespace waymark
