#include "bot/startup.hpp"

#include <fstream>
#include <ostream>
#include <sstream>

#include "bot/built_in_scripts.hpp"
#include "bot/enrolment.hpp"
#include "bot/retry_policy.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/stable_hash.hpp"
#include "storage/backup.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {
namespace {

void say(std::ostream& complaints, const std::string& words) {
    complaints << "waymark: " << words << '\n';
}

result<std::optional<instant>> restored_when(store& at) {
    const auto found = at.fact(restored_fact);
    if (!found) return found.error();
    if (!*found || (*found)->empty()) return std::optional<instant>();
    return std::optional(from_us(std::stoll(**found)));
}

/// The programme that ships under a name such as "built-in/demo"; empty when there is none.
std::optional<script_source> shipped_programme(const std::string& name) {
    constexpr std::string_view stem = "built-in/";
    if (!name.starts_with(stem)) return {};
    const auto file = "programmes/" + name.substr(stem.size()) + ".yaml";
    for (const auto& one : built_in_scripts())
        if (one.name == file) return script_source{file, "conversations/" + file, std::string(one.text)};
    return {};
}

/// The programme files that are named; one that cannot be read is a problem.
std::vector<script_source> gather_programmes(const std::vector<std::string>& names, std::vector<diagnostic>& problems) {
    std::vector<script_source> out;
    for (const auto& name : names) {
        if (const auto shipped = shipped_programme(name)) {
            out.push_back(*shipped);
            continue;
        }
        std::ifstream in(name, std::ios::binary);
        std::ostringstream all;
        if (in) all << in.rdbuf();
        if (in) {
            out.push_back({"programmes/" + name, name, std::move(all).str()});
            continue;
        }
        diagnostic unreadable;
        unreadable.file = name;
        unreadable.code = "C014";
        unreadable.text = "the programme " + name + " cannot be read";
        problems.push_back(std::move(unreadable));
    }
    return out;
}

std::uint64_t hash_of(const std::map<std::string, std::string>& sources) {
    std::string all = std::string(WAYMARK_VERSION).append(1, '\0').append(zone_data_version());
    for (const auto& [file, text] : sources) all.append(1, '\0').append(file).append(1, '\0').append(text);
    return stable_hash(all);
}

/// Without people who wanted everything deleted; empty when that cannot be done.
result<std::optional<std::string>> text_to_store(store& at, const programme& of, std::string text) {
    const auto gone = forgotten_in(at, of);
    if (!gone) return gone.error();
    for (const auto& who : *gone) {
        auto rest = text_without(who, text);
        if (!rest) return std::optional<std::string>();
        text = std::move(*rest);
    }
    return std::optional(std::move(text));
}

/// What runs is what was applied; a programme that never was is applied now, unless its file names somebody who is
/// forgotten in a way that cannot be taken out: then the file runs as it is.
result<void> settle_programmes(ready_to_start& into, loaded_scripts& scripts, instant now) {
    auto waiting = use_applied(facts_in(*into.at), scripts);
    if (!waiting) return waiting.error();
    into.waiting = std::move(*waiting);
    for (const auto& [id, from] : scripts.programmes) {
        const auto applied = newest_applied(facts_in(*into.at), id);
        if (!applied) return applied.error();
        if (*applied) continue;
        auto text = text_to_store(*into.at, scripts.book.programmes.at(id), from.text);
        if (!text) return text.error();
        if (!*text) continue;
        const auto noted = note_applied(*into.at, id, **text, by_first_start, now);
        if (!noted) return noted.error();
    }
    return {};
}

/// What the store says at start, in one place so that the first error ends it.
result<void> fill(ready_to_start& into, instant now) {
    auto& at = *into.at;
    // before anything is looked at or served: an older backup may have been brought back
    const auto gone = at.forget_again(now);
    if (!gone) return gone.error();
    into.forgotten_again = *gone;
    const auto enrolled = enrol_everybody(at, into.book, now);
    if (enrolled.has_error()) return enrolled.error();
    auto missing = people_without_zone(at, into.book);
    if (!missing) return missing.error();
    into.missing = std::move(*missing);
    const auto rules = std::to_string(into.rules);
    const auto known_rules = at.fact(rules_fact);
    if (!known_rules) return known_rules.error();
    if (known_rules->value_or("") != rules) {
        auto others = refresh_the_imported(at, into.book, now);
        if (!others) return others.error();
        into.missing.insert(into.missing.end(), others->begin(), others->end());
        const auto noted = at.set_fact(rules_fact, rules);
        if (noted.has_error()) return noted.error();
    }
    // no wait is ever that long, so such a row was written while the clock was ahead
    const auto mended = at.clock_set_back(now + longest_wait, now);
    if (mended.has_error()) return mended.error();
    const auto interrupted = at.recover_outbox(now);
    if (!interrupted) return interrupted.error();
    into.interrupted_sends = *interrupted;
    const auto restored = restored_when(at);
    if (!restored) return restored.error();
    into.restored = *restored;
    return {};
}

}  // namespace

