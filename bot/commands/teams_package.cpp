#include "bot/commands/teams_package.hpp"

#include <filesystem>
#include <fstream>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/config_teams_package.hpp"
#include "bot/startup.hpp"
#include "bot/teams_package/manifest.hpp"
#include "bot/teams_package/package.hpp"

namespace waymark {
namespace {

/// What the settings lack for a package; empty when they have it all.
std::string missing_in(const config& settings) {
    if (!settings.teams) return "there is no section \"teams:\"";
    if (settings.teams->app_id.empty()) return "\"teams:\" has no app_id, and without it the package leads to no bot";
    return settings.teams->package ? "" : "\"teams:\" has no section \"package:\", which says who offers the bot";
}

/// The pages that people would be led to and that are nobody's, one line each.
std::string pages_of_the_example(const teams_package_config& of) {
    std::string out;
    for (const auto& [key, page] :
         {std::pair{"website", of.website}, std::pair{"privacy", of.privacy}, std::pair{"terms", of.terms}})
        if (is_example_page(page)) out.append("  ").append(key).append(": ").append(page).append("\n");
    return out;
}

/// A package holds nothing of anybody's own, so a newer one takes its place; nothing else is written over.
bool may_write(const std::string& file, std::ostream& complaints) {
    std::error_code ec;
    if (!std::filesystem::exists(file, ec)) return true;
    constexpr std::string_view zip = "PK";
    std::string begin(zip.size(), '\0');
    std::ifstream(file, std::ios::binary).read(begin.data(), static_cast<std::streamsize>(begin.size()));
    if (begin == zip) return true;
    complaints << "waymark: " << file << " is there already, and is no app package; name a new file.\n";
    return false;
}

bool write(const std::string& file, const std::string& bytes, std::ostream& complaints) {
    std::ofstream to(file, std::ios::binary | std::ios::trunc);
    to << bytes;
    to.close();
    if (!to) complaints << "waymark: " << file << " cannot be written.\n";
    return static_cast<bool>(to);
}

}  // namespace

int teams_package(const teams_package_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_errors;
    if (const auto missing = missing_in(*settings); !missing.empty()) {
        complaints << "waymark: in " << wishes.config << " " << missing << "; deploy/waymark.example.yaml shows one.\n";
        return exit_errors;
    }
    if (const auto pages = pages_of_the_example(*settings->teams->package); !pages.empty()) {
        complaints
            << "waymark: in " << wishes.config << " \"developer\" still has pages of the example:\n"
            << pages
            << "Whoever installs the app is led there: write your own. A page of yours that says who offers the bot "
               "and how to reach you will do for the website.\n";
        return exit_errors;
    }
    const auto scripts = read_scripts({settings->scripts, {}}, complaints);
    if (!scripts) return exit_errors;
    const auto& texts = scripts->book.texts;
    const auto too_long = too_long_for_teams(*settings->teams, texts);
    for (const auto& one : too_long) complaints << "waymark: " << one << '\n';
    if (!too_long.empty()) return exit_errors;
    if (!may_write(wishes.out, complaints) ||
        !write(wishes.out, zip_archive_of(package_files(*settings->teams, texts)), complaints))
        return exit_could_not_run;
    out << "Written to " << wishes.out
        << ".\nNow, in the Teams admin center (admin.teams.microsoft.com):\n"
           "  1. Teams apps, Manage apps, Upload new app: choose this file.\n"
           "  2. Teams apps, Setup policies: add the app to the installed apps of a policy, and give that policy to "
           "the\n"
           "     people of your programme. Only whoever has the app can be written to first; it may take a day.\n"
           "  3. Start Waymark, if it does not run yet: waymark run --config "
        << wishes.config << "\n";
    return exit_clean;
}

}  // namespace waymark
