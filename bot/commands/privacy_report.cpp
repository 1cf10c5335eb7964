#include "bot/commands/privacy_report.hpp"

#include <array>
#include <ostream>

#include "adapters/teams/file_offer.hpp"
#include "adapters/teams/sender.hpp"
#include "bot/commands/exit_code.hpp"
#include "conversations/turn/old_words.hpp"
#include "storage/turn_rows.hpp"

namespace waymark {
namespace {

template <class Span>
std::string in_days(Span kept) {
    return std::to_string(std::chrono::duration_cast<std::chrono::days>(kept).count()) + " days";
}

struct kept_thing {
    std::string what, how_long, who;
};

std::vector<kept_thing> all_that_is_kept() {
    const auto words = "until " + in_days(words_kept_after_end) + " after the end of the pair";
    return {
        {"Private answers, and words kept from them", words, "their author alone"},
        {"Answers for the partner, sealed ones too", words,
         "their author; the partner, sealed ones once both answered"},
        {"Answers for the programme (taps and numbers)", words + "; then without author",
         "counted, never shown singly"},
        {"Words of somebody to whom a question is open", "until they answer, or let it go", "their author alone"},
        {"Name, account, zone, language, settings", "until they have them deleted",
         "the person; the partner sees the name"},
        {"The account of somebody who was asked to join and said no", "a minute", "nobody"},
        {"The same without an answer, or after a \"not now\"", in_days(unanswered_kept), "whoever runs the programme"},
        {"What they want to learn and offer", "until they have it deleted", "themselves, and whoever matches people"},
        {"Programmes as they were applied, with the names in them", "until they have them deleted",
         "whoever runs the service"},
        {"When somebody was asked and wrote, without words", "with the pair", "nobody; counts only"},
        {"Messages that wait to be sent", "until they are sent or given up", "whom they are for"},
        {"Teams: where somebody can be written to",
         in_days(teams::way_kept) + " after it last changed, or until they take the app out", "nobody"},
        {"Teams: the words of a message that can still be answered", in_days(teams::card_kept), "whom it is for"},
        {"Teams: a file that was offered to somebody", "until they take it, " + in_days(teams::file_kept) + " at most",
         "whom it is for"},
        {"That a message was sent, without its words", in_days(delivery_kept), "nobody"},
        {"Events from the platform, with their words", "until they are worked on, seconds", "nobody"},
        {"Words of events that failed", in_days(set_aside_words_kept + std::chrono::days(1)) + " at most", "nobody"},
        {"Keys of events, to know a repeat", in_days(accepted_kept), "nobody"},
        {"History, ids only; what failed, ids only", "a year", "whoever runs the service"},
        {"That an id was forgotten, as a keyed hash", "always", "nobody can read who it was"},
    };
}

}  // namespace

int privacy_report(std::ostream& out) {
    out << "What Waymark keeps about people, how long, and who is shown it:\n\n";
    for (const auto& one : all_that_is_kept())
        out << one.what << "\n    kept:     " << one.how_long << "\n    shown to: " << one.who << '\n';
    out << "\nEverybody can read all of theirs (\"my data\") and have it deleted (\"delete my data\"): within a "
           "minute, also\n"
           "from the disk and from every backup that is restored later.\n"
           "No command and no page shows anybody's words to those who run the programme, but what people say to find "
           "a\n"
           "match; they are told so. In the database file and in\n"
           "backups they are sealed: whoever has one of these and the master key as well can read them. Keep them "
           "apart, "
           "and let\n"
           "backups expire.\n"
           "Not in Waymark's hands: what people and Waymark write also stands in the chat itself, under the rules of "
           "the\n"
           "platform and of whoever owns the workspace.\n";
    return exit_clean;
}

}  // namespace waymark