std::optional<loaded_scripts> read_scripts(const script_wishes& wishes, std::ostream& complaints) {
    std::vector<diagnostic> problems;
    auto out = load_scripts(gather_scripts(wishes.folders, problems));
    load_programmes(gather_programmes(wishes.programmes, problems), out);
    out.problems.insert(out.problems.begin(), problems.begin(), problems.end());
    complaints << out.report();
    if (any_error(out.problems)) return {};
    out.problems.clear();  // warnings, and they have been said
    return out;
}

std::optional<loaded_scripts> read_scripts_in_use(const script_wishes& wishes, const std::string& database,
                                                  std::ostream& complaints, const key_place& keys) {
    auto out = read_scripts(wishes, complaints);
    if (!out) return {};
    auto looked = look_at_facts(database, std::string(applied_facts), keys);
    const auto* problem = std::get_if<open_problem>(&looked);
    if (problem != nullptr && problem->code == store_errc::missing) return out;  // before its first start
    if (problem != nullptr) {
        say(complaints, problem->words);
        return {};
    }
    const auto used = use_applied(facts_in(std::move(std::get<facts_look>(looked))), *out);
    if (!used) say(complaints, "the programme cannot be read from " + database + ": " + used.error().message());
    if (any_error(out->problems)) complaints << out->report();
    if (!used || any_error(out->problems)) return {};
    return out;
}

std::unique_ptr<store> open_database(const std::string& file, std::ostream& complaints, const key_place& keys) {
    auto opened = open_sqlite(file, keys);
    if (!opened.at) say(complaints, opened.problem.words);
    for (const auto& line : opened.said) say(complaints, line);
    return std::move(opened.at);
}

std::optional<ready_to_start> get_ready(loaded_scripts scripts, std::unique_ptr<store> at, instant now,
                                        std::ostream& complaints, changed_files mean) {
    ready_to_start out;
    out.at = std::move(at);
    // all of it or nothing: a start that is refused, or killed, leaves the database as it was
    const auto whole = [&]() -> result<void> {
        if (mean == changed_files::wait)
            if (const auto settled = settle_programmes(out, scripts, now); settled.has_error()) return settled.error();
        const auto published = publish(*out.at, scripts, now);
        if (published.has_error()) return published.error();
        if (any_error(scripts.problems)) return make_error_code(store_errc::misuse);
        out.book = std::move(scripts.book);
        out.rules = hash_of(scripts.sources);
        return fill(out, now);
    };
    const auto done = out.at->transaction(whole);
    if (!done.has_error()) return out;
    if (any_error(scripts.problems))
        complaints << scripts.report();
    else
        say(complaints, "the database could not be made ready: " + done.error().message());
    return {};
}

}  // namespace waymark
