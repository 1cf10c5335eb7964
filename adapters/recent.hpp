// Remembers the latest so many pairs of text and forgets the oldest: a cache with an upper bound.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

namespace waymark {

class recent {
  public:
    explicit recent(std::size_t most) : most_(most) {}

    [[nodiscard]] const std::string* find(const std::string& key) const {
        const auto found = values_.find(key);
        return found == values_.end() ? nullptr : &found->second;
    }
    void put(const std::string& key, std::string value) {
        const auto [at, fresh] = values_.insert_or_assign(key, std::move(value));
        if (!fresh) return;
        order_.push_back(key);
        // A key that was erased and put again stands twice; its older mention only shortens its life.
        while (order_.size() > most_) {
            values_.erase(order_.front());
            order_.pop_front();
        }
    }
    void erase(const std::string& key) { values_.erase(key); }
    [[nodiscard]] std::size_t size() const { return values_.size(); }

  private:
    std::size_t most_;
    std::unordered_map<std::string, std::string> values_;
    std::deque<std::string> order_;
};

}  // namespace waymark
