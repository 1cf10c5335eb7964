// The yardstick of the acknowledgement figures: verifies, parses six fields into a tree, group-commits one row,
// answers.
#include "tests/bench/yardstick/group_commit.hpp"
#include "tests/bench/yardstick/minimal_server.hpp"
#include "tests/bench/yardstick/signed_request.hpp"

using namespace yardstick;

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: minimal_ack DATABASE SECRET\n");
        return 2;
    }
    asio::io_context io(1);
    group_commit store(
        words[1],
        "CREATE TABLE IF NOT EXISTS inbox(id TEXT PRIMARY KEY, team TEXT, channel TEXT, user TEXT, ts TEXT, "
        "body TEXT) STRICT, WITHOUT ROWID",
        io);
    statement insert(store.db(), "INSERT INTO inbox VALUES(?,?,?,?,?,?) ON CONFLICT DO NOTHING");
    store.start();
    const std::string secret = words[2];
    const handler answer = [&](request in, std::function<void(unsigned)> reply) {
        if (!signature_is_good(secret, in["X-Slack-Request-Timestamp"], in["X-Slack-Signature"], in.body()))
            return reply(401);
        auto fields = six_fields(in.body());
        if (!fields) return reply(400);
        store.post(
            {[&insert, one = std::move(*fields)] {
                 insert.text(1, one.id).text(2, one.team).text(3, one.channel).text(4, one.user).text(5, one.time);
                 insert.text(6, one.text).run();
             },
             [reply = std::move(reply)] { reply(200); }});
    };
    serve(io, answer);
}
