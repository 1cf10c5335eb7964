// The real store on a disk whose power is cut again and again: nothing that was acknowledged is lost, and nothing is
// there in part.
#include <gmock/gmock.h>

#include "tests/storage/power_cuts.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

using survives = cut_disk::survives;

constexpr int cuts_of_one = 20;  ///< then a new database, so that its creation is cut as well

survives any_of(power_cuts& cuts) {
    return static_cast<survives>(cuts.number(0, 3));
}

TEST(PowerCut, NothingAcknowledgedIsLostInAThousandCuts) {
    const auto seed = test_seed();
    const auto how_many = number_from_environment("WAYMARK_CUTS", 1000);
    SCOPED_TRACE(seed_in_words(seed));
    power_cuts cuts(seed);
    for (int cut = 0; cut < how_many; ++cut) {
        SCOPED_TRACE("cut " + std::to_string(cut));
        if (cut % cuts_of_one == 0) cuts.new_database();
        cuts.one_cut(any_of(cuts));
        ASSERT_THAT(cuts.wrong, testing::IsEmpty());
    }
    RecordProperty("acknowledged", cuts.acknowledged);
    EXPECT_GT(cuts.acknowledged, 10 * how_many);
}

// What the test above finds when there is something to find: a disk that only says that it synced.
TEST(PowerCut, ADiskThatDoesNotSyncIsFoundOut) {
    power_cuts cuts(20260602);
    cuts.disk.lie_about_syncs();
    int lost = 0;
    for (int cut = 0; cut < 40; ++cut) {
        cuts.new_database();
        while (!cuts.enrolled) cuts.one_cut(survives::everything);
        cuts.one_cut(any_of(cuts));
        lost += cuts.wrong.empty() ? 0 : 1;
        cuts.wrong.clear();
    }
    EXPECT_GT(lost, 10);
    EXPECT_LT(lost, 40) << "a cut that everything survives must not be counted";
}

}  // namespace
}  // namespace waymark
