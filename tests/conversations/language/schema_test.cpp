// The JSON Schema files that editors use know exactly the keys the reader knows.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "conversations/language/node_reader.hpp"
#include "conversations/programme/programme_reader.hpp"

namespace waymark {
namespace {

using nlohmann::json;

json schema(const std::string& name) {
    std::ifstream in(std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/schema" / (name + ".schema.json"));
    return json::parse(in);
}

void expect_same_keys(const json& object, const key_set& keys) {
    std::vector<std::string> known;
    for (const auto& property : object.at("properties").items()) known.push_back(property.key());
    EXPECT_THAT(known, testing::UnorderedElementsAreArray(keys.known)) << keys.name;
    EXPECT_FALSE(object.at("additionalProperties").get<bool>()) << keys.name;
}

TEST(schema, flow_has_the_readers_keys) {
    const auto file = schema("flow");
    expect_same_keys(file, keys::flow);
    const auto& parts = file.at("$defs");
    const std::vector<std::pair<std::string, const key_set*>> pairs{
        {"step", &keys::step},       {"rule", &keys::rule},           {"remind", &keys::remind},
        {"give_up", &keys::give_up}, {"otherwise", &keys::otherwise}, {"branch", &keys::branch},
        {"answer", &keys::answer},   {"each", &keys::each},           {"labels", &keys::labels},
        {"actions", &keys::actions}, {"slowest", &keys::slowest},     {"end_pair", &keys::end_pair}};
    for (const auto& [name, known] : pairs) expect_same_keys(parts.at(name), *known);
}

TEST(schema, programme_has_the_readers_keys) {
    const auto file = schema("programme");
    expect_same_keys(file, keys::programme);
    const auto& parts = file.at("$defs");
    const std::vector<std::pair<std::string, const key_set*>> pairs{{"person_rules", &keys::person_rules},
                                                                    {"budget", &keys::budget},
                                                                    {"nudge", &keys::nudge},
                                                                    {"stage_rule", &keys::stage},
                                                                    {"trigger", &keys::trigger},
                                                                    {"someone", &keys::someone},
                                                                    {"pair", &keys::pair}};
    for (const auto& [name, known] : pairs) expect_same_keys(parts.at(name), *known);
}

TEST(schema, translation_has_the_readers_keys) {
    const auto file = schema("translation");
    expect_same_keys(file, keys::translation);
    expect_same_keys(file.at("$defs").at("entry"), keys::entry);
}

}  // namespace
}  // namespace waymark
