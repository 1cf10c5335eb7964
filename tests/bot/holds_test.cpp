// What is on hold: in a file, and what that means for a message.
#include "bot/holds.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace waymark {
namespace {

using namespace std::chrono_literals;

const instant now = std::chrono::sys_days(std::chrono::year(2026) / 6 / 2) + 9h;

holds some() {
    holds out;
    out.everything = now;
    out.programmes["open_doors"] = now - 1h;
    out.pairs["ann_and_bo"] = now - 2h;
    out.people["ann"] = now - 3h;
    return out;
}

outbox_row row_of(const std::string& key, const std::string& to, message_class kind = message_class::reply) {
    outbox_row row;
    row.message.key = {key};
    row.message.to = {to};
    row.message.kind = kind;
    row.message.expires = never;
    return row;
}

TEST(Holds, AreReadAsTheyWereWritten) {
    const auto file = testing::TempDir() + "waymark_holds_" + std::to_string(::getpid());
    EXPECT_TRUE(std::get<holds>(read_holds(file)).nothing()) << "no file";
    for (const auto& all : {some(), holds{}}) {
        EXPECT_EQ(write_holds(file, all), "");
        EXPECT_EQ(std::get<holds>(read_holds(file)), all);
    }
    for (const auto* text :
         {"", "{", "[]", "{\"everything\": \"yes\"}", "{\"pairs\": 3}", "{\"pairs\": {\"a\": \"b\"}}"}) {
        std::ofstream(file) << text;
        EXPECT_TRUE(std::holds_alternative<std::string>(read_holds(file))) << text;
    }
    std::filesystem::remove(file);
}

TEST(Holds, APairIsNamedByTheKeysOfItsTalks) {
    EXPECT_EQ(pair_of({"ann_and_bo.closing.1/mentor/3"}).text, "ann_and_bo");
    EXPECT_EQ(pair_of({"ann/reply/7"}).text, "");
    EXPECT_EQ(pair_of({"mo/contact/1"}).text, "");
}

TEST(Holds, HoldBackWhatTheyAreAboutAndNothingElse) {
    const std::map<pair_id, std::string> of_programmes{{{"cy_and_di"}, "open_doors"}, {{"ed_and_flo"}, "other"}};
    auto all = some();
    all.everything.reset();
    const auto is_held = [&](const outbox_row& row) { return held_back_by(all, of_programmes, row, now).has_value(); };
    EXPECT_TRUE(is_held(row_of("ann/reply/1", "ann")));
    EXPECT_TRUE(is_held(row_of("ann_and_bo.closing.1/mentee/1", "bo")));
    EXPECT_TRUE(is_held(row_of("cy_and_di.closing.1/mentee/1", "di")));
    EXPECT_FALSE(is_held(row_of("bo/reply/1", "bo")));
    EXPECT_FALSE(is_held(row_of("ed_and_flo.closing.1/mentee/1", "flo")));
    all = {};
    EXPECT_FALSE(is_held(row_of("ann/reply/1", "ann")));
    all.everything = now;
    EXPECT_TRUE(is_held(row_of("ed_and_flo.closing.1/mentee/1", "flo")));
}

TEST(Holds, AReplyThatWasHeldForHoursIsNotSentAfterwards) {
    holds all;
    all.everything = now - replies_keep - 1s;
    const auto old = held_back_by(all, {}, row_of("ann/reply/1", "ann"), now);
    EXPECT_EQ(old->is, send_result::outcome::dead);
    EXPECT_EQ(old->reason, "held");
    const auto nudge = held_back_by(all, {}, row_of("p.closing.1/mentor/1", "ann", message_class::nudge), now);
    EXPECT_EQ(nudge->is, send_result::outcome::retry_at) << "it has a time of its own, and its gate decides then";
    all.everything = now - replies_keep + 1s;
    EXPECT_EQ(held_back_by(all, {}, row_of("ann/reply/1", "ann"), now)->is, send_result::outcome::retry_at);
}

TEST(Holds, WaitsNoLongerThanTheMessageKeeps) {
    holds all;
    all.everything = now;
    auto row = row_of("p.closing.1/mentor/1", "ann", message_class::nudge);
    row.message.expires = now + 1min;
    EXPECT_EQ(held_back_by(all, {}, row, now)->when, now + 1min);
}

}  // namespace
}  // namespace waymark
