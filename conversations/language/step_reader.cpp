// Reads a step and a together rule.
#include <algorithm>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

const std::vector<std::string> audiences{"me", "partner", "partner_after_both", "programme"};

audience read_audience(reading& in, const map_reader& from) {
    const auto* node = from.find("seen_by");
    if (node == nullptr) {
        from.missing("seen_by", from.key_at("ask"), "F031", "this question does not say who sees its answer",
                     "add \"seen_by:\" with one of: " + joined(audiences));
        return audience::me;
    }
    const auto found = std::ranges::find(audiences, node->text);
    if (found == audiences.end()) {
        in.unknown(node->at, "F015", "\"" + node->text + "\" is not somebody who can see an answer", node->text,
                   audiences);
        return audience::me;
    }
    return static_cast<audience>(found - audiences.begin());
}

std::string read_role(reading& in, const yaml_node& node) {
    const auto role = read_name(in, node, "a role").name;
    if (!role.empty() && !in.people.empty() && std::ranges::find(in.people, role) == in.people.end())
        in.unknown(node.at, "F016", "nobody here is called \"" + role + "\"", role, in.people);
    return role;
}

reminder read_reminder(reading& in, const yaml_node& node, const std::string& step, const std::optional<give_up>& end) {
    reminder into;
    const map_reader from(in, node, keys::remind);
    const auto* say = from.need("say", "\"No hurry.\"");
    if (say != nullptr) into.say = read_script(in, *say, step + ".remind");
    const auto* after = from.need("after", "[2d, 5d]");
    if (after == nullptr) return into;
    const bool is_list = after->is == yaml_node::kind::list;
    const std::size_t count = is_list ? after->items.size() : 1;
    if (count == 0 || count > 3)
        in.error(after->at, "F061", "a question has one to three reminders, not " + std::to_string(count));
    for (std::size_t i = 0; i < count; ++i) {
        const auto& item = is_list ? after->items[i] : *after;
        const auto length = read_span(in, item);
        if (!length) continue;
        if (!into.after.empty() && *length <= into.after.back())
            in.error(item.at, "F061", "this reminder is not later than the one before it",
                     "all are counted from the question");
        else if (end && end->after > span::zero() && *length >= end->after)
            in.error(item.at, "F060",
                     "this reminder comes when the question has been given up, after " + span_text(end->after),
                     "remind earlier, or give up later");
        into.after.push_back(*length);
    }
    return into;
}

std::optional<give_up> read_give_up(reading& in, const yaml_node& node) {
    give_up into;
    const map_reader from(in, node, keys::give_up);
    const auto* after = from.need("after", "9d");
    const auto* go = from.need("go", "end");
    if (after != nullptr) {
        into.after = read_span(in, *after).value_or(span::zero());
        into.at = after->at;
    }
    if (go != nullptr) into.go = read_name(in, *go, "the name of a step");
    if (into.after == span::zero() && into.go.empty()) return {};
    return into;
}

ask read_ask(reading& in, const map_reader& from, const std::string& id) {
    ask into;
    into.text = read_script(in, *from.find("ask"), id + ".ask");
    if (const auto* hint = from.find("hint")) into.hint = read_script(in, *hint, id + ".hint");
    if (const auto* example = from.find("example")) into.example = read_script(in, *example, id + ".example");
    if (const auto* answer = from.find("answer"))
        into.answer = read_answer(in, *answer, id);
    else
        from.missing("answer", from.key_at("ask"), "F012", "this question does not say what kind of answer it takes",
                     "add a line such as \"answer: { kind: text }\"");
    into.seen_by = read_audience(in, from);
    if (const auto* said = from.find("says_who_sees")) into.says_who_sees = read_true(in, *said);
    if (const auto* keep = from.find("keep_as")) into.keep_as = read_name(in, *keep, "a word to keep it by").name;
    if (const auto* give = from.find("give_up")) into.after_silence = read_give_up(in, *give);
    if (const auto* remind = from.find("remind")) into.remind = read_reminder(in, *remind, id, into.after_silence);
    return into;
}

std::vector<branch> read_next(reading& in, const yaml_node& node) {
    std::vector<branch> all;
    if (node.is == yaml_node::kind::scalar) {
        all.push_back({{}, read_name(in, node, "the name of a step")});
        return all;
    }
    if (node.is == yaml_node::kind::map || node.items.empty()) {
        in.error(node.at, "F013", "next is the name of a step, or a list of branches",
                 "such as - { if: { contact: answered }, go: thanks }");
        return all;
    }
    for (const auto& item : node.items) {
        const map_reader from(in, item, keys::branch);
        branch one;
        if (const auto* when = from.find("if")) {
            one.when = read_conditions(in, *when);
            if (one.when.empty()) continue;  // reported; without its condition the branch would mean "otherwise"
        }
        const auto* go = from.need("go", "a_step");
        if (go == nullptr) continue;
        one.go = read_name(in, *go, "the name of a step");
        if (!all.empty() && all.back().when.empty())
            in.error(item.at, "F018", "this branch is never looked at: the one before it has no condition",
                     "put the branch without \"if\" last");
        all.push_back(std::move(one));
    }
    return all;
}

