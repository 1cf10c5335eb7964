#include "bot/commands/line_input.hpp"

#include <editline/readline.h>
#include <unistd.h>

#include <cstdlib>
#include <istream>
#include <memory>

namespace waymark {

line_input lines_of(std::istream& in) {
    return [&in](const std::string& /*nobody sees a prompt*/) -> std::optional<std::string> {
        std::string line;
        if (!std::getline(in, line)) return {};
        return line;
    };
}

line_input lines_of_terminal() {
    return [](const std::string& prompt) -> std::optional<std::string> {
        const std::unique_ptr<char, decltype(&std::free)> line(readline(prompt.c_str()), &std::free);
        if (line == nullptr) return {};
        if (*line != '\0') add_history(line.get());
        return std::string(line.get());
    };
}

bool at_a_terminal() {
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

}  // namespace waymark
