#include "bot/commands/hold.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/holds.hpp"
#include "bot/system_clock.hpp"
#include "bot/time_text.hpp"
#include "conversations/language/diagnostic.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

struct scene {
    std::string file;
    holds all;
    exit_code code = exit_clean;
};

scene failed(std::ostream& complaints, const std::string& words, exit_code code) {
    complaints << "waymark: " << words << '\n';
    return {{}, {}, code};
}

/// Why nothing of this kind can be called so; empty when something is.
std::string unknown_name(const hold_wishes& wishes, const people_look& known) {
    std::set<std::string> names;
    if (wishes.kind == "person")
        for (const auto& one : known.people) names.insert(one.id.text);
    if (wishes.kind == "pair")
        for (const auto& one : known.pairs) names.insert(one.id.text);
    if (wishes.kind == "programme")
        for (const auto& one : known.pairs) names.insert(one.programme.text);
    if (wishes.kind == "everything" || names.contains(wishes.id)) return {};
    const auto near = nearest(wishes.id, {names.begin(), names.end()});
    return "the database knows no " + wishes.kind + " called \"" + wishes.id + "\"" +
           (near.empty() ? "" : "; did you mean \"" + near + "\"?");
}

scene read_scene(const hold_wishes& wishes, std::ostream& complaints) {
    if (wishes.kind != "everything" && wishes.id.empty())
        return failed(complaints, "say which " + wishes.kind + ", by its id", exit_could_not_run);
    const auto database = chosen_database(wishes.of, complaints);
    if (!database) return {{}, {}, exit_could_not_run};
    const auto known = look_at_people(database->file, database->keys);
    if (const auto* problem = std::get_if<open_problem>(&known))
        return failed(complaints, problem->words, exit_could_not_run);
    if (const auto words = unknown_name(wishes, std::get<people_look>(known)); !words.empty())
        return failed(complaints, words, exit_errors);
    auto found = read_holds(holds_file(database->file));
    if (const auto* words = std::get_if<std::string>(&found)) return failed(complaints, *words, exit_could_not_run);
    return {holds_file(database->file), std::get<holds>(found), exit_clean};
}

std::map<std::string, instant>& of_kind(holds& all, const std::string& kind) {
    return kind == "programme" ? all.programmes : kind == "pair" ? all.pairs : all.people;
}

std::string named(const hold_wishes& wishes) {
    return wishes.kind == "everything" ? "Everything" : "The " + wishes.kind + " \"" + wishes.id + "\"";
}

int write(const scene& in, std::ostream& complaints) {
    const auto words = write_holds(in.file, in.all);
    if (words.empty()) return exit_clean;
    complaints << "waymark: " << words << '\n';
    return exit_could_not_run;
}

void list(const std::string& kind, const std::map<std::string, instant>& of, std::ostream& out) {
    for (const auto& [id, since] : of) out << kind << ' ' << id << ", since " << time_text(since) << '\n';
}

void list_all(const holds& all, std::ostream& out) {
    if (all.everything) out << "everything, since " << time_text(*all.everything) << '\n';
    list("programme", all.programmes, out);
    list("pair", all.pairs, out);
    list("person", all.people, out);
}

}  // namespace

int hold(const hold_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    auto in = read_scene(wishes, complaints);
    if (in.code != exit_clean) return in.code;
    const auto now = system_clock().now();
    if (wishes.kind == "everything")
        in.all.everything = in.all.everything.value_or(now);
    else
        of_kind(in.all, wishes.kind).emplace(wishes.id, now);
    if (const auto code = write(in, complaints); code != exit_clean) return code;
    out << named(wishes) << " is on hold: a running Waymark begins no message there any more, from two seconds on.\n"
        << "What people write is still taken in. To go on: waymark release " << wishes.kind
        << (wishes.id.empty() ? "" : " " + wishes.id) << '\n';
    return exit_clean;
}

int release(const hold_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    auto in = read_scene(wishes, complaints);
    if (in.code != exit_clean) return in.code;
    const bool was = wishes.kind == "everything" ? std::exchange(in.all.everything, {}).has_value()
                                                 : of_kind(in.all, wishes.kind).erase(wishes.id) > 0;
    if (!was) {
        out << named(wishes) << " is not on hold.\n";
        return exit_clean;
    }
    if (const auto code = write(in, complaints); code != exit_clean) return code;
    out << named(wishes) << " goes on. What has become too old meanwhile is not sent.\n";
    if (!in.all.nothing()) {
        out << "Still on hold:\n";
        list_all(in.all, out);
    }
    return exit_clean;
}

int list_holds(const database_choice& of, std::ostream& out, std::ostream& complaints) {
    const auto database = chosen_database(of, complaints);
    if (!database) return exit_could_not_run;
    const auto found = read_holds(holds_file(database->file));
    if (const auto* words = std::get_if<std::string>(&found)) {
        complaints << "waymark: " << *words << '\n';
        return exit_could_not_run;
    }
    const auto& all = std::get<holds>(found);
    if (all.nothing()) out << "Nothing is on hold.\n";
    list_all(all, out);
    return exit_clean;
}

}  // namespace waymark
