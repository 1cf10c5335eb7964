// Which keys count now, and when to fetch them anew. A plain value: it decides, the rim fetches and reports back.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "adapters/teams/signing_keys.hpp"
#include "conversations/time.hpp"

namespace waymark::teams {

class key_cache {
  public:
    static constexpr span fresh_for = std::chrono::hours(24);        ///< then fetched again, beside the work
    static constexpr span trusted_for = std::chrono::hours(24 * 5);  ///< without a successful fetch; then not any more
    static constexpr span between_unknown = std::chrono::hours(1);   ///< unknown names make us fetch no oftener
    static constexpr span first_pause = std::chrono::minutes(1);     ///< after a failed fetch; doubled each time
    static constexpr span longest_pause = std::chrono::minutes(15);
    static constexpr span fetch_deadline = std::chrono::minutes(1);  ///< a fetch that never reports counts as over

    /// The set to check against; null when there is none, or when it is too old to be trusted.
    [[nodiscard]] const key_set* keys(instant now) const;

    /// Whether to fetch now: there are no keys, they have become old, or `key_id` is not among them. Never while a
    /// fetch is under way or its failure is fresh; for the sake of a `key_id` at most once in `between_unknown`. The
    /// fetches of the start and of each day do not count there: a key that is changed just after them is learnt at
    /// once.
    [[nodiscard]] bool needs_refresh(instant now, std::string_view key_id = {}) const;

    void fetch_begins(instant now);
    /// The new set replaces the old one as a whole: a key that is gone is no longer valid.
    void fetched(key_set keys, instant now);
    /// The old set stays.
    void fetch_failed(instant now);

  private:
    [[nodiscard]] bool under_way(instant now) const;
    [[nodiscard]] bool are_fresh(instant now) const;

    std::shared_ptr<const key_set> keys_;
    instant fetched_at_{};
    std::optional<instant> tried_at_;        ///< the last fetch, however it went
    std::optional<instant> began_at_;        ///< a fetch is under way since
    std::optional<instant> for_unknown_at_;  ///< the last fetch for the sake of an unknown name
    int failures_ = 0;                       ///< in a row
};

}  // namespace waymark::teams
