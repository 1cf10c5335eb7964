#include "conversations/programme/people_list.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "conversations/programme/programme_parts.hpp"
#include "conversations/programme/spoken.hpp"

namespace waymark {

namespace keys {
const key_set list_of_people{"a list", {"slack_workspace", "teams_tenant", "topics", "people"}};
const key_set list_of_pairs{"a list", {"pairs"}};
}  // namespace keys

namespace {

constexpr std::size_t longest_name = 48;

/// A cell may go on in the next line; a name does not.
yaml_node scalar(mark at, std::string text) {
    std::erase(text, '\r');
    std::ranges::replace(text, '\n', ' ');
    yaml_node out;
    out.at = at;
    out.text = std::move(text);
    return out;
}

/// "7.12.2026", as spreadsheets with dots write days, is "2026-12-07". Days with slashes stay: nobody knows their
/// order.
std::string as_date(const std::string& text) {
    int day = 0;
    int month = 0;
    int year = 0;
    const auto* at = text.data();
    const auto* end = at + text.size();
    for (auto* part : {&day, &month, &year}) {
        const auto read = std::from_chars(at, end, *part);
        if (read.ec != std::errc() || (part != &year && (read.ptr == end || *read.ptr != '.'))) return text;
        at = part == &year ? read.ptr : read.ptr + 1;
    }
    constexpr int four_digits = 1000;
    const std::chrono::year_month_day is{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
    return at == end && year >= four_digits && is.ok() ? date_text(is) : text;
}

yaml_node texts(mark at, const std::vector<std::string>& all) {
    yaml_node out;
    out.is = yaml_node::kind::list;
    out.at = at;
    for (const auto& one : all) out.items.push_back(scalar(at, one));
    return out;
}

/// "First name" is "first_name".
std::string column_name(std::string_view text) {
    std::string out;
    for (const char one : text)
        out += one == ' ' || one == '-' ? '_' : one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one;
    return out;
}

/// "\"slack\", \"teams\" or \"email\"". The playground is for tries, and nobody makes a list for it by mistake.
std::string either_of(std::vector<std::string> names) {
    std::erase(names, "playground");
    std::string out;
    for (const auto& one : names) {
        const auto* between = out.empty() ? "" : one == names.back() ? " or " : ", ";
        out.append(between).append("\"").append(one).append("\"");
    }
    return out;
}

std::vector<std::string> column_names(const list_table& table) {
    std::vector<std::string> out;
    for (const auto& one : table.columns) out.push_back(column_name(one.text));
    return out;
}

/// The rows as the items of a list in a programme file. Each of `needed` names columns of which one must be there; what
/// stands in the columns `for_readers` is for people alone.
class table_reader {
  public:
    table_reader(reading& in, const list_table& table, const key_set& known,
                 std::vector<std::vector<std::string>> needed, std::vector<std::string> for_readers = {})
        : in_(in), table_(table), known_(known), names_(column_names(table)), for_readers_(std::move(for_readers)) {
        for (std::size_t i = 0; i < names_.size(); ++i) check_column(i);
        for (const auto& one : needed) check_there(one);
    }

    /// None when a column is missing, which concerns every row.
    [[nodiscard]] std::vector<yaml_node> rows() {
        std::vector<yaml_node> out;
        if (!complete_) return out;
        for (const auto& cells : table_.rows)
            if (auto one = row(cells); one.is == yaml_node::kind::map) out.push_back(std::move(one));
        return out;
    }

  private:
    void check_column(std::size_t number) {
        const auto& name = names_[number];
        const auto at = table_.columns[number].at;
        if (std::ranges::count(for_readers_, name) > 0) return;
        if (std::ranges::count(known_.known, name) == 0) {
            const auto near = nearest(name, known_.known);
            const auto words = "the column \"" + table_.columns[number].text.substr(0, 60) + "\" is not used";
            const auto help = near.empty() ? "known are " + joined(known_.known) : "did you mean \"" + near + "\"?";
            if (near.empty() || std::ranges::count(names_, near) > 0)
                in_.warning(at, "L002", words, help);
            else
                in_.error(at, "L002", words, help);  // what it says would be lost
        } else if (std::ranges::find(names_, name) != names_.begin() + static_cast<std::ptrdiff_t>(number)) {
            in_.error(at, "P011", "the column \"" + name + "\" is there twice");
        }
    }
    void check_there(const std::vector<std::string>& any_of) {
        const auto there = [&](const std::string& one) { return std::ranges::count(names_, one) > 0; };
        if (std::ranges::any_of(any_of, there)) return;
        complete_ = false;
        const mark at = table_.columns.empty() ? mark{1, 1} : table_.columns.front().at;
        in_.error(at, "P012", "this list needs a column " + either_of(any_of),
                  "the first row has the names of the columns: " + joined(known_.known));
    }
    /// A map, or a bare scalar for a row in which nothing stands.
    [[nodiscard]] yaml_node row(const std::vector<list_cell>& cells) {
        yaml_node out;
        if (cells.empty()) return out;
        out.at = cells.front().at;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].text.empty()) continue;
            if (i >= names_.size()) {
                in_.error(cells[i].at, "P013", "this row has more cells than there are columns",
                          "a cell with a comma in it stands in quotes");
                break;
            }
            out.is = yaml_node::kind::map;
            if (std::ranges::count(known_.known, names_[i]) == 0) continue;
            const bool day = names_[i] == "starts" || names_[i] == "ends";
            out.entries.push_back(
                {names_[i], cells[i].at, scalar(cells[i].at, day ? as_date(cells[i].text) : cells[i].text)});
        }
        return out;
    }

