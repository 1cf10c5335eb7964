#include "bot/commands/keys.hpp"

#include <algorithm>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/counted.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

struct scene {
    std::string database;
    key_place place;
    keys_look needed;
    std::vector<std::string> ids;  ///< the first one wraps
};

int failed(std::ostream& complaints, const std::string& words, int code) {
    complaints << "waymark: " << words << '\n';
    return code;
}

/// Empty after saying what is in the way. Before the first start there is no database, and mostly no key.
std::optional<scene> read_scene(const std::string& config, std::ostream& complaints) {
    const auto settings = settings_without_secrets(config, complaints);
    if (!settings) return {};
    scene out;
    out.database = settings->database;
    out.place = settings->master_key.of_database(settings->database);
    auto looked = look_at_keys(out.database, out.place);
    const auto* problem = std::get_if<open_problem>(&looked);
    if (problem != nullptr && problem->code != store_errc::missing) {
        (void)failed(complaints, problem->words, exit_errors);
        return {};
    }
    if (problem == nullptr) out.needed = std::get<keys_look>(looked);
    if (!any_key_at(out.place)) {
        (void)failed(complaints,
                     "there is no master key yet in " + out.place.in_words() +
                         "; a database gets its first one at its first start",
                     exit_errors);
        return {};
    }
    const auto found = read_keys(out.place);
    if (const auto* words = std::get_if<std::string>(&found)) {
        (void)failed(complaints, *words, exit_errors);
        return {};
    }
    for (const auto& one : std::get<sealing::master_keys>(found).all()) out.ids.push_back(one.id);
    return out;
}

std::int64_t needed_for(const scene& in, const std::string& id) {
    const auto found = in.needed.wrapped_by.find(id);
    return found == in.needed.wrapped_by.end() ? 0 : found->second;
}

/// A variable is changed where it is set, which no command can do.
int changed_elsewhere(const key_place& place, std::ostream& complaints) {
    return failed(
        complaints,
        "the master keys stand in " + place.in_words() +
            ", which you change where the service gets it from: put a new key (openssl rand -base64 32) and a "
            "comma in front of the old one, restart Waymark, and take the old one out once \"waymark keys "
            "list\" says that it is not needed",
        exit_could_not_run);
}

}  // namespace

int list_keys(const std::string& config, std::ostream& out, std::ostream& complaints) {
    const auto in = read_scene(config, complaints);
    if (!in) return exit_could_not_run;
    out << "Master keys in " << in->place.in_words() << ":\n";
    for (const auto& id : in->ids) {
        const auto rows = needed_for(*in, id);
        std::vector<std::string> uses;
        if (id == in->ids.front()) uses.emplace_back("used for what is new");
        if (rows > 0) uses.push_back("needed for " + counted(rows, "workspace", "workspaces"));
        if (uses.empty()) uses.emplace_back("needed for nothing");
        out << id << "  " << uses.front() << (uses.size() > 1 ? ", " + uses.back() : "") << '\n';
    }
    out << "The database has " << counted(in->needed.all, "key", "keys")
        << " of workspaces, people and pairs. Older backups need the master keys of their time.\n";
    return exit_clean;
}

int rotate_keys(const std::string& config, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    const auto in = read_scene(config, complaints);
    if (!in) return exit_could_not_run;
    if (!in->place.variable.empty()) return changed_elsewhere(in->place, complaints);
    if (const auto problem = put_new_key_first(in->place.file); !problem.empty())
        return failed(complaints, problem, exit_errors);
    const auto now = read_keys(in->place);
    const auto* keys = std::get_if<sealing::master_keys>(&now);
    if (keys == nullptr) return failed(complaints, std::get<std::string>(now), exit_errors);
    out << in->place.file << " has a new master key, " << keys->first().id
        << ". Keep a copy of the file, apart from the backups.\n"
        << "A running Waymark takes it within a minute and says so in its log; else the next start does.\n"
        << "Then: waymark keys drop " << in->ids.front() << " --config " << config
        << "   once no backup is left that needs it.\n";
    return exit_clean;
}

int drop_key(const std::string& config, const std::string& id, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    const auto in = read_scene(config, complaints);
    if (!in) return exit_could_not_run;
    if (!in->place.variable.empty()) return changed_elsewhere(in->place, complaints);
    if (std::find(in->ids.begin(), in->ids.end(), id) == in->ids.end())
        return failed(complaints,
                      in->place.file + " holds no key " + id + "; \"waymark keys list\" says which it holds",
                      exit_errors);
    if (const auto rows = needed_for(*in, id); rows > 0)
        return failed(complaints,
                      "the key " + id + " is still needed for " + counted(rows, "workspace", "workspaces") + " of " +
                          in->database +
                          ": nothing was changed. Put a new one first (waymark keys rotate), and "
                          "wait until Waymark has taken it",
                      exit_errors);
    if (id == in->ids.front())
        return failed(complaints, "the key " + id + " is the first, which wraps: nothing was changed", exit_errors);
    if (const auto problem = take_key_out(in->place.file, id); !problem.empty())
        return failed(complaints, problem, exit_errors);
    out << "The key " << id << " is out of " << in->place.file
        << ". Backups from its time open only with a copy of it: let them expire, or keep that.\n";
    return exit_clean;
}

}  // namespace waymark
