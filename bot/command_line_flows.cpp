// The commands for whoever writes conversations.
#include "bot/command_line.hpp"

#include <iostream>

#include "bot/commands/flows_check.hpp"
#include "bot/commands/flows_play.hpp"
#include "bot/commands/flows_show.hpp"
#include "bot/commands/flows_test.hpp"
#include "bot/commands/flows_texts.hpp"

namespace waymark {
namespace {

constexpr auto flow_help = "The conversation's name, or your own .yaml file";

constexpr auto exit_codes = "Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.";

void add_flows_check(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("check", "Say what is wrong with conversations, and where");
    auto wishes = std::make_shared<flows_check_wishes>();
    command->add_option("which", wishes->which,
                        "Names of conversations, or your own .yaml files; without any, all there are");
    add_folders(*command, wishes->scripts);
    command->add_option("--format", wishes->format, "How to say it")->check(CLI::IsMember({"text", "json", "sarif"}));
    command->footer(std::string("Examples: waymark flows check thanks.yaml\n"
                                "          waymark flows check --scripts our-scripts closing\n") +
                    exit_codes);
    command->callback([wishes, &code] { code = flows_check(*wishes, std::cout, std::cerr); });
}

void add_flows_show(CLI::App& flows, int& code) {
    using shower = int (*)(const std::string&, const std::vector<std::string>&, std::ostream&, std::ostream&);
    const auto add = [&](const std::string& name, const std::string& what, const std::string& example, shower show) {
        auto* command = flows.add_subcommand(name, what);
        auto flow = std::make_shared<std::string>();
        auto folders = std::make_shared<std::vector<std::string>>();
        command->add_option("flow", *flow, flow_help)->required();
        add_folders(*command, *folders);
        command->footer("Example: waymark flows " + example);
        command->callback([=, &code] { code = show(*flow, *folders, std::cout, std::cerr); });
    };
    add("show", "A conversation as a readable list", "show closing", flows_show);
    add("graph", "The same as a picture, for Graphviz", "graph closing | dot -Tsvg > closing.svg", flows_graph);
}

void add_flows_play(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("play", "Be both people yourself, here in the terminal");
    auto wishes = std::make_shared<flows_play_wishes>();
    command->add_option("flow", wishes->flow, flow_help)->required();
    command->add_option("--lang", wishes->language, "The language of both people, such as es");
    add_folders(*command, wishes->scripts);
    command->footer("Example: waymark flows play closing --lang es");
    command->callback([wishes, &code] {
        const bool interactive = at_a_terminal();
        const auto lines = interactive ? lines_of_terminal() : lines_of(std::cin);
        code = flows_play(*wishes, lines, interactive, std::cout, std::cerr);
    });
}

void add_flows_test(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("test", "Run transcripts: do talks still go as written?");
    auto wishes = std::make_shared<flows_test_wishes>();
    command->add_option("files", wishes->files, "Transcripts, or folders of them; without any, tests/flows");
    add_folders(*command, wishes->scripts);
    command->footer(std::string("Example: waymark flows test tests/flows/closing\n") + exit_codes);
    command->callback([wishes, &code] { code = flows_test(*wishes, std::cout, std::cerr); });
}

void add_flows_texts(CLI::App& flows, int& code) {
    auto* texts = flows.add_subcommand("texts", "For translators");
    texts->require_subcommand(1);
    auto folders = std::make_shared<std::vector<std::string>>();
    auto* out = texts->add_subcommand("export", "A file to fill in: every text of a conversation");
    auto flow = std::make_shared<std::string>();
    auto language = std::make_shared<std::string>();
    out->add_option("flow", *flow, flow_help)->required();
    out->add_option("language", *language, "The language to translate into, such as es")->required();
    add_folders(*out, *folders);
    out->footer("Example: waymark flows texts export closing fr > closing.fr.yaml");
    out->callback([=, &code] { code = flows_texts_export(*flow, *language, *folders, std::cout, std::cerr); });
    auto* in = texts->add_subcommand("import", "Check a filled-in file and put it in its place");
    auto file = std::make_shared<std::string>();
    in->add_option("file", *file, "The filled-in file")->required();
    add_folders(*in, *folders, "Your own folder; the texts go into its texts/");
    in->footer("Example: waymark flows texts import closing.fr.yaml --scripts our-scripts");
    in->callback([=, &code] { code = flows_texts_import(*file, *folders, std::cout, std::cerr); });
}

}  // namespace

void add_folders(CLI::App& command, std::vector<std::string>& into, const std::string& help) {
    command.add_option("--scripts", into, help)->allow_extra_args(false)->type_name("FOLDER");
}

void add_flows(CLI::App& app, int& code) {
    auto* flows = app.add_subcommand("flows", "For the people who write the conversations");
    flows->require_subcommand(1);
    add_flows_check(*flows, code);
    add_flows_show(*flows, code);
    add_flows_play(*flows, code);
    add_flows_test(*flows, code);
    add_flows_texts(*flows, code);
}

}  // namespace waymark
