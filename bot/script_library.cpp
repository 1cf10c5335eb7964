#include "bot/script_library.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/built_in_scripts.hpp"
#include "conversations/language/flow_reader.hpp"
#include "conversations/language/source_map.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

diagnostic problem(std::string file, mark at, std::string code, std::string text, std::string suggestion = {}) {
    diagnostic out;
    out.file = std::move(file);
    out.at = at;
    out.code = std::move(code);
    out.text = std::move(text);
    out.suggestion = std::move(suggestion);
    return out;
}

std::optional<std::string> contents(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {};
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

void put(std::vector<script_source>& into, script_source one) {
    const auto same = std::ranges::find(into, one.name, &script_source::name);
    if (same == into.end())
        into.push_back(std::move(one));
    else
        *same = std::move(one);
}

void gather_folder(const std::string& folder, std::vector<script_source>& into, std::vector<diagnostic>& problems) {
    std::error_code ec;
    if (!fs::is_directory(folder, ec)) {
        problems.push_back(problem(folder, {}, "F002", "the folder of scripts " + folder + " cannot be read"));
        return;
    }
    std::vector<fs::path> found;
    for (const char* part : {"flows", "texts", "programmes"}) {
        const auto root = fs::path(folder) / part;
        if (!fs::is_directory(root, ec)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root, ec))
            if (entry.is_regular_file() && entry.path().extension() == ".yaml") found.push_back(entry.path());
    }
    std::ranges::sort(found);
    for (const auto& path : found) {
        auto text = contents(path);
        if (!text) {
            problems.push_back(problem(path.string(), {}, "F002", "the file " + path.string() + " cannot be read"));
            continue;
        }
        put(into, {path.lexically_relative(folder).generic_string(), path.string(), std::move(*text)});
    }
}

/// texts/<language>/bot.yaml: one phrase per key.
void read_phrases(const script_source& from, loaded_scripts& into) {
    const auto root = read_yaml(from.shown, from.text, into.problems);
    if (!root) return;
    const auto language = fs::path(from.name).parent_path().filename().string();
    const auto* texts = root->find("texts");
    const auto& phrases = texts ? *texts : *root;
    std::map<std::string, std::string> out;
    for (const auto& entry : phrases.entries) {
        if (entry.value.is == yaml_node::kind::scalar) {
            auto text = entry.value.text;
            while (text.ends_with('\n')) text.pop_back();
            out.emplace(entry.key, std::move(text));
        } else {
            into.problems.push_back(
                problem(from.shown, entry.value.at, "F013", "the phrase \"" + entry.key + "\" must be a text"));
        }
    }
    into.book.texts.add(language, std::move(out));
}

void read_one_flow(const script_source& from, loaded_scripts& into) {
    auto one = read_flow(from.shown, from.text, into.problems);
    if (!one) return;
    flow_body body;
    body.ref = one->ref;
    body.structure_hash = one->structure_hash;
    body.body = from.text;
    into.flows.push_back(std::move(body));
    into.book.flows.add(std::move(*one));
}

void read_one_translation(const script_source& from, loaded_scripts& into) {
    auto one = read_translation(from.shown, from.text, into.problems);
    if (!one) return;
    const auto* of = into.book.flows.newest(one->flow);
    if (of == nullptr) {
        into.problems.push_back(
            problem(from.shown, {1, 1}, "F020", "there is no flow called \"" + one->flow + "\" to translate"));
        return;
    }
    check_translation(from.shown, *one, *of, into.problems);
    std::map<std::string, std::string> texts;
    for (auto& [key, entry] : one->entries) texts.emplace(key, std::move(entry.text));
    into.book.flows.add_texts(of->ref, one->language, std::move(texts));
}

}  // namespace

std::string loaded_scripts::report() const {
    std::string out;
    for (const auto& one : problems) {
        const auto source = sources.find(one.file);
        out += show(one, source == sources.end() ? std::string_view() : std::string_view(source->second));
        if (!out.ends_with('\n')) out += '\n';
    }
    return out;
}

std::vector<script_source> gather_scripts(const std::vector<std::string>& folders, std::vector<diagnostic>& problems) {
    std::vector<script_source> out;
    for (const auto& one : built_in_scripts())
        out.push_back({std::string(one.name), "conversations/" + std::string(one.name), std::string(one.text)});
    for (const auto& folder : folders) gather_folder(folder, out, problems);
    return out;
}

loaded_scripts load_scripts(const std::vector<script_source>& files, const std::vector<std::string>& programme_files) {
    loaded_scripts out;
    for (const auto& one : files) out.sources.emplace(one.shown, one.text);
    for (const auto& one : files)
        if (one.name.starts_with("flows/")) read_one_flow(one, out);
    for (const auto& one : files) {
        if (!one.name.starts_with("texts/")) continue;
        if (one.name.ends_with("/bot.yaml"))
            read_phrases(one, out);
        else
            read_one_translation(one, out);
    }
    (void)programme_files;
    return out;
}

result<void> publish(store& at, loaded_scripts& scripts, instant now) {
    auto published = at.published_flows();
    if (!published) return published.error();
    for (const auto& one : scripts.flows) {
        const auto same = std::ranges::find(*published, one.ref, &flow_body::ref);
        if (same == published->end() || (same->structure_hash == one.structure_hash && same->body != one.body)) {
            const auto done = at.publish_flow(one, now);
            if (!done) return done.error();
        } else if (same->structure_hash != one.structure_hash) {
            const auto name = one.ref.name + "@" + std::to_string(one.ref.version);
            scripts.problems.push_back(problem(
                "flows/" + one.ref.name + ".yaml", {1, 1}, "F050",
                "the structure of " + name + " was changed, but people may be in the middle of that version",
                "write version: " + std::to_string(one.ref.version + 1) + "; wording alone may change in place"));
        }
    }
    for (const auto& one : *published) {
        if (scripts.book.flows.find(one.ref) != nullptr) continue;
        std::vector<diagnostic> problems;  // it was checked when it was published, perhaps by stricter or laxer rules
        auto old = read_flow(one.ref.name + "@" + std::to_string(one.ref.version), one.body, problems);
        if (old) scripts.book.flows.add(std::move(*old));
    }
    return {};
}

result<void> enrol_everybody(store& at, const script_book& book, instant now) {
    for (const auto& [id, of] : book.programmes) {
        for (const auto& pair : of.pairs) {
            world known;  // a new pair has no people yet by itself, but they may have another pair
            for (const auto& who : {pair.mentor, pair.mentee}) {
                auto one = at.load(turn_owner(who));
                if (!one) return one.error();
                known.people.merge(one->people);
                known.pairs.merge(one->pairs);
            }
            const auto step = [&](world before) {
                before.people.insert(known.people.begin(), known.people.end());
                before.pairs.insert(known.pairs.begin(), known.pairs.end());
                return enrol(book, of, pair, std::move(before), now);
            };
            const auto done = at.turn(turn_owner(pair.id), step, {}, now);
            if (!done) return done.error();
        }
    }
    return {};
}

}  // namespace waymark
