// "waymark programme ...": the commands that change a running programme, and those that say what a change would mean.
#include <iostream>

#include "bot/command_line.hpp"
#include "bot/commands/programme_apply.hpp"
#include "bot/commands/programme_plan.hpp"
#include "bot/commands/programme_status.hpp"

namespace waymark {
namespace {

constexpr int most_days = 366;

void add_choice(CLI::App& command, programme_wishes& into) {
    command.add_option("--config", into.config, "The settings file")->required();
    command.add_option("--programme", into.programme, "Which programme, if there are several");
}

void add_validate(CLI::App& group, int& code) {
    auto* command = group.add_subcommand("validate", "Check programme files; needs no database");
    auto wishes = std::make_shared<validate_wishes>();
    command->add_option("files", wishes->files, "The files")->required();
    add_folders(*command, wishes->scripts);
    command->footer("Example: waymark programme validate our-programme.yaml");
    command->callback([wishes, &code] { code = programme_validate(*wishes, std::cout, std::cerr); });
}

CLI::App* add_preview(CLI::App& group, const char* name, const char* does, const std::shared_ptr<plan_wishes>& wishes) {
    auto* command = group.add_subcommand(name, does);
    add_choice(*command, wishes->of);
    command->add_option("--days", wishes->days, "How many days from now")->check(CLI::Range(1, most_days));
    command->footer(std::string("Example: waymark programme ") + name +
                    " --config /etc/waymark/waymark.yaml\nWorks also while Waymark runs, and changes nothing.");
    return command;
}

void add_apply(CLI::App& group, int& code) {
    auto* command = group.add_subcommand("apply", "Let the programme file run, or exactly what a saved plan says");
    auto wishes = std::make_shared<apply_wishes>();
    command->add_option("plan", wishes->plan, "A plan that was saved with \"waymark programme plan --out\"");
    add_choice(*command, wishes->of);
    command->add_flag("--yes", wishes->yes, "Without a plan: do it, and do not only say what would change");
    command->footer("Example: waymark programme apply plan.json --config waymark.yaml\nStop Waymark first.");
    command->callback([wishes, &code] { code = programme_apply(*wishes, std::cout, std::cerr); });
}

void add_undo(CLI::App& group, int& code) {
    auto* command = group.add_subcommand("undo", "Let what ran before run again");
    auto wishes = std::make_shared<apply_wishes>();
    add_choice(*command, wishes->of);
    command->add_flag("--yes", wishes->yes, "Do it, and do not only say what would change");
    command->footer("Example: waymark programme undo --config waymark.yaml --yes\nStop Waymark first.");
    command->callback([wishes, &code] { code = programme_undo(*wishes, std::cout, std::cerr); });
}

void add_state(CLI::App& group, int& code) {
    auto* command = group.add_subcommand("status", "Say what runs, and whether the file waits with changes");
    auto wishes = std::make_shared<programme_wishes>();
    add_choice(*command, *wishes);
    command->footer("Example: waymark programme status --config waymark.yaml\nWorks also while Waymark runs.");
    command->callback([wishes, &code] { code = programme_status(*wishes, std::cout, std::cerr); });
}

}  // namespace

void add_programme(CLI::App& app, int& code) {
    auto* group = app.add_subcommand("programme", "Change a running programme, and see before what that means");
    group->require_subcommand(1);
    add_validate(*group, code);
    auto planned = std::make_shared<plan_wishes>();
    auto* plan = add_preview(*group, "plan", "Say what the programme file would change, with a calendar", planned);
    plan->add_option("--out", planned->out,
                     "Save the plan here, so that exactly this can be applied, within seven days");
    plan->callback([planned, &code] { code = programme_plan(*planned, std::cout, std::cerr); });
    auto simulated = std::make_shared<plan_wishes>();
    add_preview(*group, "simulate", "List every message that would come if nobody writes anything", simulated)
        ->callback([simulated, &code] { code = programme_simulate(*simulated, std::cout, std::cerr); });
    add_apply(*group, code);
    add_undo(*group, code);
    add_state(*group, code);
}

}  // namespace waymark
