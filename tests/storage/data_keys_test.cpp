// The keys of people, pairs and workspaces, on rows in memory.
#include "storage/sealing/data_keys.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace waymark::sealing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

struct rows_in_memory final : key_table {
    std::vector<key_row> rows;
    std::int64_t last = 0;
    int reads = 0;

    std::optional<key_row> first_with(const auto& fits) {
        ++reads;
        const auto found = std::ranges::find_if(rows, fits);
        return found == rows.end() ? std::nullopt : std::optional(*found);
    }
    std::optional<key_row> numbered(std::int64_t number) override {
        return first_with([&](const key_row& one) { return one.number == number; });
    }
    std::optional<key_row> of(const std::string& owner) override {
        return first_with([&](const key_row& one) { return one.owner == owner; });
    }
    std::vector<key_row> roots() override {
        std::vector<key_row> out;
        std::ranges::copy_if(rows, std::back_inserter(out),
                             [](const key_row& one) { return one.parent.starts_with(master_parent); });
        return out;
    }
    std::int64_t add(const key_row& row) override {
        rows.push_back(row);
        return rows.back().number = ++last;
    }
    void wrap_anew(const key_row& row) override { the(row.owner) = row; }
    void remove(const std::string& owner) override {
        std::erase_if(rows, [&](const key_row& one) { return one.owner == owner; });
    }
    key_row& the(const std::string& owner) { return *std::ranges::find(rows, owner, &key_row::owner); }
};

struct DataKeys : testing::Test {
    rows_in_memory rows;
    master_keys masters = master_keys::of_this_process();
    data_keys keys{masters, rows};
    const std::string acme = "workspace/slack/T0ACME";
    const std::string place = place_of("person.body", {"mia"});

    DataKeys() { keys.ensure("person/mia", acme); }
    /// As after a restart.
    data_keys again() { return {masters, rows}; }
    std::string why_not(data_keys with, const std::string& envelope, const std::string& at) {
        try {
            (void)with.open(at, envelope);
        } catch (const problem& what) {
            return what.what();
        }
        return "it opened";
    }
};

TEST_F(DataKeys, APersonsIsWrappedByTheirWorkspacesAndThatByTheMasterKey) {
    ASSERT_EQ(rows.rows.size(), 2U);
    EXPECT_EQ(rows.the(acme).parent, "master/" + masters.first().id);
    EXPECT_EQ(rows.the("person/mia").parent, acme);
    EXPECT_EQ(keys.parent_of("person/mia"), acme);
    keys.ensure("person/mia", acme);
    keys.ensure("person/max", acme);
    EXPECT_EQ(rows.rows.size(), 3U);
}

TEST_F(DataKeys, WhatIsSealedOpensAfterARestartByTheNumberInTheEnvelopeAlone) {
    const auto envelope = keys.seal("person/mia", place, "words");
    EXPECT_EQ(envelope.size(), 1U + 4U + nonce_size + 5U + tag_size);
    EXPECT_EQ(again().open(place, envelope), "words");
}

TEST_F(DataKeys, AnyByteOfAnEnvelopeThatIsChangedIsNoticedAndSoIsAnotherPlace) {
    keys.ensure("person/max", acme);
    const auto envelope = keys.seal("person/mia", place, "words");
    for (std::size_t i = 0; i < envelope.size(); ++i) {
        auto changed = envelope;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_NE(why_not(again(), changed, place), "it opened") << i;
        EXPECT_NE(why_not(again(), envelope.substr(0, i), place), "it opened") << i;
    }
    EXPECT_THAT(why_not(again(), envelope, place_of("person.body", {"max"})), HasSubstr("a value in person.body"));
    EXPECT_THAT(why_not(again(), envelope, place_of("pair.body", {"mia"})), HasSubstr("pair.body"));
}

TEST_F(DataKeys, AChangedRowOfAKeyIsNamedByItsOwner) {
    const auto envelope = keys.seal("person/mia", place, "words");
    const auto whole = rows.the("person/mia");
    for (std::size_t i = 0; i < whole.wrapped.size(); ++i) {
        rows.the("person/mia").wrapped[i] = static_cast<char>(whole.wrapped[i] ^ 1);
        EXPECT_EQ(why_not(again(), envelope, place),
                  "the key of person/mia does not open with " + acme + ": it was changed");
        rows.the("person/mia") = whole;
    }
    rows.the("person/mia").parent = "person/mia";  // a ring leads nowhere
    EXPECT_THAT(why_not(again(), envelope, place), HasSubstr("names a wrong parent"));
    rows.the("person/mia") = whole;
    rows.the(acme).parent = acme;
    EXPECT_THAT(why_not(again(), envelope, place), HasSubstr("names a wrong parent"));
}

TEST_F(DataKeys, WithoutItsRowOrItsMasterKeyNothingOpensAndItIsSaidWhich) {
    const auto envelope = keys.seal("person/mia", place, "words");
    auto without_master = data_keys(master_keys::of_this_process(), rows);
    EXPECT_THAT(without_master.lacking(), ElementsAre(masters.first().id));
    EXPECT_THAT(why_not(without_master, envelope, place), HasSubstr("needs the master/" + masters.first().id));
    EXPECT_THROW(without_master.check_roots(), problem);
    EXPECT_THROW((void)keys.seal("person/nobody", place, "words"), problem);
    keys.remove("person/mia");
    EXPECT_FALSE(keys.has("person/mia"));
    EXPECT_EQ(why_not(keys, envelope, place), "the data key 2 is not in the database any more");
    EXPECT_THROW((void)keys.seal("person/mia", place, "words"), problem);
    keys.ensure("person/mia", acme);
    EXPECT_NE(why_not(keys, envelope, place), "it opened") << "a new key is another one";
}

TEST_F(DataKeys, ANewMasterKeyWrapsTheKeysOfWorkspacesAndTheOldOneIsNotNeededAnyMore) {
    const auto envelope = keys.seal("person/mia", place, "words");
    keys.ensure_root("workspace/");
    const auto persons = rows.the("person/mia").wrapped;
    const auto newer = master_keys::of_this_process();
    keys.use(newer);
    EXPECT_EQ(keys.open(place, envelope), "words") << "before it is used as well";
    EXPECT_THAT(keys.wrap_roots_anew(), ElementsAre(Pair(masters.first().id, 2)));
    EXPECT_THAT(keys.wrap_roots_anew(), IsEmpty());
    EXPECT_EQ(rows.the("person/mia").wrapped, persons);
    auto later = data_keys(newer, rows);
    EXPECT_THAT(later.lacking(), IsEmpty());
    EXPECT_NO_THROW(later.check_roots());
    EXPECT_EQ(later.open(place, envelope), "words");
}

TEST_F(DataKeys, KeysThatAreOpenAreKeptAndNotWithoutEnd) {
    (void)keys.seal("person/mia", place, "words");
    const auto before = rows.reads;
    (void)keys.open(place, keys.seal("person/mia", place, "words"));
    EXPECT_EQ(rows.reads, before);
    for (int i = 0; i < 30'000; ++i) {
        rows.rows.resize(2);  // so that looking for them does not take long
        keys.ensure("person/" + std::to_string(i), acme);
    }
    EXPECT_LE(keys.kept(), data_keys::most_kept);
    EXPECT_EQ(keys.open(place, keys.seal("person/mia", place, "words")), "words");
}

}  // namespace
}  // namespace waymark::sealing
