#include "conversations/programme/account_reader.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "conversations/language/guid.hpp"
#include "conversations/programme/programme_parts.hpp"

namespace waymark {
namespace {

constexpr std::size_t shown = 60;

/// Slack's ids: a letter that says what it is, then capital letters and digits.
bool is_slack_id(std::string_view text, std::string_view beginnings) {
    return text.size() >= 3 && text.size() <= 32 && beginnings.find(text.front()) != std::string_view::npos &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

bool is_slack_person(std::string_view text) {
    return is_slack_id(text, "UW");
}

std::string not_a(const std::string& text, const std::string& what) {
    return "\"" + text.substr(0, shown) + "\" is not " + what;
}

/// Enough to tell a slip of the hand from an address; whether somebody has it is for a platform to say.
bool is_email(std::string_view text) {
    constexpr std::size_t longest = 254;
    const auto at = text.find('@');
    return text.size() <= longest && at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t<>,;\"") == std::string_view::npos;
}

/// What to write in the place of something that is no account in Teams.
std::string instead_of(const std::string& text) {
    if (auto slip = guid_slip(text); !slip.empty()) return slip;
    if (is_slack_person(text)) return "this looks like an account in Slack: \"slack: " + text + "\"";
    if (text.find('@') != std::string::npos)
        return "e-mail addresses are for lists, in a column \"email\": waymark people import";
    return "in the Entra admin center: Users, their name, \"Object ID\"; it has five groups of digits and letters";
}

std::string one_of_the_lines(bool teams_first) {
    const std::string slack = "\"slack: U012AB3CD\"", teams = "\"teams: 5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5\"";
    return "add a line such as " + (teams_first ? teams + " or " + slack : slack + " or " + teams);
}

std::string one_of_the_columns(bool teams_first) {
    return std::string("fill in one of the columns ") +
           (teams_first ? "\"teams\", \"slack\"" : "\"slack\", \"teams\"") + " and \"email\"";
}

bool is_before(mark one, mark other) {
    return std::tie(one.line, one.column) < std::tie(other.line, other.column);
}

}  // namespace

account_reader::account_reader(reading& in, const map_reader& programme) : in_(in) {
    if (const auto* workspace = programme.find("slack_workspace")) read_workspace(*workspace);
    if (const auto* tenant = programme.find("teams_tenant")) read_tenant(*tenant);
}

void account_reader::read_workspace(const yaml_node& node) {
    workspace_ = read_text(in_, node, "\"slack_workspace\"");
    if (!workspace_->empty() && !is_slack_id(*workspace_, "TE"))
        in_.error(node.at, "P014", not_a(*workspace_, "the id of a Slack workspace"),
                  "it begins with T and stands in the address of Slack in a browser: app.slack.com/client/T...");
}

void account_reader::read_tenant(const yaml_node& node) {
    const auto text = read_text(in_, node, "\"teams_tenant\"");
    tenant_ = read_guid(text).value_or("");
    if (text.empty() || !tenant_->empty()) return;
    const auto slip = guid_slip(text);
    in_.error(node.at, "P014", not_a(text, "the id of a tenant of Microsoft 365"),
              slip.empty()
                  ? "in the Entra admin center: Overview, \"Tenant ID\"; it has five groups of digits and letters"
                  : slip);
}

void account_reader::read(const map_reader& from, programme_person& into) {
    const auto* slack = from.find("slack");
    const auto* teams = from.find("teams");
    // Somebody with two accounts is spoken to where the first of them is.
    const bool teams_first = slack != nullptr && teams != nullptr && is_before(teams->at, slack->at);
    if (teams_first) read_teams(*teams, into);
    if (slack != nullptr) read_slack(*slack, into);
    if (teams != nullptr && !teams_first) read_teams(*teams, into);
    if (const auto* user = from.find("playground")) {
        auto name = read_name(in_, *user, "a name in the playground");
        if (!name.empty()) add({"playground", {"playground"}, std::move(name.name)}, user->at, into);
    }
    if (const auto* email = from.find("email"); email != nullptr && !is_email(email->text))
        in_.error(email->at, "P014", not_a(email->text, "an e-mail address"), "such as ann@example.org");
    const auto there = [&](const char* key) { return from.find(key) != nullptr; };
    if (std::ranges::any_of(std::array{"slack", "teams", "playground", "email"}, there)) return;
    const bool teams_first_here = tenant_ && !workspace_;
    from.missing(teams_first_here ? "teams" : "slack", from.at(), "P050", "there is no way to write to this person",
                 in_.table ? one_of_the_columns(teams_first_here) : one_of_the_lines(teams_first_here));
}

void account_reader::read_slack(const yaml_node& user, programme_person& into) {
    const auto id = read_text(in_, user, "\"slack\"");
    if (id.empty()) return;
    if (read_guid(id))
        in_.error(user.at, "P014", not_a(id, "the id of a person in Slack"),
                  "this looks like an account in Teams: \"teams: " + id + "\"");
    else if (!is_slack_person(id))
        in_.error(user.at, "P014", not_a(id, "the id of a person in Slack"),
                  "in Slack: their profile, the three dots, \"Copy member ID\"; it begins with U");
    else if (!workspace_)
        in_.error(user.at, "P052", "a Slack account needs its workspace",
                  "add a line such as \"slack_workspace: T012AB3CD\" at the top of the programme");
    else
        add({"slack", {*workspace_}, id}, user.at, into);
}

void account_reader::read_teams(const yaml_node& user, programme_person& into) {
    const auto text = read_text(in_, user, "\"teams\"");
    if (text.empty()) return;
    auto id = read_guid(text);
    if (!id)
        in_.error(user.at, "P014", not_a(text, "the id of a person in Teams"), instead_of(text));
    else if (!tenant_)
        in_.error(user.at, "P052", "a Teams account needs its tenant",
                  "add a line such as \"teams_tenant: 9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f\" at the top of the "
                  "programme");
    else
        add({"teams", {*tenant_}, std::move(*id)}, user.at, into);
}

void account_reader::add(const address& account, mark at, programme_person& into) {
    const auto [first, is_new] = owner_of_.emplace(account, into.id.text);
    if (!is_new && !first->second.empty())
        in_.error(at, "P051", "this is already the account of \"" + first->second + "\"",
                  "one account belongs to one person");
    into.addresses.push_back(account);
}

}  // namespace waymark
