// Whether the chat platforms take us: asked at start, asked again while they cannot be reached, and written down where
// `waymark status` finds it when one refuses our token.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/store_door.hpp"
#include "bot/task_group.hpp"

namespace waymark {

class account_watch {
  public:
    static constexpr auto first_pause = std::chrono::seconds(10);  ///< doubled up to the longest
    static constexpr auto longest_pause = std::chrono::minutes(10);

    /// An account takes nothing more. Called once for all the time until a message arrives there again: a start that
    /// finds our own token good, or a word from somebody there, does not mean that it does.
    using closed_listener = std::function<boost::asio::awaitable<void>(address)>;

    /// All must outlive it. `accounts` are the workspaces that programmes name, without users.
    account_watch(store_door& door, task_group& tasks, std::vector<adapter*> platforms, std::vector<address> accounts,
                  closed_listener newly_closed);

    /// Why a platform's account cannot be used, in words. A platform that cannot be reached is asked again later.
    [[nodiscard]] boost::asio::awaitable<std::optional<std::string>> check_all();
    /// Whether an earlier run had found one closed: what waited for that is to be tried again.
    [[nodiscard]] bool were_closed() const { return were_closed_; }
    /// The platform refused our token, or the bot was taken out of the workspace.
    void closed(const address& at, const std::string& reason);
    /// The account is in use again: what was written down no longer holds.
    void opened(const address& at);
    /// A message has arrived there.
    void arrived(const address& at);
    /// Platforms that could not be asked yet, with what stood in the way.
    [[nodiscard]] const std::map<std::string, std::string>& unchecked() const { return unchecked_; }

  private:
    [[nodiscard]] boost::asio::awaitable<void> check_again(adapter* one);
    /// Returns whether that is new.
    [[nodiscard]] boost::asio::awaitable<bool> write_down(std::vector<address> accounts, std::string reason);
    /// Of whose closing somebody was told, and nothing has arrived there since.
    [[nodiscard]] boost::asio::awaitable<void> recall_told();
    [[nodiscard]] boost::asio::awaitable<void> note_told(address at, std::string told);
    [[nodiscard]] boost::asio::awaitable<void> close(address at, std::string reason);
    [[nodiscard]] boost::asio::awaitable<void> open(address at);

    store_door& door_;
    task_group& tasks_;
    std::vector<adapter*> platforms_;
    std::vector<address> accounts_;
    closed_listener newly_closed_;
    std::map<std::string, std::string> unchecked_;
    std::set<address> told_;
    bool were_closed_ = false;
};

}  // namespace waymark
