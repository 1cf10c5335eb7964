// The rules of the house that a compiler does not know: who may include whom, how long a file may be, which folder
// explains itself. The table is the one in the founding design.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const fs::path root = WAYMARK_SOURCE_DIR;
const std::vector<std::string> layers{"conversations", "storage", "adapters", "bot"};
constexpr std::size_t longest_file = 350;

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

bool not_ours(const fs::path& path) {
    const auto name = path.filename().string();
    return name == "node_modules" || name == "build" || name == "fixtures" || name == "corpus" || name.starts_with(".");
}

std::vector<fs::path> files_under(const std::string& folder, const std::vector<std::string>& endings) {
    std::vector<fs::path> files;
    for (auto at = fs::recursive_directory_iterator(root / folder); at != fs::recursive_directory_iterator(); ++at) {
        if (not_ours(at->path())) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file() && std::ranges::count(endings, at->path().extension().string())) {
            files.push_back(at->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

const std::vector<std::string> cpp{".cpp", ".hpp"};

/// What a layer may include besides the standard library: each a pattern for the whole name between the brackets.
std::vector<std::regex> allowed_in(const std::string& layer) {
    const std::string system_headers = R"([a-z0-9_]+\.h|(sys|netinet|arpa)/[a-z0-9_]+\.h)";
    std::vector<std::string> names;
    if (layer == "conversations") names = {"conversations/.*", "nlohmann/.*", "yaml\\.h", "cctz/.*"};
    if (layer == "storage")
        names = {"(conversations|storage)/.*", "nlohmann/.*", "SQLiteCpp/.*",    "sqlite3\\.h", "libpq-fe\\.h",
                 "boost/(asio|system)[/.].*",  "openssl/.*",  "(spdlog|fmt)/.*", system_headers};
    if (layer == "adapters")
        names = {
            "(conversations|adapters)/.*", "nlohmann/.*", "boost/.*", "openssl/.*", "(spdlog|fmt)/.*", system_headers};
    if (layer == "bot")
        names = {"(conversations|storage|adapters|bot)/.*",
                 "nlohmann/.*",
                 "boost/.*",
                 "openssl/.*",
                 "(spdlog|fmt)/.*",
                 "CLI/.*",
                 "cctz/.*",
                 "yaml\\.h",
                 "prometheus/.*",
                 "csv\\.h",
                 "histedit\\.h",
                 "editline/readline\\.h",
                 system_headers};
    std::vector<std::regex> patterns;
    for (const auto& name : names) patterns.emplace_back(name);
    return patterns;
}

bool of_the_standard_library(const std::string& name) {
    return name.find_first_of("/.") == std::string::npos;
}

/// Every include of a layer that its row in the table does not name.
std::vector<std::string> strangers_in(const std::string& layer) {
    static const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"].*)");
    const auto allowed = allowed_in(layer);
    std::vector<std::string> found;
    for (const auto& file : files_under(layer, cpp)) {
        for (const auto& line : lines_of(file)) {
            std::smatch match;
            if (!std::regex_match(line, match, include)) continue;
            const std::string name = match[1];
            const bool fine = of_the_standard_library(name) || std::ranges::any_of(allowed, [&](const std::regex& one) {
                                  return std::regex_match(name, one);
                              });
            if (!fine) found.push_back(fs::relative(file, root).string() + " includes " + name);
        }
    }
    return found;
}

TEST(Architecture, ConversationsIncludeOnlyThemselvesAndTheirThreeLibraries) {
    EXPECT_THAT(strangers_in("conversations"), IsEmpty());
}

TEST(Architecture, StorageIncludesOnlyConversationsAndDatabases) {
    EXPECT_THAT(strangers_in("storage"), IsEmpty());
}

TEST(Architecture, AdaptersIncludeOnlyConversationsAndTheNetwork) {
    EXPECT_THAT(strangers_in("adapters"), IsEmpty());
}

TEST(Architecture, TheProcessIncludesNeitherTestsNorADatabaseOfItsOwn) {
    EXPECT_THAT(strangers_in("bot"), IsEmpty());
}

TEST(Architecture, YamlIsReadInOnePlaceOfTheCore) {
    std::vector<std::string> found;
    for (const auto& file : files_under("conversations", cpp)) {
        for (const auto& line : lines_of(file)) {
            if (line.find("<yaml.h>") != std::string::npos && file.parent_path().filename() != "language")
                found.push_back(fs::relative(file, root).string());
        }
    }
    EXPECT_THAT(found, IsEmpty());
}

// Same state, input and `now` give the same result on every machine: so no clock, no chance, no threads, no output.
TEST(Architecture, TheCoreAsksNeitherTheClockNorChanceNorTheOutsideWorld) {
    static const std::regex impure(
        R"(\b(system_clock|steady_clock)::now\b|\bstd::(random_device|mt19937|rand|thread|mutex|cout|cerr|getenv)\b|\bgetenv\(|#include <(random|thread|mutex|iostream|fstream)>)");
    std::vector<std::string> found;
    for (const auto& file : files_under("conversations", cpp)) {
        std::size_t number = 0;
        for (const auto& line : lines_of(file)) {
            ++number;
            if (std::regex_search(line, impure))
                found.push_back(fs::relative(file, root).string() + ":" + std::to_string(number) + ": " + line);
        }
    }
    EXPECT_THAT(found, IsEmpty());
}

TEST(Architecture, NoFileIsTooLongToRead) {
    std::vector<std::string> found;
    for (const std::string folder : {"conversations", "storage", "adapters", "bot", "tests"}) {
        for (const auto& file : files_under(folder, {".cpp", ".hpp", ".js", ".mjs", ".css", ".html"})) {
            if (const auto length = lines_of(file).size(); length > longest_file)
                found.push_back(fs::relative(file, root).string() + " has " + std::to_string(length) + " lines");
        }
    }
    EXPECT_THAT(found, IsEmpty());
}

TEST(Architecture, EveryHeaderOpensWithItsPurpose) {
    std::vector<std::string> found;
    for (const auto& layer : layers) {
        for (const auto& file : files_under(layer, {".hpp"})) {
            const auto lines = lines_of(file);
            if (lines.empty() || !lines.front().starts_with("// ")) found.push_back(fs::relative(file, root).string());
        }
    }
    EXPECT_THAT(found, IsEmpty());
}

}  // namespace
