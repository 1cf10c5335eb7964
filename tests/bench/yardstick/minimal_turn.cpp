// The yardstick of the whole-turn figures: a minimal server that does the writes of a turn with fixed contents and
// sends fixed messages. Accepted key, inbox row; then in one transaction the pair, its people and answers read, inbox
// away, pair, person, answer, timers, history, outbox; then, for each message, outbox marked as sending; the POST;
// outbox away and the delivery kept. How often each is written for a turn, on average, was counted in a run of Waymark;
// the tables hold as many rows of the same size as those of the database that Waymark is measured with.
#include <deque>

#include "tests/bench/yardstick/group_commit.hpp"
#include "tests/bench/yardstick/minimal_server.hpp"
#include "tests/bench/yardstick/signed_request.hpp"

using namespace yardstick;

namespace {

constexpr auto schema = R"(
CREATE TABLE accepted(key TEXT PRIMARY KEY, at INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE inbox(id INTEGER PRIMARY KEY, body TEXT) STRICT;
CREATE TABLE pair(id TEXT PRIMARY KEY, revision INTEGER, state TEXT) STRICT;
CREATE TABLE person(id TEXT PRIMARY KEY, revision INTEGER, state TEXT) STRICT;
CREATE TABLE answer(conversation TEXT, step TEXT, author TEXT, value TEXT, PRIMARY KEY(conversation, step, author)) STRICT;
CREATE TABLE timer(due INTEGER, key TEXT, PRIMARY KEY(due, key)) STRICT, WITHOUT ROWID;
CREATE TABLE history(id INTEGER PRIMARY KEY, about TEXT, event TEXT, at INTEGER) STRICT;
CREATE TABLE outbox(id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT, state INTEGER) STRICT;
CREATE TABLE delivery(key TEXT PRIMARY KEY, platform_ref TEXT, at INTEGER) STRICT, WITHOUT ROWID;)";

struct writes {
    explicit writes(sqlite3* db)
        : accept(db, "INSERT INTO accepted VALUES(?,?) ON CONFLICT DO NOTHING"),
          inbox(db, "INSERT INTO inbox(body) VALUES(?) RETURNING id"),
          inbox_done(db, "DELETE FROM inbox WHERE id=?"),
          pair(
              db,
              "INSERT INTO pair VALUES(?,1,?) ON CONFLICT(id) DO UPDATE SET revision=revision+1, state=excluded.state"),
          person(db,
                 "INSERT INTO person VALUES(?,1,?) ON CONFLICT(id) DO UPDATE SET revision=revision+1, "
                 "state=excluded.state"),
          answer(db, "INSERT INTO answer VALUES(?,?,?,?) ON CONFLICT DO UPDATE SET value=excluded.value"),
          timer_off(db, "DELETE FROM timer WHERE due=? AND key=?"),
          timer_on(db, "INSERT INTO timer VALUES(?,?) ON CONFLICT DO NOTHING"),
          history(db, "INSERT INTO history(about,event,at) VALUES(?,'answered',?)"),
          outbox(db, "INSERT INTO outbox(key,body,state) VALUES(?,?,0) RETURNING id"),
          sending(db, "UPDATE outbox SET state=1 WHERE id=?"),
          sent(db, "DELETE FROM outbox WHERE id=?"),
          delivery(db, "INSERT INTO delivery VALUES(?,?,?)"),
          load_pair(db, "SELECT state FROM pair WHERE id=?"),
          load_person(db, "SELECT state FROM person WHERE id=?"),
          load_answers(db, "SELECT value FROM answer WHERE conversation=?"),
          open_answer(db, "UPDATE answer SET value=value WHERE conversation=? AND step='1' AND author=?") {}
    statement accept, inbox, inbox_done, pair, person, answer, timer_off, timer_on, history, outbox, sending, sent,
        delivery, load_pair, load_person, load_answers, open_answer;
};

/// So many for each turn, on average.
struct for_each_turn {
    double people = 1.3, answers_opened = 0.6, timers_off = 2.8, timers_on = 2.5, history = 2.5;
};
constexpr int pairs = 10'000, answers_of_a_pair = 6, timers_of_a_pair = 7;

/// One of the pairs that are there; each has two people.
std::string pair_name(int number) {
    return "pair_" + std::to_string(10'000'000 + number % pairs);
}
std::string person_name(int pair, int side) {
    return "person_" + std::to_string(10'000'000 + pair % pairs + side * pairs);
}

struct turn {
    event from;
    std::string inbox_id;
    std::vector<std::string> outbox_ids;
    long long due = 0;
};

/// Keep-alive connections to the Web API; one POST each at a time, the rest wait.
class api {
  public:
    api(asio::io_context& io, int port)
        : io_(io), to_(asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)) {}
    void post(std::string channel, std::function<void()> done) {
        waiting_.push_back({std::move(channel), std::move(done)});
        next();
    }

