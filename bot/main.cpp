// Arguments and sub-commands; the only file that knows the command line.
#include <CLI/CLI.hpp>
#include <iostream>

#include "bot/commands/check_config.hpp"
#include "bot/commands/flows_check.hpp"
#include "bot/commands/flows_play.hpp"
#include "bot/commands/flows_show.hpp"
#include "bot/commands/flows_test.hpp"
#include "bot/commands/flows_texts.hpp"

namespace {

using namespace waymark;

void add_check_config(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("check-config", "List everything that is wrong with the settings");
    auto file = std::make_shared<std::string>();
    command->add_option("--config", *file, "The settings file")->required();
    command->footer("Example: waymark check-config --config /etc/waymark/waymark.yaml");
    command->callback([file, &code] { code = check_config(*file, std::cout, std::cerr); });
}

constexpr auto exit_codes = "Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.";
constexpr auto folders_help = "Your own folder with flows/ and texts/; may be given several times";
constexpr auto flow_help = "The conversation's name, or your own .yaml file";

void add_flows_check(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("check", "Say what is wrong with conversations, and where");
    auto wishes = std::make_shared<flows_check_wishes>();
    command->add_option("files", wishes->files,
                        "Conversation files; without any, all that ship and those of --scripts");
    command->add_option("--scripts", wishes->scripts, folders_help);
    command->add_option("--format", wishes->format, "How to say it")->check(CLI::IsMember({"text", "json", "sarif"}));
    command->footer(std::string("Example: waymark flows check thanks.yaml\n") + exit_codes);
    command->callback([wishes, &code] { code = flows_check(*wishes, std::cout, std::cerr); });
}

void add_flows_show(CLI::App& flows, int& code) {
    using shower = int (*)(const std::string&, const std::vector<std::string>&, std::ostream&, std::ostream&);
    const auto add = [&](const std::string& name, const std::string& what, const std::string& example, shower show) {
        auto* command = flows.add_subcommand(name, what);
        auto flow = std::make_shared<std::string>();
        auto folders = std::make_shared<std::vector<std::string>>();
        command->add_option("flow", *flow, flow_help)->required();
        command->add_option("--scripts", *folders, folders_help);
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
    command->add_option("--scripts", wishes->scripts, folders_help);
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
    command->add_option("--scripts", wishes->scripts, folders_help);
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
    out->add_option("--scripts", *folders, folders_help);
    out->footer("Example: waymark flows texts export closing fr > closing.fr.yaml");
    out->callback([=, &code] { code = flows_texts_export(*flow, *language, *folders, std::cout, std::cerr); });
    auto* in = texts->add_subcommand("import", "Check a filled-in file and put it in its place");
    auto file = std::make_shared<std::string>();
    in->add_option("file", *file, "The filled-in file")->required();
    in->add_option("--scripts", *folders, "Your own folder; the texts go into its texts/");
    in->footer("Example: waymark flows texts import closing.fr.yaml --scripts our-scripts");
    in->callback([=, &code] { code = flows_texts_import(*file, *folders, std::cout, std::cerr); });
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

}  // namespace

int main(int count, char** words) {
    CLI::App app("Waymark: a chat bot for mentoring programmes that you run yourself", "waymark");
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("waymark ") + WAYMARK_VERSION);
    int code = exit_clean;
    app.add_subcommand("version", "Say which version this is")->callback([] {
        std::cout << "waymark " << WAYMARK_VERSION << '\n';
    });
    add_check_config(app, code);
    add_flows(app, code);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? exit_clean : exit_could_not_run;
    } catch (const std::exception& what) {
        std::cerr << "waymark: " << what.what() << '\n';
        return exit_could_not_run;
    }
    return code;
}
