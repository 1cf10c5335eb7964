// Sealing by itself: what was changed or moved does not open, and keys are read strictly.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "storage/sealing/master_keys.hpp"

namespace waymark::sealing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string words = "I have not told anybody: I am afraid of the talk on Friday.";
const std::string place = place_of("answer.body", {"mia-max", "closing.1", "victories", "mia"});

TEST(Aead, WhatWasSealedOpensAndShowsNothingOfItself) {
    const auto key = secret_key::random();
    for (const auto& text : {words, std::string(), std::string(1, '\0'), std::string(100'000, 'x')}) {
        const auto sealed = seal(key, place, text);
        EXPECT_EQ(sealed.size(), nonce_size + text.size() + tag_size);
        EXPECT_EQ(open(key, place, sealed), text);
        if (text.size() > 3) EXPECT_EQ(sealed.find(text.substr(0, 4)), std::string::npos);
    }
}

TEST(Aead, EachByteThatIsChangedIsNoticed) {
    const auto key = secret_key::random();
    const auto sealed = seal(key, place, words);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(open(key, place, changed)) << i;
        EXPECT_FALSE(open(key, place, sealed.substr(0, i))) << i;
    }
    EXPECT_FALSE(open(key, place, sealed + "x"));
    EXPECT_FALSE(open(secret_key::random(), place, sealed));
}

TEST(Aead, AValueThatWasMovedDoesNotOpen) {
    const auto key = secret_key::random();
    const auto sealed = seal(key, place, words);
    for (const auto& other : {place_of("answer.body", {"mia-max", "closing.1", "victories", "max"}),
                              place_of("answer.body", {"mia-max", "closing.1", "victories"}),
                              place_of("answer.seen", {"mia-max", "closing.1", "victories", "mia"}),
                              place_of("answer.body", {"mia-max", "closing.1", "victor", "iesmia"}), std::string()})
        EXPECT_FALSE(open(key, other, sealed)) << other;
}

TEST(Aead, NoTwoPlacesAreTheSameText) {
    EXPECT_NE(place_of("a", {"b", "c"}), place_of("a", {"bc", ""}));
    EXPECT_NE(place_of("a", {"b|1:c"}), place_of("a", {"b", "c"}));
    EXPECT_NE(place_of("a", {"1:b"}), place_of("a|1", {"b"}));
}

TEST(Aead, TheSameTextIsNeverSealedInTheSameWay) {
    const auto key = secret_key::random();
    std::set<std::string> nonces;
    for (int i = 0; i < 1000; ++i) nonces.insert(seal(key, place, words).substr(0, nonce_size));
    EXPECT_EQ(nonces.size(), 1000U);
}

TEST(Aead, AChildProcessDoesNotUseTheNoncesOfItsParentAgain) {
    const auto key = secret_key::random();
    (void)seal(key, place, words);  // draws some ahead
    int ends[2] = {-1, -1};         // NOLINT(*-avoid-c-arrays)
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
        const auto sealed = seal(key, place, words);
        ::_exit(::write(ends[1], sealed.data(), nonce_size) == static_cast<ssize_t>(nonce_size) ? 0 : 1);
    }
    std::string theirs(nonce_size, '\0');
    ASSERT_EQ(::read(ends[0], theirs.data(), nonce_size), static_cast<ssize_t>(nonce_size));
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ::close(ends[1]);
    for (int i = 0; i < 300; ++i) EXPECT_NE(seal(key, place, words).substr(0, nonce_size), theirs);
}

std::string problem_in(const std::string& text) {
    const auto read = read_master_keys(text, "the.key");
    const auto* problem = std::get_if<std::string>(&read);
    return problem == nullptr ? "" : *problem;
}

std::vector<std::string> ids_in(const std::string& text) {
    std::vector<std::string> out;
    const auto read = read_master_keys(text, "the.key");
    for (const auto& one : std::get<master_keys>(read).all()) out.push_back(one.id);
    return out;
}

const std::string as_hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
const std::string as_base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

TEST(MasterKeys, AreReadAsBase64AndAsHexAndNamedByAHash) {
    const auto id = ids_in(as_hex).at(0);
    EXPECT_EQ(id.size(), 8U);
    EXPECT_EQ(as_hex.find(id), std::string::npos);
    EXPECT_THAT(ids_in("# a note\n\n  " + as_base64 + " \r\n"), ElementsAre(id)) << "the same key";
}

TEST(MasterKeys, TheFirstLineWrapsAndTheOthersAreFound) {
    const auto older = new_master_key(), newer = new_master_key();
    const auto read = read_master_keys(newer + "\n" + older, "the.key");
    const auto& keys = std::get<master_keys>(read);
    EXPECT_EQ(keys.all().size(), 2U);
    EXPECT_EQ(keys.first().id, ids_in(newer).at(0));
    EXPECT_NE(keys.find(ids_in(older).at(0)), nullptr);
    EXPECT_EQ(keys.find("00000000"), nullptr);
}

TEST(MasterKeys, WhatIsNoneIsNamedByItsLineAndNeverRepeated) {
    const auto good = new_master_key();
    for (const auto& bad :
         {std::string("a-password-of-mine"), as_hex.substr(1), as_hex + "0", as_base64.substr(1), std::string(64, 'z'),
          std::string(43, '!') + "=", std::string(44, 'A'), std::string(42, 'A') + "=="}) {
        const auto said = problem_in(good + "\n# more\n" + bad + "\n");
        EXPECT_THAT(said, HasSubstr("the.key, line 3, holds no master key")) << bad;
        EXPECT_THAT(said, Not(HasSubstr(bad)));
    }
    EXPECT_EQ(problem_in("# nothing\n"), "the.key holds no master key");
    EXPECT_THAT(problem_in(as_hex + "\n" + as_base64), HasSubstr("line 2, holds the key " + ids_in(as_hex).at(0)));
}

TEST(MasterKeys, OneIsTakenOutAndEverythingElseStays) {
    const auto good = new_master_key();
    const auto text = "# ours\n" + good + "\n" + as_hex + "\n# the end";
    EXPECT_EQ(without_key(text, ids_in(as_hex).at(0)), "# ours\n" + good + "\n# the end");
    EXPECT_EQ(without_key(text, "00000000"), text);
}

}  // namespace
}  // namespace waymark::sealing
