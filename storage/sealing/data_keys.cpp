#include "storage/sealing/data_keys.hpp"

#include <openssl/crypto.h>

#include <algorithm>

namespace waymark::sealing {
namespace {

constexpr char envelope_version = 1;
constexpr std::size_t number_size = 4, head_size = 1 + number_size;

/// Version and number of the key; they are bound to the text as its place is.
std::string head_of(std::int64_t number) {
    std::string out(1, envelope_version);
    for (std::size_t i = number_size; i-- > 0;)
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i)));
    return out;
}

std::optional<std::int64_t> number_in(std::string_view envelope) {
    if (envelope.size() < head_size + nonce_size + tag_size || envelope.front() != envelope_version)
        return std::nullopt;
    std::uint64_t out = 0;
    for (const char byte : envelope.substr(1, number_size)) out = out << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(out);
}

bool is_workspace(const std::string& owner) {
    return owner.starts_with(workspace_owner);
}

/// What a person may read of a place: the column. The rest are ids.
std::string column_of(std::string_view place) {
    return std::string(place.substr(0, place.find('|')));
}

std::string place_of_key(const std::string& owner, const std::string& parent) {
    return place_of("data_key.wrapped", {owner, parent});
}

}  // namespace

bool data_keys::has(const std::string& owner) {
    return number_of(owner).has_value();
}

void data_keys::ensure(const std::string& owner, const std::string& under) {
    if (has(owner)) return;
    ensure_root(under);
    add(owner, under, key(*number_of(under)));
}

void data_keys::ensure_root(const std::string& owner) {
    if (!has(owner)) add(owner, std::string(master_parent) + masters_.first().id, masters_.first().key);
}

void data_keys::add(const std::string& owner, const std::string& parent, const secret_key& by) {
    const auto fresh = secret_key::random();
    key_row row{0, owner, parent, sealing::seal(by, place_of_key(owner, parent), fresh.reveal())};
    keep(rows_.add(row), owner, fresh);
}

std::string data_keys::parent_of(const std::string& owner) {
    const auto row = rows_.of(owner);
    return row ? row->parent : std::string();
}

void data_keys::remove(const std::string& owner) {
    rows_.remove(owner);
    const auto known = numbers_.find(owner);
    if (known == numbers_.end()) return;
    opened_.erase(known->second);
    numbers_.erase(known);
}

std::string data_keys::seal(const std::string& owner, std::string_view place, std::string_view text) {
    const auto number = number_of(owner);
    if (!number) throw problem("there is no key of " + owner + " to seal " + column_of(place) + " with");
    auto head = head_of(*number);
    return head + sealing::seal(key(*number), head + std::string(place), text);
}

std::string data_keys::open(std::string_view place, std::string_view envelope) {
    const auto number = number_in(envelope);
    if (!number) throw problem("a value in " + column_of(place) + " is no envelope");
    auto out = sealing::open(key(*number), head_of(*number) + std::string(place), envelope.substr(head_size));
    if (!out)
        throw problem("a value in " + column_of(place) + " does not open with the data key " + std::to_string(*number) +
                      ": it was changed, or moved from another row");
    return std::move(*out);
}

void data_keys::use(master_keys now) {
    now.keep_too(masters_);
    masters_ = std::move(now);
}

std::vector<std::string> data_keys::lacking() {
    std::vector<std::string> out;
    for (const auto& row : rows_.roots()) {
        const auto id = row.parent.substr(master_parent.size());
        if (masters_.find(id) == nullptr && std::ranges::find(out, id) == out.end()) out.push_back(id);
    }
    return out;
}

void data_keys::check_roots() {
    for (const auto& row : rows_.roots()) (void)unwrapped(row);
}

bool data_keys::first_wraps_all() {
    const auto parent = std::string(master_parent) + masters_.first().id;
    return std::ranges::all_of(rows_.roots(), [&](const key_row& row) { return row.parent == parent; });
}

std::map<std::string, std::int64_t> data_keys::wrap_roots_anew() {
    const auto parent = std::string(master_parent) + masters_.first().id;
    std::map<std::string, std::int64_t> out;
    for (auto& row : rows_.roots()) {
        if (row.parent == parent) continue;
        const auto inside = unwrapped(row);
        ++out[row.parent.substr(master_parent.size())];
        row.parent = parent;
        row.wrapped = sealing::seal(masters_.first().key, place_of_key(row.owner, parent), inside.reveal());
        rows_.wrap_anew(row);
    }
    return out;
}

void data_keys::forget_what_was_read() {
    numbers_.clear();
    opened_.clear();
}

std::optional<std::int64_t> data_keys::number_of(const std::string& owner) {
    if (const auto known = numbers_.find(owner); known != numbers_.end()) return known->second;
    const auto row = rows_.of(owner);
    if (!row) return std::nullopt;
    const auto inside = unwrapped(*row);
    keep(row->number, owner, inside);
    return row->number;
}

const secret_key& data_keys::key(std::int64_t number) {
    if (const auto known = opened_.find(number); known != opened_.end()) return known->second;
    const auto row = rows_.numbered(number);
    if (!row) throw problem("the data key " + std::to_string(number) + " is not in the database any more");
    const auto inside = unwrapped(*row);
    return keep(row->number, row->owner, inside);
}

secret_key data_keys::unwrapped(const key_row& row) {
    const auto place = place_of_key(row.owner, row.parent);
    const auto& wraps_it = is_workspace(row.owner) ? master_parent : workspace_owner;
    if (!row.parent.starts_with(wraps_it)) throw problem("the key of " + row.owner + " names a wrong parent");
    std::optional<std::string> inside;
    if (is_workspace(row.owner)) {
        const auto* by = masters_.find(row.parent.substr(master_parent.size()));
        if (by == nullptr)
            throw problem("the key of " + row.owner + " needs the " + row.parent + ", which is not there");
        inside = sealing::open(by->key, place, row.wrapped);
    } else {
        const auto by = number_of(row.parent);
        if (!by) throw problem("the key of " + row.owner + " needs that of " + row.parent + ", which is not there");
        inside = sealing::open(key(*by), place, row.wrapped);
    }
    const auto out = inside ? secret_key::of(*inside) : std::nullopt;
    if (inside) OPENSSL_cleanse(inside->data(), inside->size());
    if (!out) throw problem("the key of " + row.owner + " does not open with " + row.parent + ": it was changed");
    return *out;
}

const secret_key& data_keys::keep(std::int64_t number, const std::string& owner, const secret_key& key) {
    if (opened_.size() >= most_kept) forget_what_was_read();
    numbers_.insert_or_assign(owner, number);
    return opened_.insert_or_assign(number, key).first->second;
}

}  // namespace waymark::sealing
