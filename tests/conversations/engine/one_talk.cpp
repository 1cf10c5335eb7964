#include "tests/conversations/engine/one_talk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "conversations/language/flow_reader.hpp"

namespace waymark {
namespace {

std::string file_text(const std::string& path) {
    std::ifstream in(std::string(WAYMARK_SOURCE_DIR) + "/" + path);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

}  // namespace

one_talk::one_talk(const std::string& script) {
    std::vector<diagnostic> problems;
    auto read = read_flow("test.yaml", script, problems);
    for (const auto& one : problems) ADD_FAILURE() << show(one, script);
    if (read) flows.add(std::move(*read));
    auto phrases = read_phrases("bot.yaml", file_text("conversations/texts/en/bot.yaml"), problems);
    if (phrases) texts.add("en", std::move(*phrases));
    facts.people[ann] = {ann, "Ann", "en", "Europe/Madrid"};
    facts.people[bo] = {bo, "Bo", "en", "Europe/Madrid"};
    facts.programme_name = "Open Doors";
    facts.contact_name = "Carla";
    pair.id.text = "p1";
    pair.mentor = ann;
    pair.mentee = bo;
}

void one_talk::step(const engine_input& what) {
    auto result = advance(flows, texts, facts, pair, what, now);
    pair = std::move(result.pair);
    effects = std::move(result.effects);
    for (const auto& one : effects) {
        if (const auto* words = std::get_if<effect::say>(&one)) said.push_back(*words);
        if (const auto* made = std::get_if<effect::propose>(&one)) offers.emplace_back(made->to, made->what);
        if (const auto* back = std::get_if<effect::withdraw>(&one))
            std::erase_if(offers, [&](const auto& waiting) { return waiting.second.key == back->offer_key; });
    }
}

void one_talk::begin(person_id asker) {
    input::begin wish;
    wish.flow = flows.all().front()->ref;
    wish.why = "test";
    wish.asked_for_by_someone = !asker.empty();
    wish.asker = std::move(asker);
    step(wish);
}

void one_talk::type(const person_id& who, const std::string& text, const std::string& said_in) {
    step(input::typed{who, talk().id, text, said_in});
}

void one_talk::pick(const person_id& who, const std::string& at, std::vector<std::string> values) {
    step(input::picked{who, talk().id, at, std::move(values)});
}

void one_talk::edit(const person_id& who, const std::string& said_in, const std::string& text) {
    step(input::edited{who, said_in, text});
}

void one_talk::ask_to(const person_id& who, input::asked_to::what wish) {
    step(input::asked_to{who, talk().id, wish});
}

void one_talk::pass(span time) {
    now += time;
    step(input::clock_struck{});
}

void one_talk::release_all() {
    while (!offers.empty()) {
        const auto [who, what] = offers.front();
        offers.erase(offers.begin());
        if (what.what == "walk") walks[who] = what.key;
        step(input::released{what});
    }
}

void one_talk::miss(const person_id& who) {
    step(input::missed{who, {}, walks.at(who)});
}

const lane& one_talk::lane_of(const person_id& who) const {
    return *std::ranges::find(talk().lanes, who, &lane::person);
}

const answer* one_talk::answer_of(const person_id& who, const std::string& at) const {
    for (const auto& one : pair.answers)
        if (one.author == who && one.step == at) return &one;
    return nullptr;
}

std::vector<std::string> one_talk::told(const person_id& who) {
    std::vector<std::string> out;
    for (const auto& one : said)
        if (one.to == who) out.push_back(plain_text(one.message));
    std::erase_if(said, [&](const auto& one) { return one.to == who; });
    return out;
}

}  // namespace waymark
