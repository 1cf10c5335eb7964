// "waymark keys ...", and every other command on a database whose master key stands where the settings say.
#include "bot/commands/keys.hpp"

#include <gmock/gmock.h>

#include "bot/commands/backup.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/hold.hpp"
#include "bot/commands/import.hpp"
#include "bot/commands/match.hpp"
#include "bot/commands/people.hpp"
#include "bot/commands/programme_plan.hpp"
#include "bot/commands/programme_status.hpp"
#include "bot/commands/push.hpp"
#include "bot/commands/report.hpp"
#include "bot/commands/restore.hpp"
#include "bot/commands/status.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: UTC
contact: maria
slack_workspace: T0ACME0001
nudges:
  - { id: a_look, when: { pushed: true, in_stage: invited }, start: checkpoint, to: both, reason: It is time for a look. }
people:
  - { id: maria, first_name: Maria, slack: U0MARIA001 }
)";

struct Keys : admin_folder {
    const std::string config = path("waymark.yaml");
    const key_place place{path("elsewhere.key"), {}};

    Keys() : admin_folder(programme_text) {
        std::ofstream(config, std::ios::app) << "master_key_file: elsewhere.key\n";
        write("people.csv", "id,first_name,slack\nann,Ann,U0ANN00001\nbo,Bo,U0BO000001\n");
        write("pairs.csv", "id,mentor,mentee\none,ann,bo\n");
        EXPECT_EQ(people_import({path("people.csv"), config, {}, true}, out, said), exit_clean) << said.str();
        EXPECT_THAT(said.str(), HasSubstr("the database has a master key now, " + id() + ", in " + place.file));
        EXPECT_EQ(pairs_import({path("pairs.csv"), config, {}, true}, out, said), exit_clean) << said.str();
        fresh();
    }
    [[nodiscard]] std::string id() const { return std::get<sealing::master_keys>(read_keys(place)).first().id; }
    /// Every command that opens the database; what it returned.
    std::map<std::string, int> all_commands() {
        std::map<std::string, int> ended;
        ended["status"] = status({config, ""}, out, said);
        ended["people"] = people_list({config, {}}, out, said);
        ended["match"] = match({config, {}, {}, {}}, out, said);
        report_command_wishes report_wishes;
        report_wishes.config = config;
        ended["report"] = report(report_wishes, out, said);
        ended["push"] = push({config, {}, "a_look", {}, false}, out, said);
        ended["import"] = people_import({path("people.csv"), config, {}, true}, out, said);
        ended["programme status"] = programme_status({config, {}}, out, said);
        ended["programme plan"] = programme_plan({{config, {}}, 28, {}}, out, said);
        ended["hold"] = hold({{config, ""}, "pair", "one"}, out, said);
        ended["release"] = release({{config, ""}, "pair", "one"}, out, said);
        fs::remove(path("copy.db"));
        ended["backup"] = backup({config, ""}, path("copy.db"), out, said);
        ended["keys list"] = list_keys(config, out, said);
        return ended;
    }
};

TEST_F(Keys, EveryCommandFindsTheKeyWhereTheSettingsSay) {
    EXPECT_FALSE(fs::exists(path("w.db.key")));
    for (const auto& [name, code] : all_commands()) EXPECT_EQ(code, exit_clean) << name << ": " << said.str();
    EXPECT_THAT(out.str(), HasSubstr("The master key is not in it: keep the file " + place.file));
    EXPECT_EQ(verify_backup(path("copy.db"), config, out, said), exit_clean) << said.str();
    EXPECT_EQ(restore_backup(path("copy.db"), path("back.db"), config, out, said), exit_clean) << said.str();
    EXPECT_EQ(confirm_restore(path("back.db"), config, out, said), exit_clean) << said.str();
    fresh();
    EXPECT_EQ(verify_backup(path("copy.db"), "", out, said), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("add --config FILE"));
}

TEST_F(Keys, WithoutTheKeyEveryCommandIsRefusedAndNamesIt) {
    const auto lost = id();
    (void)all_commands();
    fs::rename(place.file, path("away.key"));
    fresh();
    for (const auto& [name, code] : all_commands()) EXPECT_NE(code, exit_clean) << name;
    std::istringstream lines(said.str());
    int refusals = 0;
    for (std::string line; std::getline(lines, line);)
        if (line.find(" needs the master key " + lost + ". It was looked for in the file " + place.file) !=
            std::string::npos)
            ++refusals;
    EXPECT_EQ(refusals, 12) << said.str();
    EXPECT_FALSE(fs::exists(place.file));
    EXPECT_FALSE(fs::exists(path("copy.db")));
}

TEST_F(Keys, ANewOneIsPutFirstAndTheOldOneGoesOnceNothingNeedsIt) {
    const auto older = id();
    EXPECT_EQ(drop_key(config, older, out, said), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("the key " + older + " is still needed for 2 workspaces"));
    EXPECT_EQ(rotate_keys(config, out, said), exit_clean) << said.str();
    const auto newer = id();
    ASSERT_NE(newer, older);
    EXPECT_THAT(out.str(), HasSubstr("has a new master key, " + newer));
    EXPECT_THAT(out.str(), HasSubstr("waymark keys drop " + older));
    fresh();
    EXPECT_EQ(list_keys(config, out, said), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr(newer + "  used for what is new\n" + older + "  needed for 2 workspaces\n"));
    EXPECT_EQ(drop_key(config, older, out, said), exit_errors) << "nobody has taken the new one yet";
    EXPECT_EQ(people_import({path("people.csv"), config, {}, true}, out, said), exit_clean) << "as a start does";
    EXPECT_THAT(said.str(), HasSubstr("the master key " + newer + " wraps now what " + older + " did"));
    EXPECT_EQ(drop_key(config, "00000000", out, said), exit_errors);
    EXPECT_EQ(drop_key(config, newer, out, said), exit_errors);
    EXPECT_EQ(drop_key(config, older, out, said), exit_clean) << said.str();
    EXPECT_EQ(std::get<sealing::master_keys>(read_keys(place)).all().size(), 1U);
    for (const auto& [name, code] : all_commands()) EXPECT_EQ(code, exit_clean) << name << ": " << said.str();
}

TEST_F(Keys, OnesInAVariableAreListedAndChangedWhereTheyAreSet) {
    write("env.yaml", "database: " + path("e.db") +
                          "\nmaster_key_env: WAYMARK_TEST_KEYS\nslack: { signing_secrets_env: [NOT_SET_HERE], "
                          "bot_token_env: NOT_SET_HERE }\n");
    ::unsetenv("WAYMARK_TEST_KEYS");
    EXPECT_NE(list_keys(path("env.yaml"), out, said), exit_clean);
    EXPECT_THAT(said.str(), HasSubstr("there is no master key yet in the variable WAYMARK_TEST_KEYS"));
    const auto key = sealing::new_master_key();
    ::setenv("WAYMARK_TEST_KEYS", key.c_str(), 1);
    EXPECT_EQ(list_keys(path("env.yaml"), out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Master keys in the variable WAYMARK_TEST_KEYS:\n"));
    fresh();
    EXPECT_NE(rotate_keys(path("env.yaml"), out, said), exit_clean);
    EXPECT_THAT(said.str(), HasSubstr("openssl rand -base64 32"));
    EXPECT_THAT(said.str() + out.str(), Not(HasSubstr(key)));
    ::unsetenv("WAYMARK_TEST_KEYS");
}

}  // namespace
}  // namespace waymark