    reading& in_;
    const list_table& table_;
    const key_set& known_;
    std::vector<std::string> names_, for_readers_;
    bool complete_ = true;
};

yaml_node list_under(const std::string& key, std::vector<yaml_node> rows) {
    yaml_node list;
    list.is = yaml_node::kind::list;
    list.at = {1, 1};
    list.items = std::move(rows);
    yaml_node out;
    out.is = yaml_node::kind::map;
    out.at = {1, 1};
    out.entries.push_back({key, out.at, std::move(list)});
    return out;
}

/// What flows call F012 is P012 here.
void finish(std::vector<diagnostic>& problems, std::size_t before) {
    for (auto i = before; i < problems.size(); ++i)
        if (problems[i].code.front() == 'F') problems[i].code.front() = 'P';
    sort_by_place(problems, before);
}

void name_the_nameless(yaml_node& pair) {
    const auto* mentor = pair.find("mentor");
    const auto* mentee = pair.find("mentee");
    if (pair.find("id") != nullptr || mentor == nullptr || mentee == nullptr) return;
    auto id = mentor->text + "_and_" + mentee->text;
    id.resize(std::min(id.size(), longest_name));
    pair.entries.push_back({"id", pair.at, scalar(pair.at, std::move(id))});
}

}  // namespace

std::optional<std::size_t> list_table::column(std::string_view name) const {
    const auto names = column_names(*this);
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

mark list_table::row_with(const std::map<std::string, std::string>& cells) const {
    const auto names = column_names(*this);
    const auto has_all = [&](const std::vector<list_cell>& row) {
        return std::ranges::all_of(cells, [&](const auto& wanted) {
            const auto number = static_cast<std::size_t>(std::ranges::find(names, wanted.first) - names.begin());
            return number < row.size() && row[number].text == wanted.second;
        });
    };
    const auto found = std::ranges::find_if(rows, has_all);
    return found == rows.end() ? mark{1, 1} : found->front().at;
}

std::vector<programme_person> people_of_list(std::string_view file, std::string_view source, const list_table& table,
                                             const programme& of, const std::vector<std::string>& languages,
                                             std::vector<diagnostic>& problems) {
    const auto before = problems.size();
    reading in{std::string(file), source, problems};
    in.table = true;
    std::vector<std::string> accounts{"slack", "teams", "email", "playground"};
    if (of.slack_workspace.empty() && !of.teams_tenant.empty()) std::swap(accounts[0], accounts[1]);
    table_reader reader(in, table, keys::someone_in_a_list, {{"id"}, {"first_name"}, accounts});
    auto root = list_under("people", reader.rows());
    if (!of.slack_workspace.empty())
        root.entries.push_back({"slack_workspace", root.at, scalar(root.at, of.slack_workspace)});
    if (!of.teams_tenant.empty()) root.entries.push_back({"teams_tenant", root.at, scalar(root.at, of.teams_tenant)});
    if (!of.topics.empty()) root.entries.push_back({"topics", root.at, texts(root.at, of.topics)});
    auto all = read_people_of(in, map_reader(in, root, keys::list_of_people));
    check_spoken(in, root, languages);
    finish(problems, before);
    return std::move(all.people);
}

std::vector<programme_pair> pairs_of_list(std::string_view file, std::string_view source, const list_table& table,
                                          const std::set<person_id>& known, std::vector<diagnostic>& problems) {
    const auto before = problems.size();
    reading in{std::string(file), source, problems};
    in.table = true;
    table_reader reader(in, table, keys::pair, {{"mentor"}, {"mentee"}}, {"score", "why"});
    auto rows = reader.rows();
    std::ranges::for_each(rows, name_the_nameless);
    const auto root = list_under("pairs", std::move(rows));
    people_read among;
    among.ids = known;
    auto all = read_pairs(in, map_reader(in, root, keys::list_of_pairs), among);
    finish(problems, before);
    return all;
}

std::string turned_round(const std::string& pair) {
    return "these two are already a pair the other way round: \"" + pair + "\"";
}

}  // namespace waymark
