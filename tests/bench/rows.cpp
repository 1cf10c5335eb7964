// Counts rows of a database that a run has left behind, without changing it: "waymark_rows DATABASE TABLE", or with a
// condition, "delivery WHERE platform_ref <> ''".
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdio>
#include <exception>
#include <string>

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: waymark_rows DATABASE TABLE\n");
        return 2;
    }
    try {
        const SQLite::Database at(words[1], SQLite::OPEN_READONLY);
        SQLite::Statement rows(at, "SELECT count(*) FROM " + std::string(words[2]));
        rows.executeStep();
        std::printf("%lld\n", static_cast<long long>(rows.getColumn(0).getInt64()));
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "waymark_rows: %s: %s\n", words[1], problem.what());
        return 1;
    }
}
