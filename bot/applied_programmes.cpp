#include "bot/applied_programmes.hpp"

#include <stdexcept>

#include "bot/enrolment.hpp"
#include "bot/time_text.hpp"

namespace waymark {
namespace {

result<std::optional<applied_text>> applied_with(const fact_reader& facts, const programme_id& of, int number) {
    const auto found = facts(applied_fact(of, number));
    if (!found) return found.error();
    if (!*found) return std::optional<applied_text>();
    try {
        return std::optional(applied_from_text(**found));
    } catch (const std::invalid_argument&) {
        return make_error_code(store_errc::damaged);
    }
}

result<int> newest_number(const fact_reader& facts, const programme_id& of) {
    const auto found = facts(newest_applied_fact(of));
    if (!found) return found.error();
    try {
        return *found ? std::stoi(**found) : 0;
    } catch (const std::logic_error&) {
        return make_error_code(store_errc::damaged);
    }
}

script_source as_source(const script_source& file, const applied_text& one) {
    return {file.name, file.shown + " (as applied on " + time_text(one.at) + ")", one.text};
}

}  // namespace

fact_reader facts_in(store& at) {
    return [&at](const std::string& name) { return at.fact(name); };
}

fact_reader facts_in(facts_look found) {
    return [all = std::move(found)](const std::string& name) -> result<std::optional<std::string>> {
        const auto one = all.find(name);
        return one == all.end() ? std::optional<std::string>() : std::optional(one->second);
    };
}

result<std::optional<applied_text>> newest_applied(const fact_reader& facts, const programme_id& of) {
    const auto number = newest_number(facts, of);
    if (!number) return number.error();
    return applied_with(facts, of, *number);
}

result<std::optional<applied_text>> applied_before(const fact_reader& facts, const programme_id& of, int newest) {
    for (int number = newest - 1; number > 0; --number) {
        auto found = applied_with(facts, of, number);
        if (!found || *found) return found;
    }
    return std::optional<applied_text>();
}

result<int> note_applied(store& at, const programme_id& of, const std::string& text, const char* how, instant now) {
    const auto newest = newest_number(facts_in(at), of);
    if (!newest) return newest.error();
    const applied_text one{*newest + 1, now, how, text};
    const auto number = std::to_string(one.number);
    if (const auto done = at.set_fact(applied_fact(of, one.number), applied_to_text(one)); done.has_error())
        return done.error();
    if (const auto done = at.set_fact(newest_applied_fact(of), number); done.has_error()) return done.error();
    return one.number;
}

result<std::vector<person_id>> forgotten_in(store& at, const programme& of) {
    std::vector<person_id> out;
    for (const auto& named : of.people) {
        const auto gone = at.is_forgotten(named.id);
        if (!gone) return gone.error();
        if (*gone) out.push_back(named.id);
    }
    return out;
}

result<int> apply_text(store& at, loaded_scripts& scripts, const programme_id& of, const char* how, instant now) {
    int number = 0;
    const auto whole = [&]() -> result<void> {
        if (const auto done = publish(at, scripts, now); done.has_error()) return done.error();
        if (any_error(scripts.problems)) return make_error_code(store_errc::misuse);
        const auto noted = note_applied(at, of, scripts.programmes.at(of).text, how, now);
        if (!noted) return noted.error();
        number = *noted;
        if (const auto done = enrol_everybody(at, scripts.book, now); done.has_error()) return done.error();
        if (const auto done = refresh_the_imported(at, scripts.book, now); !done) return done.error();
        return at.set_fact(rules_fact, "");  // the next start looks again
    };
    const auto done = at.transaction(whole);
    return done.has_error() ? result<int>(done.error()) : result<int>(number);
}

std::string in_words(const waiting_programme& one) {
    return one.file + " has changed, and waits: the programme \"" + one.of.text + "\" runs as applied on " +
           time_text(one.applied) + ". What would change: waymark programme plan";
}

result<std::vector<waiting_programme>> use_applied(const fact_reader& facts, loaded_scripts& scripts) {
    std::vector<script_source> sources;
    std::vector<waiting_programme> waiting;
    const auto in_files = scripts.book.programmes;
    for (const auto& [id, file] : scripts.programmes) {
        const auto found = newest_applied(facts, id);
        if (!found) return found.error();
        const bool differs = *found && (*found)->text != file.text;
        sources.push_back(differs ? as_source(file, **found) : file);
        if (differs) waiting.push_back({id, file.shown, (*found)->at});
    }
    if (waiting.empty()) return waiting;
    for (const auto& [id, file] : scripts.programmes) scripts.sources.erase(file.shown);
    scripts.programmes.clear();
    scripts.book.programmes.clear();
    const auto before = scripts.problems.size();
    load_programmes(sources, scripts);
    if (!any_error(scripts.problems)) scripts.problems.resize(before);  // warnings: they were said when it was applied
    std::erase_if(waiting, [&](const waiting_programme& one) {          // only comments, or the look of it
        const auto runs = scripts.book.programmes.find(one.of);
        return runs != scripts.book.programmes.end() && runs->second == in_files.at(one.of);
    });
    return waiting;
}

}  // namespace waymark
