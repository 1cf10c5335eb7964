#include "storage/sqlite/opened_keys.hpp"

#include <algorithm>

#include "storage/sqlite/key_rows.hpp"
#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/sealed_columns.hpp"

namespace waymark::sqlite {
namespace {

std::string joined(const std::vector<std::string>& ids) {
    std::string out;
    for (const auto& one : ids) out += (out.empty() ? "" : ", ") + one;
    return out;
}

/// Ids of the master keys that wrap something.
std::vector<std::string> needed_by(SQLite::Database& at) {
    if (schema_of(at) < first_sealed_schema) return {};
    key_rows rows(at);
    std::vector<std::string> out;
    for (const auto& row : rows.roots())
        if (auto id = row.parent.substr(sealing::master_parent.size()); std::ranges::find(out, id) == out.end())
            out.push_back(std::move(id));
    return out;
}

std::string lacks(const std::string& name, const std::vector<std::string>& ids, const std::string& where) {
    return name + " needs the master " + (ids.size() == 1 ? "key " : "keys ") + joined(ids) + ". " + where +
           " Bring it back from where you keep it: no backup holds it, and nothing here opens without it.";
}

std::variant<found_keys, std::string> without_any(const std::string& name, const key_place& place,
                                                  const std::vector<std::string>& needed, without_key then) {
    if (!needed.empty()) {
        const bool in_variable = !place.variable.empty();
        return lacks(name, needed,
                     "It was looked for in " + place.in_words() +
                         (in_variable ? ", which is not set." : ", which is not there."));
    }
    if (then == without_key::none_needed) return found_keys{sealing::master_keys::of_this_process(), {}};
    if (!place.variable.empty())
        return "the variable " + place.variable +
               " is not set; it is to hold the master key of the database. Make one with: openssl rand -base64 32";
    if (auto problem = make_key_file(place.file); !problem.empty()) return "the master key: " + problem;
    auto made = read_keys(place);
    if (auto* problem = std::get_if<std::string>(&made)) return std::move(*problem);
    return found_keys{std::move(std::get<sealing::master_keys>(made)), place.file};
}

}  // namespace

std::variant<found_keys, std::string> find_keys(SQLite::Database& at, const std::string& name, const key_place& place,
                                                without_key then) {
    const auto needed = needed_by(at);
    if (!any_key_at(place)) return without_any(name, place, needed, then);
    auto read = read_keys(place);
    if (auto* problem = std::get_if<std::string>(&read)) return std::move(*problem);
    found_keys out{std::move(std::get<sealing::master_keys>(read)), {}};
    std::vector<std::string> lacking, there;
    for (const auto& id : needed)
        if (out.masters.find(id) == nullptr) lacking.push_back(id);
    for (const auto& one : out.masters.all()) there.push_back(one.id);
    if (!lacking.empty())
        return lacks(name, lacking,
                     "It was looked for in " + place.in_words() + ", which holds " + joined(there) + ".");
    try {
        key_rows rows(at);
        sealing::data_keys keys(out.masters, rows);
        if (!needed.empty()) keys.check_roots();
    } catch (const sealing::problem& what) {
        return name + " is not sound: " + what.what();
    }
    return out;
}

}  // namespace waymark::sqlite
