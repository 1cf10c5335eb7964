#include "adapters/teams/roster.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <stdexcept>

#include "adapters/json_values.hpp"
#include "adapters/letter_case.hpp"
#include "adapters/plain_text.hpp"
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
constexpr int most_tries = 4;
constexpr span longest_wait = std::chrono::minutes(1);
constexpr span read_again_after = std::chrono::minutes(5);

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

/// Which addresses are whose, on one page of members.
void add_people(const json& page, const std::string& tenant, std::map<std::string, address>& to) {
    const auto members = page.find("members");
    if (members == page.end() || !members->is_array()) return;
    for (const auto& one : *members) {
        const auto id = object_id_of(one);
        if (id.empty()) continue;  // a bot
        const auto home = text_in(one, "tenantId");
        const address who{"teams", {lower(home.empty() ? tenant : home)}, id};
        for (const auto* name : {"email", "userPrincipalName"})
            if (const auto text = lower(text_in(one, name)); !text.empty()) to.emplace(text, who);
    }
}

}  // namespace

awaitable<std::optional<profile>> roster::look_up(address who) {
    const auto is = co_await ways_.find(who);
    if (is.conversation.empty()) co_return std::nullopt;
    pacing_.take(who, 1, now_());
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
        auto known = read_.find(team);
        if (known == read_.end() || known->second.at + read_again_after < now_()) {
            auto people = co_await read_team(service, team, tenant);
            known = read_.insert_or_assign(team, team_read{std::move(people), now_()}).first;
        }
        const auto found = known->second.people.find(lower(email));
        if (found != known->second.people.end()) co_return found->second;
    }
    co_return std::nullopt;
}

awaitable<roster::people_by_name> roster::read_team(std::string service, std::string team, std::string tenant) {
    people_by_name out;
    std::string next;
    for (int page = 0; page < most_pages; ++page) {
        const auto answer = co_await ask_for_page(service, team, tenant, next);
        if (answer.outcome.is != kind::sent) break;  // the bot is not there any more
        add_people(answer.body, tenant, out);
        next = text_in(answer.body, "continuationToken");
        if (next.empty()) break;
    }
    co_return out;
}

/// Whatever may pass is tried again: an import of many addresses does not end at the first "slower, please".
awaitable<api_answer> roster::ask_for_page(std::string service, std::string team, std::string tenant,
                                           std::string from) {
    const auto in = tenant_of(tenant);
    for (int tries = 1;; ++tries) {
        co_await wait_for_pace(in);
        auto answer = co_await connector_.members(service, team, from);
        const auto& how = answer.outcome;
        if (how.is == kind::sent || how.is == kind::dead) co_return answer;
        if (tries == most_tries || how.is != kind::retry || how.retry_after > longest_wait)
            throw std::runtime_error("Teams could not be asked whose e-mail addresses these are (" + how.reason + ").");
        pacing_.throttled(in, how.retry_after, now_());
    }
}

awaitable<void> roster::wait_for_pace(address in) {
    const auto now = now_();
    const auto ready = pacing_.ready_at(in, now);
    pacing_.take(in, 1, now);
    if (ready <= now) co_return;
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, ready - now);
    co_await timer.async_wait(boost::asio::use_awaitable);
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
