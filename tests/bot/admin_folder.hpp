// A folder with settings and one programme file, and what a command says: for tests of commands that admins use.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {

struct admin_folder : ::testing::Test {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("waymark_admin_" + std::to_string(::getpid()));
    std::ostringstream out, said;

    explicit admin_folder(const std::string& programme) {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        write("waymark.yaml", "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: " + path("w.db") +
                                  "\nprogrammes: [" + path("programme.yaml") +
                                  "]\nslack: { signing_secrets_env: [NOT_SET_HERE], bot_token_env: NOT_SET_HERE }\n");
        write("programme.yaml", programme);
    }
    ~admin_folder() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::string path(const std::string& name) const { return (folder / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    /// What was said before is forgotten.
    void fresh() {
        out.str("");
        said.str("");
    }
    [[nodiscard]] world known(const turn_owner& who) const { return open_sqlite(path("w.db")).at->load(who).value(); }
};

}  // namespace waymark
