#include "bot/logging.hpp"

#include <gmock/gmock.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

namespace waymark {
namespace {

using ::testing::EndsWith;
using ::testing::MatchesRegex;

struct Logging : testing::Test {
    std::ostringstream out;
    std::string line(const std::string& format, const std::string& text, const std::string& level = "info") {
        const auto logger = create_logger(level, format, std::make_shared<spdlog::sinks::ostream_sink_st>(out));
        logger->info("{}", text);
        return out.str();
    }
};

TEST_F(Logging, AJsonLineIsOneObjectWithTimeLevelAndText) {
    const auto text = line("json", "a turn failed: event 7 (std::out_of_range)");
    EXPECT_THAT(text,
                MatchesRegex("\\{\"at\":\"20..-..-..T..:..:..\\.......Z\",\"level\":\"info\",\"text\":\".*\"\\}\n"));
    EXPECT_EQ(nlohmann::json::parse(text).at("text"), "a turn failed: event 7 (std::out_of_range)");
}

TEST_F(Logging, NothingInAMessageCanForgeAFieldOrAnotherLine) {
    const std::string evil = "x\",\"level\":\"error\"}\n{\"at\":\"now\xff\"";
    const auto text = line("json", evil);
    EXPECT_EQ(std::ranges::count(text, '\n'), 1);
    const auto read = nlohmann::json::parse(text);
    EXPECT_EQ(read.size(), 3U);
    EXPECT_EQ(read.at("level"), "info");
}

TEST_F(Logging, APlainLineStaysOneLine) {
    EXPECT_THAT(line("text", "one\ntwo"), EndsWith("Z info: one\\ntwo\n"));
}

TEST_F(Logging, WhatIsBelowTheLevelIsNotWritten) {
    EXPECT_EQ(line("text", "hello", "warn"), "");
    EXPECT_EQ(line("text", "hello", "error"), "");
    EXPECT_NE(line("text", "hello", "debug"), "");
}

TEST_F(Logging, AnExceptionIsNamedByItsKindAndASystemsByItsMessage) {
    EXPECT_EQ(kind_of(std::out_of_range("words of somebody")), "std::out_of_range");
    const boost::system::system_error refused(
        boost::asio::error::make_error_code(boost::asio::error::connection_refused));
    EXPECT_EQ(kind_of(refused), "Connection refused");
}

}  // namespace
}  // namespace waymark
