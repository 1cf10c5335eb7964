#include "adapters/teams/roster.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "adapters/json_values.hpp"
#include "adapters/plain_text.hpp"
#include "adapters/teams/letter_case.hpp"
#include "conversations/packed_text.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;
using nlohmann::json;
using kind = send_outcome::kind;

constexpr auto note_name = "teams";
constexpr std::string_view format = "teams1";
constexpr std::size_t most_teams = 200;
constexpr int most_pages = 40;  // of 500 people

/// Team -> the service it is at.
using team_list = std::map<std::string, std::string>;

team_list read_teams(const std::optional<std::string>& note) {
    team_list out;
    try {
        if (!note) return out;
        packed_reader from(*note, format);
        (void)from.each([&] {
            auto team = from.text();
            out[std::move(team)] = from.text();
            return 0;
        });
        from.end();
    } catch (const std::invalid_argument&) {
        out.clear();  // of another version: learnt anew
    }
    return out;
}

std::string text_of(const team_list& all) {
    packed_writer to(format);
    to.each(all, [&](const auto& one) {
        to.text(one.first);
        to.text(one.second);
    });
    return to.take();
}

/// Notes about a tenant and nobody in it.
address tenant_of(const std::string& tenant) {
    return {"teams", {lower(tenant)}, ""};
}

std::string object_id_of(const json& member) {
    const auto id = text_in(member, "aadObjectId");
    return lower(id.empty() ? text_in(member, "objectId") : id);
}

bool is_called(const json& member, const std::string& email) {
    return iequals(text_in(member, "email"), email) || iequals(text_in(member, "userPrincipalName"), email);
}

void must_have_answered(const api_answer& answer) {
    const auto is = answer.outcome.is;
    if (is == kind::sent || is == kind::dead) return;
    throw std::runtime_error("Teams could not be asked whose e-mail addresses these are (" + answer.outcome.reason +
                             ").");
}

std::optional<address> account_in(const json& member, const std::string& email, const std::string& tenant) {
    const auto id = object_id_of(member);
    if (id.empty() || !is_called(member, email)) return {};
    const auto home = text_in(member, "tenantId");
    return address{"teams", {lower(home.empty() ? tenant : home)}, id};
}

}  // namespace

awaitable<std::optional<profile>> roster::look_up(address who) {
    const auto is = co_await ways_.find(who);
    if (is.conversation.empty()) co_return std::nullopt;
    const auto answer =
        co_await connector_.member(is.service, is.conversation, is.person.empty() ? who.user : is.person);
    if (answer.outcome.is != kind::sent) co_return std::nullopt;
    profile out;
    out.full_name = harmless(text_in(answer.body, "name"));
    out.first_name = harmless(text_in(answer.body, "givenName"));
    out.email = text_in(answer.body, "email");
    out.zone = is.zone;
    co_return out;
}

awaitable<std::optional<address>> roster::find_by_email(std::string email, std::string tenant) {
    if (notes_ == nullptr) co_return std::nullopt;
    const auto about = tenant_of(tenant);
    const auto note = co_await notes_->note(about, note_name);
    for (const auto& [team, service] : read_teams(note)) {
        auto found = co_await find_in(service, team, email, tenant);
        if (found) co_return found;
    }
    co_return std::nullopt;
}

/// The address is often the principal name, which is one question; else the team is read page by page.
awaitable<std::optional<address>> roster::find_in(std::string service, std::string team, std::string email,
                                                  std::string tenant) {
    const auto direct = co_await connector_.member(service, team, email);
    must_have_answered(direct);
    if (auto found = account_in(direct.body, email, tenant); direct.outcome.is == kind::sent && found) co_return found;
    std::string next;
    for (int page = 0; page < most_pages; ++page) {
        const auto answer = co_await connector_.members(service, team, next);
        must_have_answered(answer);
        if (answer.outcome.is != kind::sent) break;
        const auto members = answer.body.find("members");
        if (members == answer.body.end() || !members->is_array()) break;
        for (const auto& one : *members)
            if (auto found = account_in(one, email, tenant)) co_return found;
        next = text_in(answer.body, "continuationToken");
        if (next.empty()) break;
    }
    co_return std::nullopt;
}

void roster::learn(const activity& in, webhook_reply& reply) {
    const auto us = [&](const member& one) { return one.id == in.recipient_id; };
    const bool came = std::ranges::any_of(in.added, us);
    const bool left = std::ranges::any_of(in.removed, us);
    if (!in.is("conversationUpdate") || !iequals(in.conversation_type, "channel") || (!came && !left)) return;
    reply.first = [this, team = in.conversation_id.substr(0, in.conversation_id.find(';')), service = in.service_url,
                   about = tenant_of(in.tenant()), came](webhook_reply& later) -> awaitable<void> {
        if (notes_ == nullptr) co_return;
        auto noted = read_teams(co_await notes_->note(about, note_name));
        // whoever reads first counts: two that are added at once must not write over each other
        auto& all = teams_.try_emplace(about, std::move(noted)).first->second;
        if (came && all.size() < most_teams)
            all[team] = service;
        else
            all.erase(team);
        later.notes.push_back({about, note_name, all.empty() ? "" : text_of(all)});
    };
}

}  // namespace waymark::teams
