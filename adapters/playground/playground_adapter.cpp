#include "adapters/playground/playground_adapter.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "adapters/playground/lines.hpp"
#include "adapters/playground/page_files.hpp"

namespace waymark {
namespace {

namespace asio = boost::asio;
using json = nlohmann::json;

constexpr std::array<std::string_view, 6> actions{"say", "edit", "choose", "person", "clock", "start"};
constexpr std::string_view stem = "/playground/";
constexpr std::string_view lines_path = "/playground/lines";
constexpr std::string_view years_path = "/playground/years";
constexpr std::string_view year_path = "/playground/year";
constexpr auto longest_wait = std::chrono::seconds(15);

std::string_view path_of(const webhook_request& request) {
    return request.target.substr(0, request.target.find('?'));
}

/// "127.0.0.1:8090" -> "127.0.0.1"
std::string_view host_of(std::string_view authority) {
    if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
    return authority.substr(0, authority.find(':'));
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1";
}

webhook_reply reply(unsigned status, std::string_view type, std::string body) {
    webhook_reply answer;
    answer.status = status;
    answer.content_type = type;
    answer.body = std::move(body);
    answer.counted_as = status == 200 ? "page" : "refused";
    answer.headers = {{"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                       "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"}};
    return answer;
}

webhook_reply refusal(unsigned status, const std::string& reason) {
    json body = json::object();
    body["error"] = reason;
    return reply(status, "application/json", body.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// Why a request is not from a page this adapter served; empty when it may be.
std::optional<std::string> foreign(const webhook_request& request) {
    const auto authority = request.get("Host");
    if (!is_loopback(host_of(authority))) return "The playground answers only on this machine's own address.";
    const auto origin = request.get("Origin");
    if (!origin.empty() && origin != "http://" + std::string(authority)) return "This page belongs to somebody else.";
    return std::nullopt;
}

}  // namespace

playground_adapter::playground_adapter(playground_settings settings, playground_controls& controls)
    : settings_(std::move(settings)), controls_(controls), lines_(settings_.run) {}

std::vector<std::string> playground_adapter::paths() const {
    std::vector<std::string> all{"/", "/playground", "/playground/setup", std::string(lines_path)};
    for (const auto& file : page_files()) all.push_back(std::string(stem) + std::string(file.name));
    for (const auto action : actions) all.push_back(std::string(stem) + std::string(action));
    if (settings_.years) all.insert(all.end(), {std::string(years_path), std::string(year_path)});
    return all;
}

webhook_reply playground_adapter::receive(const webhook_request& request, instant now) {
    if (const auto reason = foreign(request)) return refusal(403, *reason);
    const auto path = path_of(request);
    if (path.starts_with(stem) && std::ranges::count(actions, path.substr(stem.size()))) {
        if (request.method != "POST") return refusal(405, "This address is posted to.");
        if (!request.get("Content-Type").starts_with("application/json"))
            return refusal(415, "Please send application/json.");
        return act(path.substr(stem.size()), request, now);
    }
    if (request.method != "GET" && request.method != "HEAD") return refusal(405, "This address is only read.");
    if (settings_.years && path == years_path) return reply(200, "application/json", settings_.years->list);
    if (settings_.years && path == year_path) return year(request.target);
    return page(path, request, now);
}

webhook_reply playground_adapter::year(std::string_view target) const {
    constexpr std::string_view query = "?pair=";
    const auto at = target.find(query);
    const auto pair = at == std::string_view::npos ? std::string_view() : target.substr(at + query.size());
    const auto found = settings_.years->by_pair.find(std::string(pair));
    if (found == settings_.years->by_pair.end())
        return refusal(404, "There is no such pair; /playground/years lists them.");
    return reply(200, "application/json", found->second);
}

webhook_reply playground_adapter::page(std::string_view path, const webhook_request& request, instant now) const {
    if (path == lines_path) return reply(200, "text/event-stream", lines_.events_after(request.get("Last-Event-ID")));
    if (path == "/playground/setup") {
        auto setup = page_setup(settings_, now);
        return reply(200, "application/json", setup.dump(-1, ' ', false, json::error_handler_t::replace));
    }
    const auto name = path == "/" || path == "/playground" ? std::string_view("index.html") : path.substr(stem.size());
    for (const auto& file : page_files()) {
        if (file.name == name) return reply(200, file.content_type, std::string(file.content));
    }
    return refusal(404, "There is nothing here; the page is at /playground.");
}

webhook_reply playground_adapter::act(std::string_view action, const webhook_request& request, instant now) {
    auto wish = decode_playground(action, request.body, settings_, now);
    if (const auto* refused = std::get_if<playground_refusal>(&wish)) return refusal(refused->status, refused->reason);
    if (auto* event = std::get_if<inbound_event>(&wish)) return accept(std::move(*event));
    if (const auto* start = std::get_if<start_wish>(&wish)) controls_.start(start->flow);
    if (const auto* turn = std::get_if<clock_wish>(&wish)) {
        if (turn->by == span{}) {
            controls_.advance_to_next();
        } else {
            controls_.advance(turn->by);
        }
    }
    return reply(200, "application/json", "{}");
}

webhook_reply playground_adapter::accept(inbound_event event) {
    // The page repeats a request whose answer it never saw: the same act has the same key, and is shown once.
    if (shown_.insert(event.key).second) {
        if (const auto line = own_line(event); !line.is_null()) add(line);
        if (const auto* change = std::get_if<inbound::profile_changed>(&event.what); change && change->language) {
            for (auto& person : settings_.people) {
                if (person.user == event.from.user) person.language = *change->language;
            }
        }
    }
    auto answer = reply(200, "application/json", "{}");
    answer.counted_as = "message";
    answer.events.push_back(std::move(event));
    return answer;
}

bool playground_adapter::waits(const webhook_request& request, instant) const {
    return request.method == "GET" && path_of(request) == lines_path;
}

asio::awaitable<void> playground_adapter::news(const webhook_request& request, instant) {
    std::string last(request.get("Last-Event-ID"));
    return lines_.wait(std::move(last), longest_wait);
}

asio::awaitable<std::optional<check_problem>> playground_adapter::check() {
    if (is_loopback(settings_.listen_host)) co_return std::nullopt;
    co_return check_problem{"The playground has no passwords, so it listens only on this machine: use 127.0.0.1, not " +
                            settings_.listen_host + "."};
}

asio::awaitable<send_outcome> playground_adapter::send(outbound message) {
    send_outcome outcome;
    outcome.platform_ref = message.key.text;
    if (shown_.insert(message.key.text).second) {
        if (const auto* content = std::get_if<outgoing>(&message.content)) {
            add(bot_line(message.to.user, message.key.text, *content, controls_.now()));
        } else if (const auto* choice = std::get_if<settled>(&message.content)) {
            const auto& about = message.earlier_ref.empty() ? choice->message.text : message.earlier_ref;
            add(settled_line(message.to.user, about, *choice));
        }
    }
    co_return outcome;
}

asio::awaitable<find_outcome> playground_adapter::find(outbound message) {
    find_outcome found;
    found.is = shown_.contains(message.key.text) ? find_outcome::kind::found : find_outcome::kind::absent;
    found.platform_ref = message.key.text;
    co_return found;
}

asio::awaitable<std::optional<profile>> playground_adapter::look_up(address who) {
    for (const auto& person : settings_.people) {
        if (person.user != who.user) continue;
        profile known;
        known.first_name = person.name;
        known.full_name = person.name;
        known.zone = person.zone;
        known.language = person.language;
        co_return known;
    }
    co_return std::nullopt;
}

void playground_adapter::add(const json& line) {
    const auto& text = lines_.add(line);
    if (settings_.journal) settings_.journal(text);
}

void playground_adapter::restore(const std::string& line) {
    const auto document = json::parse(line, nullptr, false);
    if (!document.is_object() || !document.contains("is")) return;
    if (const auto id = document.find("id"); id != document.end() && id->is_string()) {
        const bool own = document.at("is") == "own";
        shown_.insert(own ? "playground/" + settings_.tenant.text + "/" + id->get<std::string>()
                          : id->get<std::string>());
    }
    (void)lines_.add(document);  // it is in the journal already
}

void playground_adapter::clock_moved(instant now, bool moving, const std::string& note) {
    add(clock_line(now, moving, note));
}

}  // namespace waymark
