// A database file whose process may end at any call of the store, and that is opened again afterwards.
#pragma once

#include <filesystem>

#include "tests/support/fault_store.hpp"

namespace waymark::rehearsal {

class crashing_store {
  public:
    crashing_store();
    crashing_store(const crashing_store&) = delete;
    crashing_store& operator=(const crashing_store&) = delete;
    ~crashing_store();

    [[nodiscard]] store& at() { return *at_; }
    /// The next call of this kind ends the process, before it has done anything.
    void end_at(store_call which) { plan_->fail(which, store_errc::unavailable); }
    /// Whether the end that was planned is still to come.
    [[nodiscard]] bool will_end() const { return plan_->left() > 0; }
    void open_again();

  private:
    std::filesystem::path folder_;
    std::shared_ptr<faults> plan_ = std::make_shared<faults>();
    std::unique_ptr<store> at_;
};

}  // namespace waymark::rehearsal
