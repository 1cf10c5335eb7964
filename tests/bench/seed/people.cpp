#include "tests/bench/seed/people.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "bot/script_library.hpp"
#include "conversations/programme/programme_reader.hpp"
#include "tests/bench/talk.hpp"

namespace bench {
namespace {

using namespace waymark;

std::string digits(std::uint32_t number) {
    const auto text = std::to_string(number);
    return std::string(8 - text.size(), '0') + text;
}

/// Always open, and one message a day, which the first words of the talk use up: every run does the same work then,
/// whatever the hour and the day.
gate_settings open_gate_once() {
    gate_settings out;
    out.quiet_from_minute = out.quiet_to_minute = 0;
    out.working_days = {1, 2, 3, 4, 5, 6, 7};
    out.per_week = out.per_day = 1;
    out.spread = span::zero();
    return out;
}

person_state someone(std::uint32_t number, const pair_id& pair) {
    person_state out;
    out.id = person_of(number);
    out.tenant.text = workspace;
    out.addresses.push_back({"slack", out.tenant, "U" + digits(number)});
    out.first_name = "Person " + std::to_string(number);
    out.full_name = out.first_name;
    out.zone = "UTC";
    out.language = "en";
    out.greeted = true;
    out.own_settings = open_gate_once();
    out.pairs.push_back(pair);
    return out;
}

/// A world that turns are taken in, and all that they change.
class small_world {
  public:
    small_world(const script_book& book, world begin, instant now) : book_(book), world_(std::move(begin)), now_(now) {}

    void take(const stimulus& what) {
        auto out = take_turn(book_, world_, what, now_);
        for (auto& one : out.people) world_.people.insert_or_assign(one.id, std::move(one));
        for (auto& one : out.pairs) world_.pairs.insert_or_assign(one.id, std::move(one));
        append(changed_.answers_kept, out.answers_kept);
        append(changed_.timers, out.timers);
        append(changed_.log, out.log);
    }
    void say(std::uint32_t number, std::string_view words) {
        heard what;
        what.who = person_of(number);
        what.event.from = world_.people.at(what.who).addresses.front();
        what.event.at = now_;
        what.event.message = "D" + digits(number) + "/1767225610." + std::to_string(100'000 + ++said_);
        what.event.key = what.event.message;
        what.event.what = inbound::said{std::string(words)};
        take(what);
    }
    [[nodiscard]] turn_outcome all() && {
        for (auto& [id, one] : world_.people) changed_.people.push_back(std::move(one));
        for (auto& [id, one] : world_.pairs) changed_.pairs.push_back(std::move(one));
        return std::move(changed_);
    }

  private:
    template <class Values>
    static void append(Values& to, Values& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    }
    const script_book& book_;
    world world_;
    instant now_;
    turn_outcome changed_;
    int said_ = 0;
};

std::string contents(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

}  // namespace

script_book read_book(const std::string& file) {
    std::vector<diagnostic> problems;
    auto scripts = load_scripts(gather_scripts({}, problems));
    const auto source = contents(file);
    auto of = read_programme(file, source, scripts.book.flows, scripts.book.texts, problems);
    if (any_error(problems) || any_error(scripts.problems) || !of) {
        for (const auto& one : problems) std::fputs(show(one, source).c_str(), stderr);
        std::fputs(scripts.report().c_str(), stderr);
        std::exit(1);
    }
    auto id = of->id;
    scripts.book.programmes.emplace(std::move(id), std::move(*of));
    return std::move(scripts.book);
}

person_id person_of(std::uint32_t number) {
    return {"person_" + digits(number)};
}

turn_outcome closing_under_way(const script_book& book, std::uint32_t number, std::uint32_t pairs, std::size_t answered,
                               instant now) {
    pair_state pair;
    pair.id.text = "pair_" + digits(number);
    pair.tenant.text = workspace;
    pair.programme = book.programmes.begin()->first;
    pair.mentee = person_of(number);
    pair.mentor = person_of(pairs + number);
    pair.stage = "growing";
    pair.stage_since = pair.started = now - std::chrono::days(150);
    pair.ends = now + std::chrono::days(42);
    world begin;
    begin.people.emplace(pair.mentee, someone(number, pair.id));
    begin.people.emplace(pair.mentor, someone(pairs + number, pair.id));
    begin.pairs.emplace(pair.id, pair);
    small_world at(book, std::move(begin), now);
    start_requested start;
    start.pair = pair.id;
    start.flow = "closing";
    start.why = "bench";
    at.take(start);
    at.say(number, begins);
    at.say(pairs + number, begins);
    for (std::size_t i = 0; i < answered; ++i) {
        at.say(number, answers.at(i));
        at.say(pairs + number, answers.at(i));
    }
    return std::move(at).all();
}

}  // namespace bench
