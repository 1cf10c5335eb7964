// Drives a server with signed, unique events of Slack, or activities of Teams, over keep-alive connections, and can
// play Slack's Web API at the same time. One thread, so that it can be pinned to one core. Prints one line of JSON.
//
//   waymark_load --port P (--secret S | --teams-tokens FILE --service-url URL --path /api/messages) [--connections 64]
//   [--seconds 5] [--rate R] [--people N] [--text "words"]
//                [--answer-port Q [--talk "first|second"] [--window N]]
// --rate 0 (default): closed loop, each connection sends as soon as it is answered. Otherwise an open loop of R
// events/s; latency then counts from the moment the event was due. --answer-port: also answer Web API calls there, and
// let a person speak again only after a message to them was accepted; `replied` counts those. With --port 0 the
// server's port is read from standard input, once it is known.
#include <chrono>
#include <functional>
#include <map>
#include <vector>

#include "tests/bench/load/histogram.hpp"
#include "tests/bench/load/people.hpp"
#include "tests/bench/load/settings.hpp"
#include "tests/bench/load/slack_events.hpp"
#include "tests/bench/load/teams_activities.hpp"
#include "tests/bench/load/wire.hpp"

namespace {

using clock_type = std::chrono::steady_clock;

using request_maker =
    std::function<std::string(std::string_view path, std::uint64_t serial, std::uint32_t who, std::string_view text)>;

request_maker maker_of(const load_settings& with) {
    const auto of = [](auto events) -> request_maker {
        return [events](std::string_view path, std::uint64_t serial, std::uint32_t who, std::string_view text) mutable {
            return events.request(path, serial, who, text);
        };
    };
    if (with.teams_tokens.empty()) return of(slack_events(with.secret));
    return of(teams_activities(with.teams_tokens, with.service_url));
}

class generator {
  public:
    explicit generator(load_settings with)
        : with_(std::move(with)), request_of_(maker_of(with_)), people_(with_), epoll_(::epoll_create1(0)) {
        if (with_.answer_port >= 0) {
            listener_ = wire::listen_on(with_.answer_port);
            wire::watch(epoll_, listener_, listener_tag);
            std::printf("answering on %d\n", with_.answer_port);
            std::fflush(stdout);
            if (with_.port == 0) wait_for_port();
        }
    }

    void run() {
        for (int i = 0; i < with_.connections; ++i) {
            clients_.push_back({wire::connect_to(with_.port), {}, {}, false});
            wire::watch(epoll_, clients_.back().fd, static_cast<std::uint64_t>(i));
        }
        start_ = last_ack_ = last_reply_ = clock_type::now();
        const auto end =
            start_ + std::chrono::duration_cast<clock_type::duration>(std::chrono::duration<double>(with_.seconds));
        const auto grace = end + std::chrono::seconds(5);
        while ((clock_type::now() < end && !all_is_said()) || (clock_type::now() < grace && outstanding())) {
            if (clock_type::now() < end) send_due();
            turn();
        }
        // What the last ones are still told is taken as well, so that the server can record it as sent.
        last_call_ = clock_type::now();
        while (listener_ >= 0 && clock_type::now() < last_call_ + quiet) turn();
        report();
    }

  private:
    /// The server under test starts once it knows our port, and may ask us something before it listens; then its own
    /// port comes in on standard input.
    void wait_for_port() {
        wire::watch(epoll_, STDIN_FILENO, input_tag);
        while (with_.port == 0) turn();
        ::epoll_ctl(epoll_, EPOLL_CTL_DEL, STDIN_FILENO, nullptr);
    }
    void read_port() {
        if (std::scanf("%d", &with_.port) != 1) std::fprintf(stderr, "no port on standard input\n"), std::exit(2);
    }
    static constexpr auto quiet = std::chrono::milliseconds(500);
    static constexpr std::uint64_t listener_tag = ~0ULL, input_tag = ~1ULL, api_tag = 1ULL << 32;
    struct client {
        int fd;
        std::string in;
        clock_type::time_point since;
        bool busy;
    };

    [[nodiscard]] bool outstanding() const { return busy_ > 0 || people_.waiting() > 0; }
    /// With a talk, everybody comes to its end.
    [[nodiscard]] bool all_is_said() const { return !outstanding() && !people_.anybody_free(); }

    void send_due() {
        for (auto& one : clients_) {
            if (one.busy || !people_.anybody_free()) continue;
            auto due = clock_type::now();
            if (with_.rate > 0) {
                const auto planned =
                    start_ + std::chrono::duration_cast<clock_type::duration>(
                                 std::chrono::duration<double>(static_cast<double>(sent_) / with_.rate));
                if (planned > due) return;
                due = planned;
            }
            const auto who = people_.take();
            wire::send_all(one.fd, request_of_(with_.path, ++sent_, who, people_.words_of(who)));
            one.since = due;
            one.busy = true;
            ++busy_;
            if (listener_ >= 0)
                people_.waits_for_reply(who, due);
            else
                people_.may_speak(who);
        }
    }

