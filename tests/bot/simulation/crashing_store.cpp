#include "tests/bot/simulation/crashing_store.hpp"

#include <cstdlib>
#include <stdexcept>

#include "storage/sqlite/sqlite_store.hpp"

namespace waymark::rehearsal {
namespace {

/// In memory where there is such a place: what a disk adds to this is tested elsewhere, with the power cut.
std::filesystem::path place_for_files() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

crashing_store::crashing_store() {
    auto name = (place_for_files() / "waymark-simulation-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the database");
    folder_ = name;
    open_again();
}

crashing_store::~crashing_store() {
    at_.reset();
    std::error_code ignored;  // a folder left behind spoils no test
    std::filesystem::remove_all(folder_, ignored);
}

void crashing_store::open_again() {
    at_.reset();
    auto opened = open_sqlite((folder_ / "year.db").string());
    if (!opened.at) throw std::runtime_error(opened.problem.words);
    at_ = create_fault_store(std::move(opened.at), plan_);
}

}  // namespace waymark::rehearsal
