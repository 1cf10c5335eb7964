// Languages that are not there yet: longer words have room and nothing is left in English, and a text that is read from
// the right is not torn apart by names that are read from the left.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "adapters/playground/lines.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/words.hpp"
#include "adapters/teams/encode.hpp"
#include "adapters/teams/words.hpp"
#include "adapters/text_direction.hpp"
#include "tests/adapters/slack/whole_messages.hpp"
#include "tests/support/made_language.hpp"
#include "tests/support/teams_cards.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto made = "qps";  // which no language is called
const fillings in_russian{"Анна", "Мы встретились и говорили.", "Открытые двери"};

/// The texts of a message that somebody reads.
std::vector<std::string> read_in(const control& of) {
    std::vector<std::string> out{of.label, of.action};
    for (const auto& one : of.options) out.push_back(one.label);
    return out;
}

std::string plain(const std::vector<text_run>& text) {
    std::string out;
    for (const auto& run : text) out += run.text;
    return out;
}

std::vector<std::string> read_in(const message_content& content) {
    std::vector<std::string> out;
    const auto add = [&](const std::vector<std::string>& more) { out.insert(out.end(), more.begin(), more.end()); };
    if (const auto* said = std::get_if<outgoing>(&content)) {
        add({plain(said->text)});
        if (said->ask) add(read_in(*said->ask));
        if (said->ways_out) add(read_in(*said->ways_out));
    } else if (const auto* choice = std::get_if<settled>(&content)) {
        add({choice->chosen});
    } else if (const auto* page = std::get_if<person_page>(&content)) {
        for (const auto& one : page->sections) {
            add({one.heading, plain(one.text)});
            for (const auto& each : one.controls) add(read_in(each));
        }
    } else if (const auto* form = std::get_if<input_form>(&content)) {
        add({form->title, form->send, form->close, plain(form->text)});
        for (const auto& one : form->fields) {
            add(read_in(one.what));
            add({one.hint});
        }
    }
    return out;
}

std::string without(std::string text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
    return text;
}

/// What is the same in every language: zones, accounts, and the words that people type to begin a conversation.
std::string without_names(std::string text) {
    for (const auto* name : {"Europe/Madrid", "Uann", "Ubo"}) text = without(std::move(text), name);
    std::vector<std::string> typed;
    for (const auto* script : shipped_scripts().flows.all())
        typed.insert(typed.end(), script->words.begin(), script->words.end());
    std::ranges::sort(typed, std::greater(), &std::string::size);
    for (const auto& one : typed) text = without(std::move(text), one);
    return text;
}

/// The English words in it.
std::vector<std::string> english_in(const message_content& content) {
    static const std::regex word("[A-Za-z]+");
    std::vector<std::string> out;
    for (const auto& text : read_in(content)) {
        if (!std::regex_search(text, word)) continue;
        const auto rest = without_names(text);
        for (std::sregex_iterator at(rest.begin(), rest.end(), word); at != std::sregex_iterator(); ++at)
            out.push_back(at->str() + " in \"" + text + "\"");
    }
    return out;
}

script_book with_made_language(const std::function<std::string(const std::string&)>& how) {
    auto book = shipped_scripts();
    add_language(book, made, how);
    return book;
}

/// A world in which nobody and nothing has an English name.
stage in_made_language() {
    stage here;
    add_language(here.book, made, accented);
    here.the_programme().title = "Открытые двери";
    here.the_programme().contact_name = "Дора";
    for (auto& [id, one] : here.all.people) {
        one.language = made;
        one.first_name = one.full_name = in_russian.name;
    }
    return here;
}

TEST(made_language, is_forty_per_cent_longer_and_keeps_what_is_filled_in) {
    EXPECT_EQ(accented("Hi {name}, {{x}"), "ĥí {name}, {{ẋ} ööööö");
    EXPECT_EQ(from_the_right("Ab {name}"), "אב {name}");
}

TEST(made_language, has_room_in_every_message_of_every_script_and_leaves_no_english) {
    const auto book = with_made_language(accented);
    for (const auto* script : book.flows.all())
        for (const auto& with : {fillings{"", "", in_russian.programme}, in_russian, long_ones()})
            for (const auto& one : messages_of(book, *script, made, with)) {
                EXPECT_THAT(slack::problems_of(one), IsEmpty());
                if (with.name != long_ones().name) EXPECT_THAT(english_in(one.what), IsEmpty()) << one.where;
                if (with.name != long_ones().name)
                    for (const auto& choice : one.then) EXPECT_THAT(english_in(choice), IsEmpty()) << one.where;
            }
}

TEST(made_language, goes_through_whole_talks) {
    const auto fresh = in_made_language();
    for (const auto* script : fresh.book.flows.all()) {
        auto here = fresh;
        talk_through(here, script->ref.name, {in_russian.words, false});
        for (const auto& one : here.lines) {
            EXPECT_THAT(slack::problems_of(one.row.content), IsEmpty()) << script->ref.name;
            EXPECT_THAT(english_in(one.row.content), IsEmpty()) << script->ref.name;
        }
    }
}

TEST(made_language, is_spoken_on_the_page_and_in_forms_and_by_every_word) {
    auto here = in_made_language();
    here.starts("closing");
    look_around(here);
    for (const auto& one : here.lines) {
        EXPECT_THAT(slack::problems_of(one.row.content), IsEmpty());
        EXPECT_THAT(english_in(one.row.content), IsEmpty());
    }
}

