#include "adapters/slack/signature.hpp"

#include <gtest/gtest.h>

#include "tests/adapters/slack/fixtures.hpp"

namespace waymark::slack {
namespace {

using slack_fixtures::secret;
using slack_fixtures::signature_of;
using slack_fixtures::signed_at;
using verdict = signature_verdict;

const std::string body = R"({"type":"event_callback"})";
const std::string stamp = "1767225600";

TEST(slack_signature, holds_for_299_seconds_either_side_and_not_for_301) {
    const signature_checker checker({secret});
    const auto signature = signature_of(body, signed_at);
    for (const int seconds : {-300, -299, 0, 299, 300})
        EXPECT_EQ(checker.check(stamp, signature, body, signed_at + std::chrono::seconds(seconds)), verdict::good)
            << seconds;
    for (const int seconds : {-301, 301, 100'000})
        EXPECT_EQ(checker.check(stamp, signature, body, signed_at + std::chrono::seconds(seconds)), verdict::stale)
            << seconds;
}

TEST(slack_signature, of_any_secret_on_the_list_is_good_so_that_one_can_be_exchanged) {
    const signature_checker both({"new-secret", "", "old-secret"});
    EXPECT_EQ(both.check(stamp, signature_of(body, signed_at, "old-secret"), body, signed_at), verdict::good);
    EXPECT_EQ(both.check(stamp, signature_of(body, signed_at, "new-secret"), body, signed_at), verdict::good);
    EXPECT_EQ(both.check(stamp, signature_of(body, signed_at, "other"), body, signed_at), verdict::wrong);
    const signature_checker none({""});
    EXPECT_EQ(none.check(stamp, signature_of(body, signed_at, ""), body, signed_at), verdict::wrong);
}

TEST(slack_signature, covers_bytes_of_every_kind) {
    const signature_checker checker({secret});
    for (const auto& odd : {std::string(), std::string("\0\xff\xfe\r\n", 5), std::string(1'000'000, 'x')}) {
        const auto signature = signature_of(odd, signed_at);
        EXPECT_EQ(checker.check(stamp, signature, odd, signed_at), verdict::good);
        EXPECT_EQ(checker.check(stamp, signature, odd + '\0', signed_at), verdict::wrong);
    }
}

TEST(slack_signature, in_any_other_form_is_refused_before_it_is_computed) {
    const signature_checker checker({secret});
    const auto good = signature_of(body, signed_at);
    EXPECT_EQ(checker.check("", good, body, signed_at), verdict::missing);
    EXPECT_EQ(checker.check(stamp, "", body, signed_at), verdict::missing);
    for (const auto& time : {"-1767225600", "+1767225600", " 1767225600", "1767225600 ", "1767225600.0", "0x69550000",
                             "99999999999999999999", "now", "１７６７"})
        EXPECT_EQ(checker.check(time, good, body, signed_at), verdict::malformed) << time;
    auto upper = good;
    for (auto& c : upper) c = static_cast<char>(std::toupper(c));
    for (const auto& signature : {"v1" + good.substr(2), good.substr(0, 66), good + "0", good.substr(3), upper,
                                  "v0=" + std::string(64, 'g'), std::string("v0=")})
        EXPECT_EQ(checker.check(stamp, signature, body, signed_at), verdict::malformed) << signature;
}

TEST(slack_signature, every_changed_byte_of_it_is_wrong) {
    const signature_checker checker({secret});
    const auto good = signature_of(body, signed_at);
    for (std::size_t i = 3; i < good.size(); ++i) {
        auto changed = good;
        changed[i] = changed[i] == '0' ? '1' : '0';
        EXPECT_EQ(checker.check(stamp, changed, body, signed_at), verdict::wrong) << i;
    }
    EXPECT_EQ(checker.check("01767225600", good, body, signed_at), verdict::wrong) << "the header counts as received";
}

}  // namespace
}  // namespace waymark::slack
