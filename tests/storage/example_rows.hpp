// A small pair and a folder that goes away, for the tests of storage/.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "storage/sqlite/sqlite_store.hpp"

namespace waymark::example {

const instant noon = from_us(1'770'000'000'000'000);

/// Two people, Mia (mentee) and Max (mentor), and what a first turn writes of them.
[[nodiscard]] turn_outcome new_pair();
[[nodiscard]] inbound_event said(const std::string& key, const std::string& user = "U0MIA");
[[nodiscard]] outbox_message message(const std::string& key, const std::string& to = "mia");
[[nodiscard]] answer answer_of(const std::string& author, audience seen_by, const std::string& step,
                               answer_kind kind = answer_kind::text);

/// What may be sent, marked as being sent.
[[nodiscard]] result<std::vector<outbox_row>> begin_sends(store& at, instant now, std::size_t limit);

enum class kind { sqlite, memory };

/// A store to test: a database in a folder of its own, which can be closed and opened again, or the one in memory,
/// which stays open.
class database {
  public:
    explicit database(kind of = kind::sqlite);
    ~database();
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    [[nodiscard]] std::string path() const { return (folder_ / "waymark.db").string(); }
    /// Where its master key stands.
    [[nodiscard]] key_place keys() const { return key_place().of_database(path()); }
    void reopen();
    void close() { at_.reset(); }
    [[nodiscard]] store& at() { return *at_; }
    /// Writes the pair of new_pair().
    void enrol();
    /// Writes an outcome as a turn of the pair.
    [[nodiscard]] result<std::vector<outbox_row>> take(const turn_outcome& outcome, instant now = noon);

  private:
    kind kind_;
    std::filesystem::path folder_;
    std::unique_ptr<store> at_;
};

}  // namespace waymark::example