void check_fit(reading& in, const map_reader& from) {
    if (from.find("ask") == nullptr)
        for (const auto* key :
             {"hint", "example", "answer", "seen_by", "says_who_sees", "keep_as", "remind", "give_up"})
            if (from.find(key) != nullptr)
                from.missing("ask", from.key_at(key), "F018",
                             "\"" + std::string(key) + "\" belongs to a question, and this step has no \"ask\"", {});
    if (from.find("ask") != nullptr && from.find("wait_for") != nullptr)
        in.error(from.key_at("wait_for"), "F018", "one step cannot ask and wait for a rule", "make it two steps");
    for (const auto* other : {"ask", "wait_for"})
        if (from.find(other) != nullptr && from.find("wait_until") != nullptr)
            in.error(from.key_at("wait_until"), "F018",
                     "one step cannot wait for a day and have \"" + std::string(other) + "\"", "make it two steps");
    if (from.find("at_most") != nullptr && from.find("wait_for") == nullptr)
        from.missing("wait_for", from.key_at("at_most"), "F018",
                     "\"at_most\" goes with \"wait_for\", which is not here", {});
    if (from.find("end") != nullptr && from.find("next") != nullptr)
        in.error(from.key_at("next"), "F018", "a step with \"end\" has no \"next\"", "keep one of the two");
    for (const auto* key : {"say", "ask", "wait_for", "wait_until", "do", "next", "end"})
        if (from.find(key) != nullptr) return;
    from.missing("say", from.at(), "F018", "this step does nothing", "give it a \"say\", an \"ask\" or a \"do\"");
}

}  // namespace

script_text read_script(reading& in, const yaml_node& node, std::string key) {
    const auto name = key.substr(key.rfind('.') + 1);
    return {std::move(key), read_text(in, node, "\"" + name + "\""), node.at};
}

flow_step read_step(reading& in, const yaml_node& node) {
    flow_step into;
    into.at = node.at;
    const map_reader from(in, node, keys::step);
    if (!from.is_map()) return into;
    if (const auto* id = from.need("id", "thanks")) {
        into.id = read_name(in, *id, "the name of a step").name;
        into.at = id->at;
    }
    if (into.id == "end")
        in.error(into.at, "F014", "\"end\" cannot be the name of a step",
                 "\"go: end\" means that this person's part is over");
    check_fit(in, from);
    if (from.has_stray()) in.unclear_steps.insert(into.id);  // it may be the question
    if (const auto* role = from.find("for")) into.only_for = read_role(in, *role);
    if (const auto* when = from.find("only_if")) into.only_if = read_conditions(in, *when);
    if (const auto* say = from.find("say")) into.say = read_script(in, *say, into.id + ".say");
    if (from.find("ask") != nullptr) into.ask = read_ask(in, from, into.id);
    if (const auto* rule = from.find("wait_for")) {
        const auto* most = from.need("at_most", "3d");
        into.wait_for = barrier{read_name(in, *rule, "the name of a rule"),
                                most == nullptr ? span::zero() : read_span(in, *most).value_or(span::zero())};
    }
    if (const auto* day = from.find("wait_until"))
        into.wait_for = barrier{{}, {}, read_name(in, *day, "the name of a step")};
    if (const auto* does = from.find("do")) into.does = read_actions(in, *does, into.id);
    if (const auto* next = from.find("next")) into.next = read_next(in, *next);
    if (const auto* end = from.find("end")) into.end = read_true(in, *end);
    return into;
}

together_rule read_rule(reading& in, const yaml_node& node) {
    together_rule into;
    into.at = node.at;
    const map_reader from(in, node, keys::rule);
    if (!from.is_map()) return into;
    if (const auto* id = from.need("id", "open_lessons")) {
        into.id = read_name(in, *id, "the name of a rule").name;
        into.at = id->at;
    }
    if (const auto* needs = from.need("needs", "{ lessons: answered }")) into.needs = read_conditions(in, *needs);
    if (const auto* to = from.find("to")) into.to = read_role(in, *to);
    if (const auto* say = from.find("say")) into.say = read_script(in, *say, into.id + ".say");
    if (const auto* does = from.find("do")) into.does = read_actions(in, *does, into.id);
    if (const auto* late = from.find("otherwise")) {
        const map_reader otherwise(in, *late, keys::otherwise);
        if (const auto* after = otherwise.need("after", "12d")) {
            into.otherwise.after = read_span(in, *after).value_or(span::zero());
            into.otherwise.at = after->at;
        }
        if (const auto* say = otherwise.need("say", "\"...\""))
            into.otherwise.say = read_script(in, *say, into.id + ".otherwise");
    }
    return into;
}

}  // namespace waymark
