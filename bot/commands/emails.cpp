#include "bot/commands/emails.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <ostream>
#include <stdexcept>

#include "bot/commands/database_choice.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

struct row_to_resolve {
    list_cell email;
    std::size_t row = 0;
};

struct found_accounts {
    std::size_t row = 0;
    std::vector<address> accounts;
};

const list_cell* cell_of(const list_table& table, std::size_t row, std::string_view column) {
    const auto number = table.column(column);
    const auto& cells = table.rows[row];
    return number && *number < cells.size() && !cells[*number].text.empty() ? &cells[*number] : nullptr;
}

std::vector<row_to_resolve> rows_with_email(const list_table& table) {
    std::vector<row_to_resolve> out;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (const auto* email = cell_of(table, row, "email")) out.push_back({*email, row});
    return out;
}

/// The workspace or tenant that the programme names for its people on a platform.
const std::string& home_on(const programme& of, std::string_view platform) {
    static const std::string none;
    return platform == "slack" ? of.slack_workspace : platform == "teams" ? of.teams_tenant : none;
}

std::string title_of(std::string_view platform) {
    return platform == "slack" ? "Slack" : "Teams";
}

void put(list_table& table, const row_to_resolve& into, const address& account) {
    auto number = table.column(account.platform);
    if (!number) {
        number = table.columns.size();
        table.columns.push_back({table.columns.front().at, account.platform});
    }
    auto& cells = table.rows[into.row];
    while (cells.size() <= *number) cells.push_back({into.email.at, ""});
    cells[*number] = {into.email.at, account.user};
}

/// Read at once: nobody else uses the store meanwhile.
class notes_in final : public note_book {
  public:
    notes_in(store& at, instant now) : at_(at), now_(now) {}
    [[nodiscard]] asio::awaitable<std::optional<std::string>> note(address about, std::string name) override {
        auto found = at_.note(about, name, now_);
        if (!found) throw std::runtime_error("The database cannot be read: " + found.error().message());
        co_return std::move(*found);
    }
    [[nodiscard]] asio::awaitable<void> keep(std::vector<platform_note> notes) override {
        for (const auto& one : notes)
            if (const auto kept = at_.keep_note(one); kept.has_error())
                throw std::runtime_error("The database cannot be written: " + kept.error().message());
        co_return;
    }

  private:
    store& at_;
    instant now_;
};

/// Asks the platforms one after the other about all addresses. What goes wrong is thrown: then nothing is imported.
class asking {
  public:
    asking(const email_wishes& wishes, const list_table& table, std::vector<std::unique_ptr<adapter>> platforms)
        : of_(wishes.of), table_(table), notes_(wishes.notes, wishes.now), platforms_(std::move(platforms)) {
        std::erase_if(platforms_, [&](const auto& one) { return home_on(of_, one->platform()).empty(); });
        if (platforms_.empty())
            throw std::runtime_error(
                "E-mail addresses are looked up in Slack and in Teams; the settings and the head of "
                "the programme name neither of them.");
        for (const auto& one : platforms_) one->keep_notes_in(notes_);
    }

    [[nodiscard]] std::vector<found_accounts> about(const std::vector<row_to_resolve>& rows) {
        std::vector<found_accounts> out;
        std::exception_ptr failure;
        const auto done = [&](std::exception_ptr problem, std::vector<found_accounts> found) {
            failure = std::move(problem);
            out = std::move(found);
        };
        asio::co_spawn(io_, ask(&rows), done);
        io_.run();
        if (failure) std::rethrow_exception(failure);
        return out;
    }
    /// "Slack or Teams"
    [[nodiscard]] std::string names() const {
        std::string out;
        for (const auto& one : platforms_) out.append(out.empty() ? "" : " or ").append(title_of(one->platform()));
        return out;
    }
    [[nodiscard]] std::string advice() const {
        std::string out = "is it spelt as in their account?";
        for (const auto& one : platforms_)
            if (one->platform() == "teams")
                out += " In Teams they are looked for in the teams that Waymark has been added to";
        return out;
    }

  private:
    [[nodiscard]] asio::awaitable<std::vector<found_accounts>> ask(const std::vector<row_to_resolve>* rows) {
        for (const auto& one : platforms_) {
            const auto problem = co_await one->check();
            if (problem) throw std::runtime_error(problem->words);
        }
        std::vector<found_accounts> out;
        for (const auto& row : *rows) {
            found_accounts found;
            found.row = row.row;
            for (const auto& one : platforms_) {
                if (cell_of(table_, row.row, one->platform()) != nullptr) continue;
                auto email = row.email.text;
                const auto account = co_await one->find_by_email(std::move(email));
                if (account) found.accounts.push_back(*account);
            }
            out.push_back(std::move(found));
        }
        co_return out;
    }

    asio::io_context io_{1};  // outlives the connections of the platforms
    const programme& of_;
    const list_table& table_;
    notes_in notes_;
    std::vector<std::unique_ptr<adapter>> platforms_;
};

diagnostic problem_at(const std::string& file, mark at, std::string code, std::string text, std::string help) {
    diagnostic out;
    out.file = file;
    out.at = at;
    out.code = std::move(code);
    out.text = std::move(text);
    out.suggestion = std::move(help);
    return out;
}

bool has_account(const list_table& table, std::size_t row) {
    return std::ranges::any_of(std::array{"slack", "teams", "playground"},
                               [&](const char* column) { return cell_of(table, row, column) != nullptr; });
}

void fill_in(const email_wishes& wishes, const asking& by, const row_to_resolve& row, const found_accounts& found,
             list_table& table, std::vector<diagnostic>& problems) {
    bool elsewhere = false;
    for (const auto& account : found.accounts) {
        if (account.tenant.text == home_on(wishes.of, account.platform)) {
            put(table, row, account);
            continue;
        }
        elsewhere = true;
        problems.push_back(problem_at(wishes.list, row.email.at, "L008",
                                      "this account is in another place of " + title_of(account.platform) + ", " +
                                          account.tenant.text + ", than the programme names",
                                      "one programme is for people of one workspace and one tenant"));
    }
    if (!elsewhere && !has_account(table, row.row))
        problems.push_back(problem_at(wishes.list, row.email.at, "L007",
                                      "nobody with this e-mail address is known in " + by.names(), by.advice()));
}

}  // namespace

exit_code look_up_emails(const email_wishes& wishes, list_table& table, std::vector<diagnostic>& problems,
                         std::ostream& complaints) {
    const auto rows = rows_with_email(table);
    if (rows.empty()) return exit_clean;
    auto settings = settings_with_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    if (settings->slack) settings->slack->look_in = wishes.of.slack_workspace;
    try {
        asking by(wishes, table, wishes.platforms(*settings));
        const auto found = by.about(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) fill_in(wishes, by, rows[i], found[i], table, problems);
    } catch (const std::runtime_error& problem) {
        complaints << "waymark: " << problem.what() << '\n';
        return exit_could_not_run;
    }
    return exit_clean;
}

}  // namespace waymark
