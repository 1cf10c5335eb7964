// "Delete my data" through the whole service; a restored backup; and what a year leaves behind.
#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

#include <filesystem>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/restore.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bot/app_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;
const person_id ann{"ann"}, bo{"bo"};
const pair_id theirs{"ann_and_bo"};

struct Forgetting : testing::app_bench {
    fs::path folder = fs::temp_directory_path() / ("waymark_forgetting_" + std::to_string(::getpid()));
    std::string database = (folder / "w.db").string();
    std::ostringstream said;

    Forgetting() {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    ~Forgetting() override {
        if (service) (void)run(service->stop());
        service.reset();
        fs::remove_all(folder);
    }
    [[nodiscard]] std::unique_ptr<store> opened() const {
        auto out = open_sqlite(database);
        if (!out.at) throw std::runtime_error(out.problem.words);
        return std::move(out.at);
    }
    std::optional<ready_to_start> ready(std::unique_ptr<store> from, instant now = morning) {
        auto scripts = read_scripts({{}, programmes}, said);
        return get_ready(std::move(*scripts), std::move(from), now, said);
    }
    /// Bo goes, in a database that the demo's people are in.
    void forget_bo() {
        const auto before = ready(opened());
        ASSERT_TRUE(before) << said.str();
        turn_outcome out;
        out.forgotten = {bo};
        ASSERT_TRUE(before->at->turn(turn_owner(bo), [&](const world&) { return out; }, {}, morning));
    }
    std::vector<std::string> to(const std::string& user) {
        std::vector<std::string> out;
        for (const auto& one : platform.sent)
            if (const auto* words = std::get_if<outgoing>(&one.content); words != nullptr && one.to.user == user)
                out.push_back(plain_text(*words));
        return out;
    }
    void says(const std::string& line) {
        const auto before = platform.sent.size();
        EXPECT_EQ(say(line).status, 200U);
        until([&] { return platform.sent.size() > before; });
    }
};

TEST_F(Forgetting, AYesDeletesEverythingWithinAMinuteAndTheAccountIsAStrangers) {
    at = opened();
    ASSERT_EQ(start(), std::nullopt);
    says("bo delete my data");
    EXPECT_THAT(to("bo"), Contains(HasSubstr("Shall I delete everything")));
    says("bo yes");
    EXPECT_TRUE(until([&] { return to("bo").size() == 2; }));
    EXPECT_THAT(to("bo"), Contains(HasSubstr("This is my last message")));
    hands.move_to(morning + 21s);
    const auto gone = [&] {
        SQLite::Database look(database, SQLite::OPEN_READONLY);
        return look.execAndGet("SELECT count(*) FROM person WHERE id = 'bo'").getInt() == 0;
    };
    EXPECT_TRUE(until(gone));
    EXPECT_EQ(say("bo help").status, 200U);
    EXPECT_TRUE(until([&] { return to("bo").size() == 3; }));
    EXPECT_THAT(to("bo").back(), HasSubstr("you are not in it as far as I know")) << "as any stranger hears it";
    EXPECT_TRUE(gone()) << "and is not known for that";
}

TEST_F(Forgetting, SomebodyWhoStillStandsInTheProgrammeFileDoesNotComeBackByARestart) {
    forget_bo();
    const auto again = ready(opened());
    ASSERT_TRUE(again) << said.str();
    EXPECT_THAT(again->at->load(turn_owner(bo))->people, IsEmpty());
    EXPECT_THAT(again->at->load(turn_owner(theirs))->pairs, IsEmpty());
    EXPECT_EQ(again->forgotten_again, 0);
    EXPECT_TRUE(again->at->load(turn_owner(ann))->people.contains(ann));
}

TEST_F(Forgetting, TheProgrammeThatRunsDoesNotNameThemAnyMoreAndGoesOnRunning) {
    forget_bo();
    const auto applied = newest_applied(facts_in(*opened()), {"demo"}).value();
    ASSERT_TRUE(applied);
    for (const auto* trace : {"Bo Lindqvist", "playground: bo", "ann_and_bo"})
        EXPECT_THAT(applied->text, ::testing::Not(HasSubstr(trace)));
    EXPECT_THAT(applied->text, HasSubstr("Ann Serrano"));
    const auto again = ready(opened());
    ASSERT_TRUE(again) << said.str();
    EXPECT_EQ(again->book.programmes.at({"demo"}).people.size(), 2U);
    EXPECT_THAT(again->waiting, SizeIs(1)) << "the file still names them";
}

// An installation from before programmes were applied: its first start must not store what somebody had deleted.
TEST_F(Forgetting, AFirstStartStoresTheProgrammeWithoutThem) {
    forget_bo();
    SQLite::Database(database, SQLite::OPEN_READWRITE).exec("DELETE FROM sealed_fact WHERE name LIKE 'programme/%'");
    ASSERT_TRUE(ready(opened())) << said.str();
    const auto applied = newest_applied(facts_in(*opened()), {"demo"}).value();
    ASSERT_TRUE(applied);
    EXPECT_THAT(applied->text, ::testing::Not(HasSubstr("Bo Lindqvist")));
}

TEST_F(Forgetting, ARestoredBackupIsRidOfThemBeforeTheFirstRequestIsServed) {
    ASSERT_TRUE(ready(opened())) << said.str();
    const auto backup = (folder / "backup.db").string();
    ASSERT_FALSE(back_up(database, backup));
    forget_bo();
    for (const auto* end : {"", "-wal", "-shm"}) fs::remove(database + end);
    ASSERT_FALSE(restore(backup, database, morning));
    const auto again = ready(opened());
    ASSERT_TRUE(again) << said.str();
    EXPECT_EQ(again->forgotten_again, 1);
    EXPECT_THAT(again->at->load(turn_owner(bo))->people, IsEmpty());
    EXPECT_THAT(again->at->load(turn_owner(theirs))->pairs, IsEmpty());
    EXPECT_EQ(again->at->find_person({"playground", {"demo"}, "bo"}).value(), std::nullopt);
}

TEST_F(Forgetting, TheCommandThatRestoresTakesThemOutAtOnceAndSaysSo) {
    ASSERT_TRUE(ready(opened())) << said.str();
    const auto backup = (folder / "backup.db").string();
    ASSERT_FALSE(back_up(database, backup));
    forget_bo();
    for (const auto* end : {"", "-wal", "-shm"}) fs::remove(database + end);
    std::ostringstream out;
    ASSERT_EQ(restore_backup(backup, database, "", out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Taken out again, as they had asked for before: 1 person."));
    EXPECT_THAT(opened()->load(turn_owner(bo))->people, IsEmpty());
}

/// The store and the whole engine, without a network: what is due is taken as the service takes it.
struct Retention : Forgetting {
    void take(ready_to_start& in, const turn_owner& owner, const stimulus& what, instant now) {
        const auto step = [&](const world& before) { return take_turn(in.book, before, what, now); };
        ASSERT_TRUE(in.at->turn(owner, step, {}, now));
    }
    void says(ready_to_start& in, const person_id& who, const std::string& text, instant now) {
        heard what;
        what.who = who;
        what.event.key = "e/" + std::to_string(to_us(now));
        what.event.from = {"playground", {"demo"}, who.text};
        what.event.message = "D/" + std::to_string(to_us(now));
        what.event.what = inbound::said{text};
        take(in, turn_owner(who), what, now);
    }
    void live(ready_to_start& in, instant from, instant until) {
        for (auto now = from; now <= until; now += std::chrono::hours(6)) {
            const auto due = in.at->due_timers(now, 500).value();
            for (const auto& one : due) take(in, one.owner, time_passed{}, now);
            for (const auto& row : in.at->sendable(now, {500}, {}).value())
                for (const auto& sent : in.at->begin_sends({row}, now).value())
                    ASSERT_TRUE(in.at->record_send(sent.id, {send_result::outcome::sent, "D/1", "", now}, now));
            ASSERT_TRUE(in.at->tidy(now, 500));
        }
    }
    [[nodiscard]] std::int64_t rows(const std::string& where) const {
        SQLite::Database look(database, SQLite::OPEN_READONLY);
        return look.execAndGet("SELECT count(*) FROM " + where).getInt64();
    }
};

TEST_F(Retention, NothingIsKeptLongerThanItsClassSays) {
    auto in = ready(opened());
    ASSERT_TRUE(in) << said.str();
    start_requested closing;
    closing.pair = theirs;
    closing.flow = "closing";
    take(*in, turn_owner(theirs), closing, morning);
    for (int i = 0; i < 8; ++i)
        for (const auto& who : {ann, bo})
            says(*in, who, i == 0 ? "1" : "What we did together in spring, and how.",
                 morning + std::chrono::minutes(2 * i + 1));
    ASSERT_GT(rows("answer"), 4);
    const auto end = morning + std::chrono::days(1);
    take(*in, turn_owner(theirs), time_passed{}, end);
    const auto leave = [&](const world& before) {
        turn_outcome out;
        auto pair = before.pairs.at(theirs);
        pair.ended = true;
        pair.ended_at = end;
        pair.running.clear();
        out.pairs = {pair};
        return out;
    };
    ASSERT_TRUE(in->at->turn(turn_owner(theirs), leave, {}, end));
    take(*in, turn_owner(theirs), time_passed{}, end);
    live(*in, end, end + std::chrono::days(89));
    EXPECT_GT(rows("answer"), 4);
    live(*in, end + std::chrono::days(89), end + std::chrono::days(91));
    EXPECT_EQ(rows("answer WHERE author IN ('ann', 'bo')"), 0);
    EXPECT_THAT(in->at->load(turn_owner(theirs))->pairs.at(theirs).kept, IsEmpty());
    EXPECT_GT(rows("pair_log"), 0);
    live(*in, end + std::chrono::days(91), end + std::chrono::days(400));
    const auto limit = [&](std::chrono::days kept) {
        return std::to_string(to_us(end + std::chrono::days(400) - kept));
    };
    EXPECT_EQ(rows("pair_log WHERE at_us < " + limit(std::chrono::days(365))), 0);
    EXPECT_EQ(rows("delivery WHERE sent_us < " + limit(std::chrono::days(121))), 0);
    EXPECT_EQ(rows("accepted WHERE at_us < " + limit(std::chrono::days(8))), 0);
    EXPECT_EQ(rows("outbox"), 0);
}

}  // namespace
}  // namespace waymark
