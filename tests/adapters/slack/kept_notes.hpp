// A note book in memory, which can refuse to keep anything.
#pragma once

#include <boost/system/system_error.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"

namespace waymark {

class kept_notes final : public note_book {
  public:
    [[nodiscard]] boost::asio::awaitable<std::optional<std::string>> note(address about, std::string name) override {
        const auto found = all.find({about, name});
        if (found == all.end()) co_return std::nullopt;
        co_return found->second;
    }
    [[nodiscard]] boost::asio::awaitable<void> keep(std::vector<platform_note> notes) override {
        if (failures > 0) {
            --failures;
            throw boost::system::system_error(boost::system::errc::make_error_code(boost::system::errc::io_error));
        }
        put(notes);
        if (after_keep) after_keep();
        co_return;
    }
    void put(const std::vector<platform_note>& notes) {
        for (const auto& one : notes) {
            all.erase({one.about, one.name});
            if (!one.body.empty()) all[{one.about, one.name}] = one.body;
        }
    }

    std::map<std::pair<address, std::string>, std::string> all;
    int failures = 0;  ///< so many times nothing can be kept
    std::function<void()> after_keep;
};

}  // namespace waymark
