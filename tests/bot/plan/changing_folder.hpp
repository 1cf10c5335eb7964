// A programme that runs in a folder of its own, and the commands that change it.
#pragma once

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/programme_apply.hpp"
#include "bot/commands/programme_plan.hpp"
#include "bot/commands/programme_status.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "bot/time_text.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {

constexpr auto changing_programme = R"(programme: six
version: 1
title: Six months
language: en
zone: UTC
contact: maria
slack_workspace: T0ACME0001
person: { quiet: "00:00-00:00", working_days: [mon, tue, wed, thu, fri, sat, sun], spread: 0min }
nudges:
  - { id: a_look, when: { in_stage: invited, for: 2d }, start: joining, to: both, reason: It is time for a look. }
  - { id: thanks, when: { pushed: true }, start: thanks, to: both, reason: A word of thanks. }
people:
  - { id: maria, first_name: Maria, zone: UTC, slack: U0MARIA001 }
  - { id: ann, first_name: Ann, zone: UTC, slack: U0ANN00001 }
  - { id: bo, first_name: Bo, slack: U0BO000001 }
pairs:
  - { id: ann_and_bo, mentor: ann, mentee: bo }
)";
constexpr auto two_days = "for: 2d", nine_days = "for: 9d";

struct changing_folder : admin_folder {
    changing_folder() : admin_folder(changing_programme) {
        write("waymark.yaml", "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: " + path("w.db") +
                                  "\nprogrammes: [" + path("programme.yaml") + "]\nscripts: [" + path("mine") +
                                  "]\nslack: { signing_secrets_env: [NOT_SET_HERE], bot_token_env: NOT_SET_HERE }\n");
        std::filesystem::create_directories(folder / "mine/flows");
        write_thanks(1, "What went well lately?");
    }
    void write_thanks(int version, const std::string& question) const {
        write("mine/flows/thanks.yaml", "flow: thanks\nversion: " + std::to_string(version) +
                                            "\nlanguage: en\ntitle: A word of thanks\npeople: [mentor, mentee]\n"
                                            "ends_after: 2 weeks\nsteps:\n  - id: good\n    ask: " +
                                            question +
                                            "\n    answer: { kind: text, max_chars: 500 }\n    seen_by: me\n"
                                            "    give_up: { after: 8d, go: end }\n");
    }
    void edit(const std::string& what, const std::string& into) const {
        std::ostringstream all;
        all << std::ifstream(folder / "programme.yaml").rdbuf();
        auto text = all.str();
        ASSERT_NE(text.find(what), std::string::npos);
        write("programme.yaml", text.replace(text.find(what), what.size(), into));
    }
    /// As `waymark run` begins, and ends at once.
    std::optional<ready_to_start> start() {
        fresh();
        auto scripts = read_scripts({{path("mine")}, {path("programme.yaml")}}, said);
        if (!scripts) return {};
        auto at = open_database(path("w.db"), said);
        return at ? get_ready(std::move(*scripts), std::move(at), system_clock().now(), said) : std::nullopt;
    }
    span length_that_runs() {
        const auto ready = start();
        EXPECT_TRUE(ready) << said.str();
        return ready ? ready->book.programmes.at({"six"}).nudges.front().when.length : span{};
    }
    int plan(const std::string& file = {}) {
        fresh();
        return programme_plan({{path("waymark.yaml"), {}}, 28, file}, out, said);
    }
    /// As if this had been saved.
    void rewrite_plan(const std::string& key, const nlohmann::json& value) const {
        std::ifstream from(folder / "plan.json");
        auto all = nlohmann::json::parse(from);
        all[key] = value;
        write("plan.json", all.dump());
    }
    int apply(const std::string& file = {}, bool yes = false) {
        fresh();
        return programme_apply({{path("waymark.yaml"), {}}, file, yes}, out, said);
    }
    int undo(bool yes) {
        fresh();
        return programme_undo({{path("waymark.yaml"), {}}, {}, yes}, out, said);
    }
    int status() {
        fresh();
        return programme_status({path("waymark.yaml"), {}}, out, said);
    }
    /// Started, changed to nine days, and planned.
    void planned() {
        ASSERT_TRUE(start()) << said.str();
        edit(two_days, nine_days);
        ASSERT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    }
    void refuses_because(const std::string& why) {
        EXPECT_EQ(apply(path("plan.json")), exit_errors);
        EXPECT_THAT(said.str(), ::testing::HasSubstr("this plan fits no more:\n  " + why));
        EXPECT_THAT(said.str(), ::testing::HasSubstr("Nothing is changed."));
    }
};

}  // namespace waymark
