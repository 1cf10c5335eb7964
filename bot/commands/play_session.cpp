#include "bot/commands/play_session.hpp"

#include <ostream>
#include <sstream>

#include "conversations/plan/words.hpp"

namespace waymark {
namespace {

/// How the problems of typed lines name their file.
constexpr auto typed = "your talk";

std::string_view first_word(std::string_view line) {
    return plan_words::take_word(line);
}

std::string number_wanted(const control& one) {
    if (!one.least || !one.most) return "a number";
    std::ostringstream out;
    out << "a number from " << *one.least << " to " << *one.most;
    return out.str();
}

/// What can be pressed, as a remark of the transcript; empty when all there is to do is to write.
std::string in_brackets(const control& one) {
    std::string out;
    for (const auto& each : one.options) out += " [" + each.label + "]";
    if (one.shape == control::kind::number) out += " [" + number_wanted(one) + "]";
    if (one.shape == control::kind::date) out += " [a date such as 2026-09-01]";
    if (one.shape == control::kind::person) out += " [a name]";
    if (one.shape == control::kind::several && one.at_most > 1)
        out += "  up to " + std::to_string(one.at_most) + ", written: one + other";
    return out;
}

}  // namespace

play_session::play_session(const script_book& book, std::vector<std::string> head, std::ostream& out,
                           std::ostream& complaints)
    : book_(book), head_(std::move(head)), out_(out), complaints_(complaints) {
    (void)restart();  // what is wrong with the head has been shown; begin() does nothing then
}

bool play_session::show_problems() {
    for (const auto& one : problems_) complaints_ << show(one, source_);
    return problems_.empty();
}

bool play_session::restart() {
    problems_.clear();
    source_.clear();
    talk_.reset();
    reader_ = std::make_unique<plan_reader>(typed, problems_);
    for (const auto& line : head_) {
        source_ += line + "\n";
        reader_->take(line);
    }
    if (problems_.empty()) check_plan(reader_->so_far(), book_.flows, problems_);
    if (!show_problems()) return false;
    talk_ = std::make_unique<plan_talk>(book_, reader_->so_far().head);
    written_ = std::make_unique<plan_writer>(reader_->so_far().head);
    shown_ = 0;
    if (!begun_) return true;
    begun_ = false;
    return begin();
}

bool play_session::begin() {
    if (talk_ == nullptr) return false;
    if (begun_) return true;
    begun_ = true;
    show_written();
    return after(talk_->begin(), reader_->so_far().head.flow_at);
}

bool play_session::take_head(const std::string& line) {
    const auto before = head_;
    if (first_word(line) == "start") head_.clear();
    head_.push_back(line);
    if (restart()) return true;
    head_ = before;
    (void)restart();
    return false;
}

bool play_session::take(const std::vector<std::string>& entry) {
    const auto word = first_word(plan_words::without_remark(entry.front()));
    if (word.empty() && entry.size() == 1) return true;  // nothing, or a remark
    if (!acted_ && (word == "start" || word == "given")) return take_head(entry.front());
    if (!begin()) return false;
    if (word == "bot" || word == "silence") return true;  // from a transcript: here the bot speaks for itself
    problems_.clear();
    const auto before = reader_->so_far().lines.size();
    for (const auto& line : entry) {
        source_ += line + "\n";
        reader_->take(line);
    }
    if (!show_problems()) return false;
    if (reader_->so_far().lines.size() == before) return true;
    return act(reader_->so_far().lines.back());
}

bool play_session::act(const plan_line& line) {
    acted_ = true;
    const auto trouble = talk_->act(line.what);
    if (!trouble) {
        written_->add(line.what);
        if (!repeat_input_) shown_ = written_->text().size();
        show_written();
    }
    return after(trouble, line.text_at);
}

bool play_session::after(const plan_talk::outcome& trouble, mark at) {
    for (const auto& said : talk_->take_said()) {
        written_->add(said);
        show_written();
        show_controls(said);
    }
    if (trouble)
        complaints_ << show({typed, at, severity::error, trouble->code, trouble->text, trouble->suggestion}, source_);
    return !trouble;
}

void play_session::show_written() {
    out_ << std::string_view(written_->text()).substr(shown_);
    shown_ = written_->text().size();
}

void play_session::show_controls(const bot_line& said) {
    const auto pressed = said.ask ? in_brackets(*said.ask) : std::string();
    if (!pressed.empty()) out_ << "#  " << pressed << '\n';
    if (!said.ways_out) return;
    out_ << "#   below it" << (ways_out_shown_ ? "" : ":" + in_brackets(*said.ways_out)) << '\n';
    ways_out_shown_ = true;
}

std::string play_session::transcript() const {
    return written_ == nullptr ? std::string() : written_->text();
}

}  // namespace waymark
