// Latencies in microseconds, kept whole and sorted at the end: exact percentiles, no buckets.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

class histogram {
  public:
    void add(std::int64_t us) { values_.push_back(us); }
    /// The value below which `share` (0..1) of all lie; 0 when empty. Call sort() once before.
    [[nodiscard]] std::int64_t at(double share) const {
        if (values_.empty()) return 0;
        const auto index = static_cast<std::size_t>(share * static_cast<double>(values_.size() - 1));
        return values_[index];
    }
    void sort() { std::sort(values_.begin(), values_.end()); }
    [[nodiscard]] std::size_t size() const { return values_.size(); }

  private:
    std::vector<std::int64_t> values_;
};
