// The keys that words are sealed with: one per person, per pair and per workspace. They are kept as rows, wrapped:
// those of people and pairs by their workspace's, those of workspaces by a master key.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/sealing/master_keys.hpp"

namespace waymark::sealing {

/// Stands in front of a master key's id where a parent is named.
constexpr std::string_view master_parent = "master/";
/// Stands in front of a workspace; alone it owns what belongs to none. Only keys of such owners wrap others.
constexpr std::string_view workspace_owner = "workspace/";

struct key_row {
    std::int64_t number = 0;  ///< stands in each envelope; never given to another key
    std::string owner;        ///< "person/mia", "pair/mia-max", "workspace/slack/T0ACME"
    std::string parent;       ///< "master/1f2e3d4c", or the owner of the key that wraps it
    std::string wrapped;
};

/// Where the wrapped keys are kept.
class key_table {
  public:
    virtual ~key_table() = default;
    [[nodiscard]] virtual std::optional<key_row> numbered(std::int64_t number) = 0;
    [[nodiscard]] virtual std::optional<key_row> of(const std::string& owner) = 0;
    /// Those that a master key wraps.
    [[nodiscard]] virtual std::vector<key_row> roots() = 0;
    /// Returns its number.
    virtual std::int64_t add(const key_row& row) = 0;
    virtual void wrap_anew(const key_row& row) = 0;
    virtual void remove(const std::string& owner) = 0;
};

class data_keys {
  public:
    /// `rows` must outlive it.
    data_keys(master_keys masters, key_table& rows) : masters_(std::move(masters)), rows_(rows) {}

    [[nodiscard]] bool has(const std::string& owner);
    /// Makes a key unless the owner has one. `under`: the workspace whose key wraps it; it gets one, too.
    void ensure(const std::string& owner, const std::string& under);
    /// The same for a workspace, whose key a master key wraps.
    void ensure_root(const std::string& owner);
    /// The owner of the key that wraps this one's; empty when there is no such key.
    [[nodiscard]] std::string parent_of(const std::string& owner);
    /// What was sealed with it does not open any more, wherever its bytes still are.
    void remove(const std::string& owner);

    /// An envelope: version, number of the key, nonce, sealed text, tag. Throws problem when there is no such key.
    [[nodiscard]] std::string seal(const std::string& owner, std::string_view place, std::string_view text);
    /// Throws problem.
    [[nodiscard]] std::string open(std::string_view place, std::string_view envelope);

    [[nodiscard]] const master_keys& masters() const { return masters_; }
    /// Those that wrap now; what was known before goes on opening what it wrapped.
    void use(master_keys now);
    /// Ids of master keys that are needed and not there.
    [[nodiscard]] std::vector<std::string> lacking();
    /// Opens every key that a master key wraps. Throws problem.
    void check_roots();
    /// Whether the first master key wraps all that a master key wraps.
    [[nodiscard]] bool first_wraps_all();
    /// Wraps with the first master key what another one wraps. Says of each of these how many keys it was; throws
    /// problem. To be made in one transaction.
    [[nodiscard]] std::map<std::string, std::int64_t> wrap_roots_anew();

    /// What was read of the rows may not be so any more: a transaction was undone.
    void forget_what_was_read();

    /// So many opened keys are kept at most.
    static constexpr std::size_t most_kept = 10'000;
    [[nodiscard]] std::size_t kept() const { return opened_.size(); }

  private:
    [[nodiscard]] std::optional<std::int64_t> number_of(const std::string& owner);
    [[nodiscard]] const secret_key& key(std::int64_t number);
    [[nodiscard]] secret_key unwrapped(const key_row& row);
    const secret_key& keep(std::int64_t number, const std::string& owner, const secret_key& key);
    void add(const std::string& owner, const std::string& parent, const secret_key& by);

    master_keys masters_;
    key_table& rows_;
    std::unordered_map<std::string, std::int64_t> numbers_;
    std::unordered_map<std::int64_t, secret_key> opened_;
};

}  // namespace waymark::sealing
