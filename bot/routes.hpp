// Which path is answered by whom, and with which methods. A small table, read by linear search.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"

namespace waymark {

/// The path of a target, without its query.
[[nodiscard]] constexpr std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

class routes {
  public:
    void add(std::string path, adapter& answers) { table_.push_back({std::move(path), &answers}); }
    /// Null when nobody answers there.
    [[nodiscard]] adapter* find(std::string_view target) const {
        const auto path = path_of(target);
        for (const auto& one : table_)
            if (one.path == path) return one.answers;
        return nullptr;
    }

  private:
    struct route {
        std::string path;
        adapter* answers = nullptr;
    };
    std::vector<route> table_;
};

}  // namespace waymark
