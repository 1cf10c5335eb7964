// The playground as a platform: what the page posts becomes events, what is sent appears on the page, strangers do not.
#include "adapters/playground/playground_adapter.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <map>
#include <nlohmann/json.hpp>

namespace waymark {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const instant noon{std::chrono::sys_days(std::chrono::year(2026) / 6 / 2) + std::chrono::hours(12)};

struct remembered_controls : playground_controls {
    std::vector<std::string> wishes;
    [[nodiscard]] instant now() const override { return noon; }
    void advance(span by) override { wishes.push_back("+" + span_text(by)); }
    void advance_to_next() override { wishes.emplace_back("next"); }
    void start(const std::string& flow) override { wishes.push_back("start " + flow); }
};

using header_map = std::map<std::string, std::string, std::less<>>;

std::string_view header_of(const void* of, std::string_view name) {
    const auto& headers = *static_cast<const header_map*>(of);
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

playground_settings ann_and_bo() {
    playground_settings settings;
    settings.run = "run7";
    settings.people = {{"ann", "mentor", "Ann", "Europe/Madrid", "en"}, {"bo", "mentee", "Bo", "Asia/Tokyo", "en"}};
    settings.flows = {{"closing", "The closing conversation"}};
    settings.languages = {"en", "de"};
    return settings;
}

struct PlaygroundAdapter : testing::Test {
    remembered_controls controls;
    playground_adapter page{ann_and_bo(), controls};
    header_map headers{{"Host", "127.0.0.1:8090"}, {"Content-Type", "application/json"}};
    asio::io_context io;

    webhook_reply ask(std::string_view method, std::string_view target, std::string_view body = "") {
        const webhook_request request{method, target, body, header_of, &headers};
        return page.receive(request, noon);
    }
    webhook_reply post(std::string_view action, std::string_view body) {
        const auto target = "/playground/" + std::string(action);
        return ask("POST", target, body);
    }
    template <class T>
    T finish(asio::awaitable<T> work) {
        auto done = asio::co_spawn(io, std::move(work), asio::use_future);
        io.run();
        io.restart();
        return done.get();
    }
    send_outcome send(const std::string& key, const message_content& content) {
        outbound message;
        message.key.text = key;
        message.to = {"playground", {"playground"}, "bo"};
        message.content = content;
        return finish(page.send(std::move(message)));
    }
};

outgoing words(const std::string& text) {
    outgoing message;
    message.text = {{text, false}};
    return message;
}

TEST_F(PlaygroundAdapter, AFileIsOfferedAsWhatItIs) {
    auto message = words("Here is the file.");
    message.file = attached_file{"waymark-meeting.ics", "BEGIN:VCALENDAR\r\n"};
    send("k1", message);
    message.file = attached_file{"waymark-my-data.json", "{}"};
    send("k2", message);
    const auto shown = ask("GET", "/playground/lines").body;
    EXPECT_THAT(shown, HasSubstr("data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR%0D%0A"));
    EXPECT_THAT(shown, HasSubstr("data:application/json;charset=utf-8,%7B%7D"));
}

TEST_F(PlaygroundAdapter, SayingSomethingIsAnEventOfThatPersonAndShowsOnThePage) {
    const auto reply = post("say", R"({"person":"bo","id":"a1","text":"hello <b>"})");
    ASSERT_EQ(reply.status, 200U);
    ASSERT_EQ(reply.events.size(), 1U);
    const auto& event = reply.events.front();
    EXPECT_EQ(event.from, (address{"playground", {"playground"}, "bo"}));
    EXPECT_EQ(event.at, noon);
    EXPECT_EQ(event.message, "playground/a1");
    EXPECT_EQ(std::get<inbound::said>(event.what).text, "hello <b>");
    EXPECT_THAT(ask("GET", "/playground/lines").body, HasSubstr("hello <b>"));
}

TEST_F(PlaygroundAdapter, ARepeatedRequestHasTheSameKeyAndIsShownOnce) {
    const auto body = R"({"person":"bo","id":"a1","text":"only once"})";
    const auto first = post("say", body);
    const auto again = post("say", body);
    EXPECT_EQ(first.events.front().key, again.events.front().key);
    const auto shown = ask("GET", "/playground/lines").body;
    EXPECT_EQ(shown.find("only once"), shown.rfind("only once"));
}

TEST_F(PlaygroundAdapter, AnEditNamesTheEarlierMessageAndAnEmptyOneDeletesIt) {
    const auto edit = post("edit", R"({"person":"bo","id":"a2","message":"a1","text":"better"})");
    ASSERT_EQ(edit.events.size(), 1U);
    EXPECT_EQ(edit.events[0].message, "playground/a1");
    EXPECT_EQ(std::get<inbound::edited>(edit.events[0].what).text, "better");
    const auto gone = post("edit", R"({"person":"bo","id":"a3","message":"a1","text":""})");
    ASSERT_EQ(gone.events.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<inbound::deleted>(gone.events[0].what));
    EXPECT_NE(edit.events[0].key, gone.events[0].key);
}

TEST_F(PlaygroundAdapter, AChoiceCarriesTheControlAndItsValues) {
    const auto reply =
        post("choose", R"({"person":"ann","id":"a4","message":"m/1","control":"c9","values":["x","y"]})");
    ASSERT_EQ(reply.events.size(), 1U);
    const auto& chose = std::get<inbound::chose>(reply.events[0].what);
    EXPECT_EQ(chose.control, "c9");
    EXPECT_THAT(chose.values, ElementsAre("x", "y"));
    EXPECT_EQ(reply.events[0].message, "m/1");
}

TEST_F(PlaygroundAdapter, ALanguageIsAChangedProfileAndIsRemembered) {
    const auto reply = post("person", R"({"person":"bo","id":"a5","language":"de"})");
    ASSERT_EQ(reply.events.size(), 1U);
    EXPECT_EQ(std::get<inbound::profile_changed>(reply.events[0].what).language, "de");
    const auto known = finish(page.look_up(address{"playground", {"playground"}, "bo"}));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->language, "de");
    EXPECT_EQ(known->zone, "Asia/Tokyo");
    EXPECT_EQ(post("person", R"({"person":"bo","id":"a6","language":"tlh"})").status, 400U);
}

TEST_F(PlaygroundAdapter, TheClockAndTheStartMenuReachTheProcess) {
    EXPECT_EQ(post("clock", R"({"by":"1d"})").status, 200U);
    EXPECT_EQ(post("clock", R"({"by":"next"})").status, 200U);
    EXPECT_EQ(post("start", R"({"flow":"closing"})").status, 200U);
    EXPECT_THAT(controls.wishes, ElementsAre("+1d", "next", "start closing"));
    EXPECT_EQ(post("clock", R"({"by":"9000w"})").status, 400U);
    EXPECT_EQ(post("clock", R"({"by":"-1h"})").status, 400U);
    EXPECT_EQ(post("start", R"({"flow":"other"})").status, 404U);
    EXPECT_EQ(controls.wishes.size(), 3U);
}

TEST_F(PlaygroundAdapter, WhatCannotBeReadIsRefusedInWordsAndChangesNothing) {
    const std::string long_text(playground_text_limit + 1, 'x');
    EXPECT_EQ(post("say", "not json").status, 400U);
    EXPECT_EQ(post("say", "[]").status, 400U);
    EXPECT_EQ(post("say", R"({"person":"bo","id":"a1","text":7})").status, 400U);
    EXPECT_EQ(post("say", R"({"person":"bo","id":"a/1","text":"x"})").status, 400U);
    EXPECT_EQ(post("say", R"({"person":"bo","id":"a1","text":""})").status, 400U);
    EXPECT_EQ(post("say", R"({"person":"eve","id":"a1","text":"x"})").status, 404U);
    EXPECT_EQ(post("say", R"({"person":"bo","id":"a1","text":")" + long_text + "\"}").status, 413U);
    EXPECT_THAT(post("say", "[]").body, HasSubstr("The body must be one JSON object."));
    EXPECT_THAT(ask("GET", "/playground/lines").body, Not(HasSubstr("data: {\"")));
}

