// A store that fails when a test says so: a call that is refused, a commit that cannot be made, or one that was made
// although nobody heard of it.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "storage/store.hpp"

namespace waymark {

enum class store_call {
    commit,  ///< the end of an outermost transaction: what was done in it is undone
    accept,
    claim_inbox,
    quarantine,
    find_person,
    turn,
    finish_inbox,
    due_timers,
    begin_sends,
    record_send,
    others
};

/// What fails next. The test keeps one end, the store the other; any thread.
class faults {
  public:
    /// The next `times` calls of this kind fail and do nothing.
    void fail(store_call which, store_errc with, int times = 1);
    /// After `passing` more commits, one is made and said to have failed.
    void lose_answer_of_commit(int passing = 0);
    [[nodiscard]] int left() const;

  private:
    friend class fault_store;
    [[nodiscard]] std::optional<store_errc> next(store_call which);
    [[nodiscard]] bool answer_is_lost();

    struct planned {
        store_call which;
        store_errc with;
        int times;
    };
    mutable std::mutex guard_;
    std::vector<planned> planned_;
    std::optional<int> commits_until_lost_;
};

[[nodiscard]] std::unique_ptr<store> create_fault_store(std::unique_ptr<store> inner, std::shared_ptr<faults> plan);

}  // namespace waymark
