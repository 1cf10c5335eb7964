#include "storage/admin_looks.hpp"

#include <fstream>
#include <sstream>

#include "storage/turn_rows.hpp"
#include "storage/whole_file.hpp"

namespace waymark {
namespace {

std::string file_beside(const std::string& database) {
    return database + ".looks";
}

}  // namespace

bool note_look(const std::string& database, const admin_look& look) {
    std::string text;
    const auto add = [&](const admin_look& one) {
        text += std::to_string(to_us(one.at)) + " " + one.what + " " + one.programme.text + "\n";
    };
    for (const auto& one : looks_at(database))
        if (one.at > look.at - history_kept) add(one);
    add(look);
    return write_whole_file(file_beside(database), text);
}

std::vector<admin_look> looks_at(const std::string& database) {
    std::vector<admin_look> out;
    std::ifstream in(file_beside(database));
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::int64_t us = 0;
        admin_look one;
        if (!(words >> us >> one.what)) continue;
        words >> one.programme.text;
        one.at = from_us(us);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace waymark
