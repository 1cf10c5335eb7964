// "waymark keys ...": the master keys of the database.
#include <iostream>

#include "bot/command_line.hpp"
#include "bot/commands/keys.hpp"

namespace waymark {

void add_keys(CLI::App& app, int& code) {
    auto* group = app.add_subcommand("keys", "The master keys: without them nobody reads the database");
    group->require_subcommand(1);
    auto config = std::make_shared<std::string>();
    auto id = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* does, const char* example) {
        auto* command = group->add_subcommand(name, does);
        command->add_option("--config", *config, "The settings file")->required();
        command->footer(std::string("Example: waymark keys ") + example +
                        " --config /etc/waymark/waymark.yaml\nWorks also while Waymark runs.");
        return command;
    };
    add("list", "Say which master keys there are, and what they are needed for", "list")->callback([config, &code] {
        code = list_keys(*config, std::cout, std::cerr);
    });
    add("rotate", "Put a new master key first", "rotate")->callback([config, &code] {
        code = rotate_keys(*config, std::cout, std::cerr);
    });
    auto* drop = add("drop", "Take a master key out that nothing needs any more", "drop 1f2e3d4c");
    drop->add_option("id", *id, "Its id, as \"waymark keys list\" says it")->required();
    drop->callback([config, id, &code] { code = drop_key(*config, *id, std::cout, std::cerr); });
}

}  // namespace waymark
