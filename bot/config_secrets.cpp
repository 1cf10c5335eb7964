#include "bot/config_secrets.hpp"

#include "conversations/language/secret_words.hpp"

namespace waymark {

bool is_one_word(std::string_view text) {
    return text.find_first_of(" \t\r\n") == std::string_view::npos;
}

void make_absolute(const std::filesystem::path& folder, std::string& path) {
    if (!path.empty() && std::filesystem::path(path).is_relative()) path = (folder / path).string();
}

void refuse_secret_itself(config_values& values, mark at, const std::string& name, const std::string& variable) {
    values.problem(at, "C030", "the name of an environment variable belongs here, and this is none; it is not repeated",
                   "put the " + name +
                       " itself into a variable where the service is started, and write the variable's name here, "
                       "such as " +
                       variable);
}

std::vector<secret> secrets_from(const std::vector<secret_place>& places, const secret_shape& shape,
                                 const surroundings& around, config_values& values) {
    std::vector<secret> out;
    if (!around.for_start) return out;
    for (const auto& one : places) {
        if (!one.in_file && !names_a_variable(one.name)) {
            refuse_secret_itself(values, one.at, shape.name, shape.variable);
            continue;
        }
        auto text = one.in_file ? around.file(one.name) : around.variable(one.name);
        while (text && (text->ends_with('\n') || text->ends_with('\r') || text->ends_with(' '))) text->pop_back();
        if (text && !text->empty()) {
            if (!shape.fits(*text))
                values.problem(one.at, "C017", "what " + one.name + " holds is no " + shape.name, shape.help);
            out.emplace_back(std::move(*text));
        } else if (one.in_file) {
            values.problem(one.at, "C010", "the file " + one.name + " cannot be read, or is empty",
                           "it holds the " + shape.name + " and nothing else, and whoever runs Waymark can read it");
        } else {
            values.problem(one.at, "C009", "the environment variable " + one.name + " is not set",
                           "secrets never stand in this file; set it where the service is started");
        }
    }
    return out;
}

config_values::reader variables(config_values& values, std::vector<secret_place>& into) {
    return [&values, &into](const yaml_node& node) {
        std::vector<std::string> names;
        values.texts(names)(node);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto at = node.is == yaml_node::kind::list ? node.items[i].at : node.at;
            into.push_back({names[i], at, false});
        }
    };
}

config_values::reader files(config_values& values, std::vector<secret_place>& into,
                            const std::filesystem::path& folder) {
    return [&values, &into, folder](const yaml_node& node) {
        std::vector<secret_place> named;
        variables(values, named)(node);
        for (auto& one : named) {
            make_absolute(folder, one.name);
            into.push_back({std::move(one.name), one.at, true});
        }
    };
}

}  // namespace waymark
