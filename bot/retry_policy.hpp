// What to do after a send: again when, give up, or ask the platform first. Pure; the time and the chance are passed in.
#pragma once

#include "adapters/adapter.hpp"
#include "storage/store.hpp"

namespace waymark {

/// Facts about one attempt.
struct attempt_facts {
    int attempt = 1;          ///< how many times it was tried, this one included
    instant started;          ///< when this attempt began
    instant expires = never;  ///< not sent after this
    message_class kind = message_class::reply;
    bool resent = false;  ///< an earlier attempt ended unknown, and it was sent once more
    double chance = 0.5;  ///< 0 to 1, spreads the retries of many
};

constexpr auto reason_expired = "expired";                ///< of a message that would have come too late
constexpr auto reason_unresolved = "unknown_unresolved";  ///< nobody knows whether it arrived, and it is not sent again
constexpr auto first_question = std::chrono::seconds(5);  ///< after an attempt whose end is unknown
constexpr auto second_question = std::chrono::seconds(60);
constexpr auto platform_patience = std::chrono::hours(24);  ///< of a platform that cannot even be asked
constexpr auto question_limit = std::chrono::minutes(5);    ///< then later messages to this person go on without it
constexpr auto longest_retry = std::chrono::minutes(15);
constexpr auto longest_wait = std::chrono::hours(2);  ///< beyond any wait that this or a platform asks for
constexpr int most_attempts = 40;

/// After adapter::send. Never returns a time past `expires`: that is "expired".
[[nodiscard]] send_result after_send(const send_outcome& how, const attempt_facts& facts, instant now);

/// After adapter::find about an attempt whose end was unknown. Absent twice, at 5 s and at 60 s: it is sent once more.
/// Where the platform cannot tell, a reply is sent once more as well, a nudge never; where it never tells, that is
/// settled by the first question. Once is once, however that attempt
/// ends: another unknown end is listed as "unknown_unresolved". A question that could not be put, by our own pace or
/// because the platform is down, is put again later, for a day. A change of an earlier message does no harm when it is
/// made twice: it is made again, whatever the answer.
[[nodiscard]] send_result after_question(const find_outcome& found, const attempt_facts& facts, instant now);

[[nodiscard]] send_result dead(std::string reason);
[[nodiscard]] send_result later(instant when, std::string reason);

}  // namespace waymark