// Words that no message carries stand with each platform.
TEST(shipped_languages, have_the_few_words_of_each_platform) {
    for (const auto& language : shipped_scripts().texts.languages()) {
        if (language == "en") continue;
        EXPECT_NE(&slack::words_in(language), &slack::words_in("en")) << language;
        EXPECT_NE(&teams::words_in(language), &teams::words_in("en")) << language;
    }
}

/// The lines of a message as each platform has them, without what can be pressed.
std::vector<std::string> lines_everywhere(const outgoing& what) {
    std::string all;
    const auto posted = slack::post_message("D1", what, "id");
    for (const auto& block : posted.at("blocks")) {
        if (block.at("type") == "section") all += block.at("text").at("text").get<std::string>() + "\n";
        if (block.at("type") != "rich_text") continue;
        for (const auto& part : block.at("elements"))
            for (const auto& leaf : part.at("elements")) all += leaf.at("text").get<std::string>();
        all += "\n";
    }
    auto words = what;
    words.ask.reset();
    words.ways_out.reset();
    all += slack::post_plain("D1", words, "id").at("text").get<std::string>() + "\n";
    all += bot_line("bo", "1", words, {}).at("text").get<std::string>() + "\n";
    for (const auto& one : teams::messages_for(what, {"28:b", "W", "a:1", "29:1"}, "p"))
        if (one.contains("attachments"))
            for (const auto& part : one["attachments"][0]["content"]["body"])
                if (part.at("type") == "RichTextBlock") {
                    for (const auto& run : part.at("inlines")) all += run.at("text").get<std::string>();
                    all += "\n";
                }
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin < all.size();) {
        const auto end = std::min(all.find('\n', begin), all.size());
        out.push_back(all.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

std::size_t take_out_isolated(std::string& line) {
    constexpr std::string_view isolate = "\u2068", end = "\u2069";
    std::size_t found = 0;
    for (auto at = line.find(isolate); at != std::string::npos; at = line.find(isolate), ++found) {
        const auto closes = line.find(end, at);
        if (closes == std::string::npos) break;
        line.erase(at, closes + end.size() - at);
    }
    return found;
}

/// Each time the name stands among words that are read the other way, it is isolated. What stands on a button is a
/// paragraph of its own that begins with the script's words, so that its direction is right anyway.
std::size_t expect_isolated(const script_book& book, const std::string& language, const std::string& name) {
    std::size_t found = 0;
    for (const auto* script : book.flows.all())
        for (const auto& one : messages_of(book, *script, language, {name, name, "12"})) {
            if (one.where.find("to the contact") != std::string::npos) continue;  // kept as one text
            for (const auto& line : lines_everywhere(one.what)) {
                auto rest = line;
                found += take_out_isolated(rest);
                EXPECT_TRUE(rest.find(name) == std::string::npos ||
                            direction_of(without(rest, name)) == text_direction::neither)
                    << one.where << ": " << line;
            }
        }
    return found;
}

TEST(right_to_left, names_of_the_other_direction_are_isolated_in_their_line) {
    EXPECT_GT(expect_isolated(with_made_language(from_the_right), made, "Ann 2"), 500U);
    EXPECT_GT(expect_isolated(shipped_scripts(), "en", "דוד 2"), 500U);
}

TEST(right_to_left, nothing_is_added_where_all_is_read_the_same_way) {
    const auto book = with_made_language(from_the_right);
    for (const auto* script : book.flows.all()) {
        for (const auto& one : messages_of(book, *script, made, {"דוד", "נפגשנו"}))
            for (const auto& line : lines_everywhere(one.what)) EXPECT_THAT(line, Not(HasSubstr("\u2068")));
        for (const auto& one : messages_of(book, *script, "fr", {"Zoé", "On s’est vus."}))
            for (const auto& line : lines_everywhere(one.what)) EXPECT_THAT(line, Not(HasSubstr("\u2068")));
    }
}

// Slack looks at the first letter of each paragraph; cards are told.
TEST(right_to_left, cards_say_so) {
    outgoing message;
    message.text = {{"?"}};
    message.ask = control{control::kind::buttons, "q", {{"a", "A"}}, 1, "?"};
    for (const auto& [language, wanted] : {std::pair("he", true), {"ar-EG", true}, {"en", false}, {"", false}}) {
        message.language = language;
        const auto sent = teams::messages_for(message, {"28:b", "W", "a:1", "29:1"}, "p").back();
        EXPECT_EQ(sent["attachments"][0]["content"].value("rtl", false), wanted) << language;
        EXPECT_THAT(::waymark::testing::card_problems(sent), IsEmpty());
    }
}

TEST(text_direction, is_that_of_the_letters) {
    using enum text_direction;
    EXPECT_EQ(direction_of("• 12. (דוד) wrote"), right_to_left);
    EXPECT_EQ(direction_of("… Ann"), left_to_right);
    EXPECT_EQ(direction_of("12:30 – 🙂 ٣"), neither);
    EXPECT_TRUE(has_letters_against("דוד Cohen", right_to_left));
    EXPECT_FALSE(has_letters_against("דוד 12", right_to_left));
    EXPECT_FALSE(has_letters_against("Ann", neither));
}

}  // namespace
}  // namespace waymark