  private:
    struct call {
        std::string channel;
        std::function<void()> done;
    };
    struct connection {
        explicit connection(asio::io_context& io) : stream(io) {}
        beast::tcp_stream stream;
        beast::flat_buffer buffer;
        http::request<http::string_body> request;
        http::response<http::string_body> response;
    };
    void next() {
        if (waiting_.empty() || (idle_.empty() && open_ >= 32)) return;
        auto one = std::move(waiting_.front());
        waiting_.pop_front();
        if (idle_.empty()) {
            auto fresh = std::make_shared<connection>(io_);
            fresh->stream.socket().connect(to_);
            fresh->stream.socket().set_option(asio::ip::tcp::no_delay(true));
            ++open_;
            idle_.push_back(std::move(fresh));
        }
        auto on = std::move(idle_.back());
        idle_.pop_back();
        on->request = {http::verb::post, "/api/chat.postMessage", 11};
        on->request.set(http::field::host, "127.0.0.1");
        on->request.set(http::field::authorization, "Bearer xoxb-EXAMPLE");
        on->request.set(http::field::content_type, "application/json; charset=utf-8");
        on->request.body() = "{\"channel\":\"" + one.channel + "\",\"text\":\"" + std::string(600, 'x') + "\"}";
        on->request.prepare_payload();
        on->response = {};
        http::async_write(on->stream, on->request,
                          [this, on, done = std::move(one.done)](beast::error_code, std::size_t) mutable {
                              http::async_read(on->stream, on->buffer, on->response,
                                               [this, on, done = std::move(done)](beast::error_code, std::size_t) {
                                                   idle_.push_back(on);
                                                   done();
                                                   next();
                                               });
                          });
    }
    asio::io_context& io_;
    asio::ip::tcp::endpoint to_;
    std::deque<call> waiting_;
    std::vector<std::shared_ptr<connection>> idle_;
    int open_ = 0;
};

class server {
  public:
    server(asio::io_context& io, const std::string& path, std::string secret, int api_port, double messages)
        : store_(path, schema, io),
          write_(store_.db()),
          secret_(std::move(secret)),
          messages_(messages),
          api_(io, api_port) {
        fill();
        store_.start();
    }
    void answer(request in, const std::function<void(unsigned)>& reply) {
        if (!signature_is_good(secret_, in["X-Slack-Request-Timestamp"], in["X-Slack-Signature"], in.body()))
            return reply(401);
        auto fields = six_fields(in.body());
        if (!fields) return reply(400);
        auto one = std::make_shared<turn>();
        one->from = std::move(*fields);
        store_.post({[this, one] {
                         write_.accept.text(1, one->from.id).number(2, 1).run();
                         one->inbox_id = write_.inbox.text(1, one->from.text).run();
                     },
                     [this, one, reply] {
                         reply(200);
                         step(one);
                     }});
    }