TEST_F(PlaygroundAdapter, OnlyPagesItServedItselfAreListenedTo) {
    const auto body = R"({"person":"bo","id":"a1","text":"x"})";
    headers["Host"] = "rebound.example:8090";
    EXPECT_EQ(post("say", body).status, 403U);
    headers["Host"] = "127.0.0.1:8090";
    headers["Origin"] = "http://evil.example";
    EXPECT_EQ(post("say", body).status, 403U);
    headers["Origin"] = "http://127.0.0.1:8090";
    EXPECT_EQ(post("say", body).status, 200U);
    headers["Content-Type"] = "text/plain";
    EXPECT_EQ(post("say", body).status, 415U);
    EXPECT_EQ(ask("GET", "/playground/say").status, 405U);
}

TEST_F(PlaygroundAdapter, EveryPathItNamesIsAnsweredAndThePageAsksNoOtherHost) {
    for (const auto& path : page.paths()) EXPECT_NE(ask("GET", path).status, 404U) << path;
    const auto reply = ask("GET", "/playground");
    EXPECT_THAT(reply.body, HasSubstr("<title>Waymark playground</title>"));
    EXPECT_THAT(reply.body, Not(HasSubstr("https://")));
    const std::pair<std::string, std::string> no_sniffing{"X-Content-Type-Options", "nosniff"};
    EXPECT_THAT(reply.headers, testing::Contains(no_sniffing));
    EXPECT_THAT(reply.headers,
                testing::Contains(testing::Pair("Content-Security-Policy", HasSubstr("default-src 'none'"))));
}

