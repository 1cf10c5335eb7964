#include "bot/retry_policy.hpp"

#include <algorithm>

namespace waymark {
namespace {

using outcome = send_result::outcome;

send_result ended(outcome how, std::string reason) {
    send_result out;
    out.is = how;
    out.reason = std::move(reason);
    return out;
}

send_result at(outcome how, instant when, std::string reason) {
    auto out = ended(how, std::move(reason));
    out.when = when;
    return out;
}

send_result again(instant when, const attempt_facts& facts, const std::string& reason) {
    if (when >= facts.expires) return ended(outcome::dead, reason_expired);
    if (facts.attempt >= most_attempts) return ended(outcome::dead, reason.empty() ? "too_many_attempts" : reason);
    return at(outcome::retry_at, when, reason);
}

/// Sent once more, although nobody can be quite sure; never twice.
send_result once_more(instant when, const attempt_facts& facts) {
    if (facts.resent) return ended(outcome::dead, reason_unresolved);
    auto out = again(when, facts, reason_unresolved);
    out.resend = out.is == outcome::retry_at;
    return out;
}

/// 1 s, doubled each time, with a quarter of chance either way.
span back_off(const attempt_facts& facts) {
    const auto doubled = std::chrono::seconds(1) * (1 << std::clamp(facts.attempt - 1, 0, 12));
    const auto capped = std::min<span>(doubled, longest_retry);
    return std::chrono::duration_cast<span>(capped * (0.75 + 0.5 * facts.chance));
}

}  // namespace

send_result after_send(const send_outcome& how, const attempt_facts& facts, instant now) {
    switch (how.is) {
        case send_outcome::kind::sent: {
            send_result out;
            out.platform_ref = how.platform_ref;
            return out;
        }
        case send_outcome::kind::retry: {
            // the platform's own word wins; a little chance on top, so that not everybody comes back at once
            const auto asked = how.retry_after + std::chrono::duration_cast<span>(how.retry_after * 0.1 * facts.chance);
            const auto when = now + (how.retry_after > span{} ? asked : back_off(facts));
            // Whoever is told to wait for a turn has not failed, however often.
            if (how.in_line && when < facts.expires) return at(outcome::retry_at, when, how.reason);
            return again(when, facts, how.reason);
        }
        case send_outcome::kind::unknown:
            return at(outcome::unknown, facts.started + first_question, how.reason);
        case send_outcome::kind::dead:
        case send_outcome::kind::account_dead:
            return ended(outcome::dead, how.reason);
    }
    return ended(outcome::dead, "unheard_of");
}

send_result after_question(const find_outcome& found, const attempt_facts& facts, instant now) {
    if (facts.kind == message_class::update) return again(now, facts, "");
    if (found.ask_again_in > span{} && now < facts.started + platform_patience)
        return at(outcome::unknown, now + found.ask_again_in, "");
    if (found.is == find_outcome::kind::found) {
        send_result out;
        out.platform_ref = found.platform_ref;
        return out;
    }
    const bool never_tells = found.is == find_outcome::kind::never_tells;
    if (never_tells && now < facts.started + first_question)  // as after a crash: it may still be on its way
        return at(outcome::unknown, facts.started + first_question, "");
    if (!never_tells && now < facts.started + second_question)
        return at(outcome::unknown, facts.started + second_question, "");
    if (found.is == find_outcome::kind::absent) return once_more(now, facts);
    if (!never_tells && now < facts.started + question_limit)
        return at(outcome::unknown, facts.started + question_limit, "");
    if (facts.kind == message_class::nudge) return ended(outcome::dead, reason_unresolved);
    return once_more(now, facts);
}

send_result dead(std::string reason) {
    send_result out;
    out.is = send_result::outcome::dead;
    out.reason = std::move(reason);
    return out;
}

send_result later(instant when, std::string reason) {
    send_result out;
    out.is = send_result::outcome::retry_at;
    out.when = when;
    out.reason = std::move(reason);
    return out;
}

}  // namespace waymark