    void turn() {
        epoll_event events[256];
        // An open loop must not sleep past its next due moment.
        const int count = ::epoll_wait(epoll_, events, 256, with_.rate > 0 ? 0 : 1);
        for (int i = 0; i < count; ++i) {
            const auto tag = events[i].data.u64;
            if (tag == listener_tag)
                accept_api();
            else if (tag == input_tag)
                read_port();
            else if (tag >= api_tag)
                answer_api(static_cast<int>(tag - api_tag));
            else
                read_ack(clients_[tag]);
        }
    }

    void read_ack(client& one) {
        if (!wire::receive(one.fd, one.in)) std::fprintf(stderr, "the server closed a connection\n"), std::exit(1);
        while (auto answer = wire::take_message(one.in)) {
            last_ack_ = clock_type::now();
            latency_.add(microseconds(last_ack_ - one.since));
            ++statuses_[answer->first_line.substr(9, 3)];
            one.busy = false;
            --busy_;
        }
    }

    void accept_api() {
        const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) return;
        const int yes = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        wire::watch(epoll_, fd, api_tag + static_cast<std::uint64_t>(fd));
    }

    void answer_api(int fd) {
        auto& in = api_in_[fd];
        if (!wire::receive(fd, in)) {
            ::close(fd);
            api_in_.erase(fd);
            return;
        }
        while (auto call = wire::take_message(in)) {
            last_call_ = clock_type::now();
            const auto body = api_answer(*call);
            wire::send_all(fd, "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " +
                                   std::to_string(body.size()) + "\r\n\r\n" + body);
        }
    }

    /// The quoted value after `"name":`, as far as our own compact JSON needs.
    static std::string field(std::string_view body, std::string_view name) {
        const auto key = "\"" + std::string(name) + "\":\"";
        const auto at = body.find(key);
        if (at == std::string_view::npos) return {};
        const auto from = at + key.size();
        return std::string(body.substr(from, body.find('"', from) - from));
    }

    std::string api_answer(const wire::message& call) {
        const std::string_view line = call.first_line;
        const auto method = line.substr(0, line.find(' ', line.find(' ') + 1));
        ++calls_[std::string(method.substr(method.rfind('/') + 1))];
        if (line.find("auth.test") != std::string_view::npos)
            return R"({"ok":true,"team_id":"T0ACME0001","user_id":"U0BOTUSER1","bot_id":"B0BOTID001"})";
        if (line.find("conversations.open") != std::string_view::npos) {
            auto user = field(call.body, "users");
            if (user.empty()) user = call.body.substr(call.body.find("users=") + 6, 9);
            return R"({"ok":true,"channel":{"id":"D)" + user.substr(1) + R"("}})";
        }
        if (line.find("chat.") == std::string_view::npos) return R"({"ok":false,"error":"unknown_method"})";
        const auto channel = field(call.body, "channel");
        if (line.find("chat.postMessage") != std::string_view::npos) {
            ++posted_;
            const auto who = static_cast<std::uint32_t>(std::strtoul(channel.c_str() + 1, nullptr, 10));
            clock_type::time_point since;
            if (people_.replied_to(who, since)) {
                last_reply_ = clock_type::now();
                reply_latency_.add(microseconds(last_reply_ - since));
            }
        }
        return R"({"ok":true,"channel":")" + channel + R"(","ts":"1767225960.)" + std::to_string(100000 + posted_) +
               R"("})";
    }

    static std::int64_t microseconds(clock_type::duration length) {
        return std::chrono::duration_cast<std::chrono::microseconds>(length).count();
    }

    void report() {
        std::printf("{\"sent\":%llu,\"statuses\":{%s},\"calls\":{%s},\"posted\":%llu,",
                    static_cast<unsigned long long>(sent_), members(statuses_).c_str(), members(calls_).c_str(),
                    static_cast<unsigned long long>(posted_));
        print("acknowledged", latency_, last_ack_);
        std::printf(",");
        print("replied", reply_latency_, last_reply_);
        std::printf("}\n");
    }

    static std::string members(const std::map<std::string, std::uint64_t>& of) {
        std::string out;
        for (const auto& [name, count] : of)
            out += (out.empty() ? "" : ",") + ("\"" + name + "\":" + std::to_string(count));
        return out;
    }

    void print(const char* name, histogram& of, clock_type::time_point last) const {
        of.sort();
        const auto seconds = std::chrono::duration<double>(last - start_).count();
        std::printf(
            "\"%s\":{\"count\":%zu,\"seconds\":%.4f,\"per_second\":%.1f,\"p50_us\":%lld,\"p99_us\":%lld,\"p999_us\":%"
            "lld}",
            name, of.size(), seconds, of.size() == 0 ? 0.0 : static_cast<double>(of.size()) / seconds,
            static_cast<long long>(of.at(0.5)), static_cast<long long>(of.at(0.99)),
            static_cast<long long>(of.at(0.999)));
    }

    load_settings with_;
    request_maker request_of_;
    people people_;
    int epoll_, listener_ = -1;
    std::vector<client> clients_;
    std::map<int, std::string> api_in_;
    std::map<std::string, std::uint64_t> statuses_, calls_;
    histogram latency_, reply_latency_;
    std::uint64_t sent_ = 0, posted_ = 0;
    int busy_ = 0;
    clock_type::time_point start_, last_ack_, last_reply_, last_call_;
};

}  // namespace

int main(int count, char** words) {
    generator one(read_settings(count, words));
    one.run();
}
