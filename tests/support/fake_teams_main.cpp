// The fake Teams as a program: `fake_teams [port [certificate file]]` prints its port, then serves until it is ended.
// What calls it trusts it by the certificate that it writes. POST /_control sets faults
// ({"operation":"send","answer":"502_html","done":true,"times":3}), limits
// ({"enforce_limits":false}), people ({"refuse":"<object id>","as":"403_ConversationBlockedByUser"}), keys
// ({"rotate_keys":true}), tokens ({"end_tokens":true}) and addresses ({"move_to":"amer"}); GET /_truth and /_counts
// tell.
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "tests/support/fake_teams.hpp"

int main(int count, char** words) {
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGINT);
    sigaddset(&endings, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &endings, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const auto port = count > 1 ? static_cast<unsigned short>(std::atoi(words[1])) : static_cast<unsigned short>(0);
    const waymark::testing::fake_teams fake({}, port);
    if (count > 2) std::ofstream(words[2]) << fake.authority();
    std::cout << "fake_teams listens on port " << fake.port() << std::endl;
    int which = 0;
    sigwait(&endings, &which);
    return 0;
}