  private:
    void fill() {
        must(sqlite3_exec(store_.db(), "BEGIN", nullptr, nullptr, nullptr), store_.db());
        for (int i = 0; i < pairs; ++i) {
            const auto pair = pair_name(i);
            write_.pair.text(1, pair).text(2, pair_).run();
            for (const int side : {0, 1}) write_.person.text(1, person_name(i, side)).text(2, person_).run();
            for (int k = 0; k < answers_of_a_pair; ++k)
                write_.answer.text(1, pair)
                    .text(2, std::to_string(k / 2))
                    .text(3, person_name(i, k % 2))
                    .text(4, answer_)
                    .run();
            for (int k = 0; k < timers_of_a_pair; ++k)
                write_.timer_on.number(1, 2'000'000'000 + i).text(2, pair + std::to_string(k)).run();
        }
        must(sqlite3_exec(store_.db(), "COMMIT", nullptr, nullptr, nullptr), store_.db());
    }
    /// Whole numbers which on average are so many for each turn.
    [[nodiscard]] int now_of(double many) const {
        const auto turns = static_cast<double>(serial_);
        return static_cast<int>(turns * many) - static_cast<int>((turns - 1) * many);
    }
    void step(const std::shared_ptr<turn>& one) {
        store_.post(
            {[this, one] {
                 const auto number = static_cast<int>(++serial_);
                 const auto pair = pair_name(number);
                 const auto who = person_name(number, 0);
                 write_.load_pair.text(1, pair).run();
                 write_.load_answers.text(1, pair).all();
                 for (const int side : {0, 1}) write_.load_person.text(1, person_name(number, side)).run();
                 one->due = 1'000'000 + serial_;
                 write_.inbox_done.number(1, std::stoll(one->inbox_id)).run();
                 write_.pair.text(1, pair).text(2, pair_).run();
                 for (int i = now_of(often_.people); i-- > 0;)
                     write_.person.text(1, person_name(number, i)).text(2, person_).run();
                 write_.answer.text(1, pair).text(2, "victories").text(3, who).text(4, answer_).run();
                 for (int i = now_of(often_.answers_opened); i-- > 0;)
                     write_.open_answer.text(1, pair).text(2, who).run();
                 for (int i = now_of(often_.timers_off); i-- > 0;)
                     write_.timer_off.number(1, 2'000'000'000 + number % pairs).text(2, pair + std::to_string(i)).run();
                 for (int i = now_of(often_.timers_on); i-- > 0;)
                     write_.timer_on.number(1, one->due).text(2, pair + std::to_string(i)).run();
                 for (int i = now_of(often_.history); i-- > 0;) write_.history.text(1, pair).number(2, one->due).run();
                 for (int i = now_of(messages_); i-- > 0;)
                     one->outbox_ids.push_back(
                         write_.outbox.text(1, key_of(*one, one->outbox_ids.size())).text(2, reply_).run());
             },
             [this, one] {
                 for (std::size_t i = 0; i < one->outbox_ids.size(); ++i) send(one, i);
             }});
    }
    static std::string key_of(const turn& one, std::size_t message) {
        return one.from.id + "/" + std::to_string(message);
    }
    void send(const std::shared_ptr<turn>& one, std::size_t message) {
        store_.post(
            {[this, one, message] { write_.sending.number(1, std::stoll(one->outbox_ids[message])).run(); },
             [this, one, message] { api_.post(one->from.channel, [this, one, message] { finish(one, message); }); }});
    }
    void finish(const std::shared_ptr<turn>& one, std::size_t message) {
        store_.post({[this, one, message] {
                         write_.sent.number(1, std::stoll(one->outbox_ids[message])).run();
                         const auto key = key_of(*one, message);
                         write_.delivery.text(1, key).text(2, one->from.channel).number(3, one->due).run();
                     },
                     [] {}});
    }

    group_commit store_;
    writes write_;
    std::string secret_, pair_ = std::string(1900, 'p'), person_ = std::string(760, 'q'),
                         answer_ = std::string(340, 'a'), reply_ = std::string(400, 'r');
    long long serial_ = 0;
    for_each_turn often_;
    double messages_;  ///< for each turn, on average
    api api_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 5) {
        std::fprintf(stderr, "usage: minimal_turn DATABASE SECRET API_PORT MESSAGES_PER_TURN\n");
        return 2;
    }
    asio::io_context io(1);
    server one(io, words[1], words[2], std::atoi(words[3]), std::atof(words[4]));
    const handler answer = [&one](request in, const std::function<void(unsigned)>& reply) {
        one.answer(std::move(in), reply);
    };
    serve(io, answer);
}
