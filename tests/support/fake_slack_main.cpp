// The fake Slack as a program: `fake_slack [port]` prints its port, then serves until it is ended.
// POST /_control sets faults ({"kind":"drop","method":"chat.postMessage","times":3}), limits
// ({"enforce_limits":false}), a dead token ({"revoke":"token_revoked"}), people ({"user":{"id":"U1",...}}); GET /_truth
// and /_counts tell.
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "tests/support/fake_slack.hpp"

int main(int count, char** words) {
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGINT);
    sigaddset(&endings, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &endings, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const auto port = count > 1 ? static_cast<unsigned short>(std::atoi(words[1])) : static_cast<unsigned short>(0);
    const waymark::testing::fake_slack fake({}, port);
    std::cout << "fake_slack listens on port " << fake.port() << std::endl;
    int which = 0;
    sigwait(&endings, &which);
    return 0;
}
