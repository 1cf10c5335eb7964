#include "bot/script_library.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bot/built_in_scripts.hpp"
#include "conversations/language/flow_reader.hpp"
#include "conversations/language/node_reader.hpp"
#include "conversations/language/source_map.hpp"
#include "conversations/programme/calendar_reader.hpp"
#include "conversations/programme/programme_reader.hpp"

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
        problems.push_back(problem(folder, {}, "C014", "the folder of scripts " + folder + " cannot be read"));
        return;
    }
    std::vector<fs::path> found;
    for (const char* part : {"flows", "texts", "programmes", "calendars"}) {
        const auto root = fs::path(folder) / part;
        if (!fs::is_directory(root, ec)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root, ec))
            if (entry.is_regular_file() && entry.path().extension() == ".yaml") found.push_back(entry.path());
    }
    std::ranges::sort(found);
    for (const auto& path : found) {
        auto text = contents(path);
        if (!text) {
            problems.push_back(problem(path.string(), {}, "C014", "the file " + path.string() + " cannot be read"));
            continue;
        }
        put(into, {path.lexically_relative(folder).generic_string(), path.string(), std::move(*text)});
    }
}

void read_the_bots_words(const script_source& from, loaded_scripts& into) {
    auto phrases = read_phrases(from.shown, from.text, into.problems);
    if (!phrases) return;
    into.book.texts.add(fs::path(from.name).parent_path().filename().string(), std::move(*phrases));
}

void read_flow_of(const script_source& from, loaded_scripts& into) {
    auto one = read_flow(from.shown, from.text, into.problems);
    if (!one) return;
    if (const auto stem = fs::path(from.name).stem().string(); one->ref.name != stem && !one->ref.name.empty())
        into.problems.push_back(
            problem(from.shown, place_in(from.text, place_in(from.text, {1, 1}, "flow:"), one->ref.name), "C021",
                    "this conversation is called \"" + one->ref.name + "\", and its file " + stem + ".yaml",
                    "call the file " + one->ref.name + ".yaml"));
    read_flow_file read;
    read.ref = one->ref;
    read.structure_hash = one->structure_hash;
    read.body = from.text;
    read.file = from.shown;
    into.flows.push_back(std::move(read));
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
    check_translation(from.shown, from.text, *one, *of, into.problems);
    std::map<std::string, std::string> texts;
    for (auto& [key, entry] : one->entries) texts.emplace(key, std::move(entry.text));
    into.book.flows.add_texts(of->ref, one->language, std::move(texts));
}

std::string written(const flow_library::texts_by_language& texts) {
    return texts.empty() ? std::string() : nlohmann::json(texts).dump();
}

/// What a talk of an older version says in other languages: translated files are held against the newest version only.
void add_published_texts(const flow_body& from, flow_library& into) {
    if (from.texts.empty()) return;
    const auto texts = nlohmann::json::parse(from.texts).get<flow_library::texts_by_language>();
    for (const auto& [language, entries] : texts) into.add_texts(from.ref, language, entries);
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

loaded_scripts load_scripts(const std::vector<script_source>& files) {
    loaded_scripts out;
    for (const auto& one : files) out.sources.emplace(one.shown, one.text);
    for (const auto& one : files)
        if (one.name.starts_with("flows/")) read_flow_of(one, out);
    for (const auto& one : files) {
        if (!one.name.starts_with("texts/")) continue;
        if (one.name.ends_with("/bot.yaml"))
            read_the_bots_words(one, out);
        else
            read_one_translation(one, out);
    }
    for (const auto& one : files)
        if (one.name.starts_with("calendars/")) read_calendar(one.shown, one.text, out.book.regions, out.problems);
    for (const auto& one : out.flows)
        check_others(one.file, one.body, *out.book.flows.find(one.ref), out.book.flows, out.book.texts, out.problems);
    return out;
}

void load_programmes(const std::vector<script_source>& files, loaded_scripts& into) {
    auto& programmes = into.book.programmes;
    for (const auto& from : files) {
        into.sources.emplace(from.shown, from.text);
        auto one = read_programme(from.shown, from.text, into.book.flows, into.book.texts, into.problems);
        if (!one) continue;
        for (const auto& [id, other] : programmes) check_beside(from.shown, *one, other, into.problems);
        into.programmes.emplace(one->id, from);
        programmes.emplace(one->id, std::move(*one));
    }
}

result<void> publish(store& at, loaded_scripts& scripts, instant now) {
    auto published = at.published_flows();
    if (!published) return published.error();
    for (const auto& one : scripts.flows) {
        const auto same = std::ranges::find(*published, one.ref, &flow_body::ref);
        const auto before = scripts.problems.size();
        if (same != published->end())
            check_published(one.file, *scripts.book.flows.find(one.ref), same->structure_hash, scripts.problems);
        if (scripts.problems.size() > before) continue;
        const bool newest = scripts.book.flows.newest(one.ref.name)->ref == one.ref;
        if (same != published->end() && !newest) add_published_texts(*same, scripts.book.flows);
        flow_body body;
        body.ref = one.ref;
        body.structure_hash = one.structure_hash;
        body.body = one.body;
        body.texts = written(scripts.book.flows.texts_of(one.ref));
        if (same != published->end() && same->body == body.body && same->texts == body.texts) continue;
        const auto done = at.publish_flow(body, now);
        if (!done) return done.error();
    }
    for (const auto& one : *published) {
        if (scripts.book.flows.find(one.ref) != nullptr) continue;
        std::vector<diagnostic> problems;  // it was checked when it was published, perhaps by other rules
        auto old = read_flow(one.ref.name + "@" + std::to_string(one.ref.version), one.body, problems);
        if (!old) continue;
        scripts.book.flows.add(std::move(*old));
        add_published_texts(one, scripts.book.flows);
    }
    return {};
}

}  // namespace waymark
