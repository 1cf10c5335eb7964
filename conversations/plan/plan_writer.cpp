#include "conversations/plan/plan_writer.hpp"

#include <array>

#include "conversations/person/zone.hpp"
#include "conversations/plan/matcher.hpp"

namespace waymark {

namespace {

constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr auto indent = "    ";

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string date_and_time(instant at, const std::string& zone) {
    const auto local = to_local(at, zone);
    return date_text(local.day) + " " + two_digits(local.minute / 60) + ":" + two_digits(local.minute % 60);
}

struct act_line {
    std::string before, text;
};

struct in_words {
    act_line operator()(const plan_act::bot_says& one) const { return {"bot > " + one.to + ": ", one.pattern}; }
    act_line operator()(const plan_act::says& one) const { return {one.who + ": ", one.text}; }
    act_line operator()(const plan_act::presses& one) const { return {one.who + " presses: ", one.label}; }
    act_line operator()(const plan_act::edits& one) const { return {one.who + " edits: ", one.text}; }
    act_line operator()(const plan_act::deletes& one) const { return {one.who + " deletes", ""}; }
    act_line operator()(const plan_act::clock_moves& one) const { return {one.written, ""}; }
    act_line operator()(const plan_act::silence& /*nothing more to it*/) const { return {"silence", ""}; }
};

}  // namespace

std::string moment_text(instant at, const std::string& zone) {
    return std::string(days.at(static_cast<std::size_t>(to_local(at, zone).weekday - 1))) + " " +
           date_and_time(at, zone);
}

plan_writer::plan_writer(const plan_head& head) : zone_(head.zone), clock_(head.begins), shown_(head.begins) {
    text_ = "start " + head.flow.name + "@" + std::to_string(head.flow.version) + " ";
    for (const auto& one : head.people) text_ += " " + one.role + "=" + one.name;
    text_ += "  at " + date_and_time(head.begins, head.zone) + " " + head.zone + "\n";
    for (const auto& line : head.given) text_ += line + "\n";
    text_ += "\n";
}

void plan_writer::add_line(const std::string& before, const std::string& text) {
    text_ += before;
    bool at_start = false;
    for (const char one : plain_form(text)) {
        if (at_start && one == '#') {
            text_ += '*';  // a "#" would begin a remark
        } else {
            text_ += one;
        }
        at_start = one == '\n';
        if (at_start) text_ += indent;
    }
    text_ += '\n';
}

void plan_writer::add(const plan_act_type& act) {
    const auto line = std::visit(in_words{}, act);
    add_line(line.before, line.text);
    if (const auto* moved = std::get_if<plan_act::clock_moves>(&act)) clock_ = moved->to;
    shown_ = clock_;
}

void plan_writer::add(const bot_line& said) {
    if (said.at != shown_) text_ += "# " + moment_text(said.at, zone_) + "\n";
    shown_ = said.at;
    add_line("bot > " + said.to + ": ", said.text);
}

}  // namespace waymark
