#include "bot/admin/metrics.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <sstream>

namespace waymark {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

measurements something() {
    measurements out;
    out.inbox.by_kind = {{"message", 5}, {"bad_signature", 2}};
    out.inbox.by_status = {{200, 5}, {401, 2}};
    out.commits.within = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 4};
    out.commits.all_together = std::chrono::milliseconds(1500);
    store_health rows;
    rows.timers = 7;
    out.rows = rows;
    out.free_disk_mib = 100;
    return out;
}

TEST(Metrics, EveryLineIsOneThatPrometheusReads) {
    const std::regex sample(R"([a-z_]+(\{[a-z_]+="[^"\\\n]*"\})? ([0-9.e+-]+|\+Inf))");
    const std::regex comment("# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))");
    std::istringstream lines(metrics_text(something()));
    std::set<std::string> seen;
    int samples = 0;
    for (std::string line; std::getline(lines, line);) {
        const bool is_sample = std::regex_match(line, sample);
        samples += is_sample ? 1 : 0;
        EXPECT_TRUE(is_sample || std::regex_match(line, comment)) << line;
        EXPECT_TRUE(seen.insert(line.substr(0, line.rfind(' '))).second || line.front() == '#') << "twice: " << line;
    }
    EXPECT_GT(samples, 40);
}

TEST(Metrics, TheHistogramOfCommitsAddsUp) {
    const auto text = metrics_text(something());
    for (const auto* line :
         {"waymark_commit_seconds_count 10", "waymark_commit_seconds_sum 1.5",
          "waymark_commit_seconds_bucket{le=\"0.0005\"} 1", "waymark_commit_seconds_bucket{le=\"0.0025\"} 6",
          "waymark_commit_seconds_bucket{le=\"5\"} 6", "waymark_commit_seconds_bucket{le=\"+Inf\"} 10"})
        EXPECT_THAT(text, HasSubstr("\n" + std::string(line) + "\n"));
}

TEST(Metrics, RowsAreLeftOutWhileTheStorageCannotBeAsked) {
    auto without = something();
    EXPECT_THAT(metrics_text(without), HasSubstr("waymark_rows{kind=\"timers\"} 7"));
    without.rows.reset();
    EXPECT_THAT(metrics_text(without), Not(HasSubstr("waymark_rows")));
}

TEST(Metrics, TheProcessKnowsWhatItUses) {
    const auto here = figures_of_process();
    EXPECT_GT(here.resident_bytes, 1'000'000U);
    EXPECT_GT(here.cpu_seconds, 0);
}

}  // namespace
}  // namespace waymark