TEST_F(PlaygroundAdapter, AMessageSentTwiceUnderOneKeyIsShownOnceAndCanBeFound) {
    EXPECT_EQ(send("k1", words("How did it go?")).platform_ref, "k1");
    EXPECT_EQ(send("k1", words("How did it go?")).is, send_outcome::kind::sent);
    const auto shown = ask("GET", "/playground/lines").body;
    EXPECT_EQ(shown.find("How did it go?"), shown.rfind("How did it go?"));
    outbound message;
    message.key.text = "k1";
    EXPECT_EQ(finish(page.find(message)).is, find_outcome::kind::found);
    message.key.text = "k2";
    EXPECT_EQ(finish(page.find(message)).is, find_outcome::kind::absent);
}

TEST_F(PlaygroundAdapter, TheContactIsNamedToThePageAndWritesNothing) {
    auto settings = ann_and_bo();
    settings.contact = {"maria", "contact", "Maria", "Europe/Madrid", "en"};
    playground_adapter with_contact(settings, controls);
    const webhook_request setup{"GET", "/playground/setup", "", header_of, &headers};
    EXPECT_THAT(with_contact.receive(setup, noon).body, HasSubstr(R"("contact":{"language":"en","name":"Maria")"));
    const webhook_request say{"POST", "/playground/say", R"({"person":"maria","id":"a1","text":"x"})", header_of,
                              &headers};
    EXPECT_EQ(with_contact.receive(say, noon).status, 404U);
    EXPECT_THAT(ask("GET", "/playground/setup").body, Not(HasSubstr("\"contact\"")));
}

TEST_F(PlaygroundAdapter, YearsOfARehearsalAreReadAsAListAndPairByPair) {
    auto settings = ann_and_bo();
    settings.years = {R"({"pairs":[]})", {{"pair_1", R"({"pair":"pair_1"})"}}};
    playground_adapter with_years(settings, controls);
    const auto read = [&](std::string_view target, std::string_view method = "GET") {
        return with_years.receive({method, target, "", header_of, &headers}, noon);
    };
    EXPECT_THAT(with_years.paths(), testing::IsSupersetOf({"/playground/years", "/playground/year"}));
    EXPECT_THAT(read("/playground/setup").body, HasSubstr(R"("years":true)"));
    EXPECT_EQ(read("/playground/years").body, R"({"pairs":[]})");
    EXPECT_EQ(read("/playground/year?pair=pair_1").body, R"({"pair":"pair_1"})");
    EXPECT_EQ(read("/playground/year?pair=pair_1").content_type, "application/json");
    for (const auto* target : {"/playground/year?pair=pair_2", "/playground/year?pair=", "/playground/year"})
        EXPECT_EQ(read(target).status, 404U) << target;
    EXPECT_EQ(read("/playground/years", "POST").status, 405U);
    headers["Host"] = "rebound.example:8090";
    EXPECT_EQ(read("/playground/years").status, 403U);
    EXPECT_EQ(read("/playground/year?pair=pair_1").status, 403U);
}

TEST_F(PlaygroundAdapter, WithoutARehearsalThereAreNoYears) {
    EXPECT_THAT(page.paths(), Not(testing::Contains("/playground/years")));
    EXPECT_THAT(ask("GET", "/playground/setup").body, HasSubstr(R"("years":false)"));
    EXPECT_EQ(ask("GET", "/playground/years").status, 404U);
}

TEST_F(PlaygroundAdapter, ASettledMessageTurnsTheControlsOfTheEarlierOneIntoTheChoice) {
    send("k1", words("Monthly?"));
    send("k2", settled{{"k1"}, "Yes, every month", false});
    EXPECT_THAT(ask("GET", "/playground/lines").body,
                HasSubstr(R"({"chosen":"Yes, every month","id":"k1","is":"settled","person":"bo"})"));
}

TEST_F(PlaygroundAdapter, APageOfALaterRunShowsWhatTheJournalKept) {
    std::vector<std::string> journal;
    auto settings = ann_and_bo();
    settings.journal = [&](const std::string& line) { journal.push_back(line); };
    playground_adapter first(settings, controls);
    outbound message;
    message.key.text = "k1";
    message.to = {"playground", {"playground"}, "bo"};
    message.content = words("How did it go?");
    finish(first.send(message));
    ASSERT_EQ(journal.size(), 1U);

    page.restore(journal[0]);
    page.restore("not json");
    const auto shown = ask("GET", "/playground/lines").body;
    EXPECT_THAT(shown, HasSubstr("How did it go?"));
    EXPECT_THAT(shown, Not(HasSubstr("not json")));
    EXPECT_EQ(finish(page.find(message)).is, find_outcome::kind::found);
}

TEST_F(PlaygroundAdapter, ListensOnlyOnThisMachine) {
    EXPECT_FALSE(finish(page.check()));
    auto open = ann_and_bo();
    open.listen_host = "0.0.0.0";
    playground_adapter exposed(open, controls);
    const auto reason = finish(exposed.check());
    ASSERT_TRUE(reason);
    EXPECT_THAT(reason->words, HasSubstr("listens only on this machine"));
}

struct LineList : testing::Test {
    line_list lines{"run7"};
    void add(int number) {
        auto line = nlohmann::json::object();
        line["number"] = number;
        lines.add(line);
    }
};

TEST_F(LineList, APageGetsWhatCameAfterTheLastLineItHas) {
    add(1);
    add(2);
    EXPECT_EQ(lines.events_after("run7.1"), "retry: 50\n\nid: run7.2\ndata: {\"number\":2}\n\n");
    EXPECT_FALSE(lines.has_news("run7.2"));
}

TEST_F(LineList, APageOfAnotherRunOrWithRubbishStartsAnew) {
    add(1);
    for (const auto* last : {"", "run6.1", "run7.", "run7.x", "run7.99999999999999999999", "run7.2"}) {
        EXPECT_TRUE(lines.has_news(last)) << last;
        EXPECT_THAT(lines.events_after(last), HasSubstr("event: again\nid: run7.0\ndata: 1\n\n")) << last;
    }
}

TEST_F(LineList, ForgetsTheOldestLinesAndTellsPagesThatMissedThem) {
    for (int number = 0; number < static_cast<int>(line_list::most_kept) + 3; ++number) add(number);
    EXPECT_THAT(lines.events_after("run7.1"), HasSubstr("event: again"));
    EXPECT_THAT(lines.events_after("run7.3"), Not(HasSubstr("event: again")));
}

TEST_F(LineList, AWaitingPageIsWokenByTheNextLine) {
    asio::io_context io;
    add(1);
    const auto began = std::chrono::steady_clock::now();
    auto done = asio::co_spawn(io, lines.wait("run7.1", std::chrono::seconds(20)), asio::use_future);
    io.poll();
    add(2);
    io.run();
    done.get();
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
}

}  // namespace
}  // namespace waymark
