#include "bot/csv_table.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>

namespace waymark {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whichever of them stands most often in the first row.
char separator_of(std::string_view source) {
    const auto first = source.substr(0, source.find('\n'));
    constexpr std::array<char, 3> known{',', ';', '\t'};
    return *std::ranges::max_element(known, {}, [&](char one) { return std::ranges::count(first, one); });
}

bool is_utf8(const std::string& text) {
    try {
        (void)nlohmann::json(text).dump();
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

/// Feeds the parser byte by byte, so that each cell knows where it began.
class reader {
  public:
    reader(std::string_view file, std::vector<diagnostic>& problems) : file_(file), problems_(problems) {
        if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    }
    ~reader() { csv_free(&parser_); }
    reader(const reader&) = delete;
    reader& operator=(const reader&) = delete;

    std::optional<list_table> read(std::string_view source) {
        csv_set_delim(&parser_, static_cast<unsigned char>(separator_of(source)));
        for (const char byte : source) {
            begun_ = false;
            if (csv_parse(&parser_, &byte, 1, cell_ends, row_ends, this) != 1) return refuse();
            ++here_.column;
            if (byte == '\n') here_ = {here_.line + 1, 1};
            // Windows ends a line with two bytes, and the row with the first of them.
            if (begun_ || (between_rows_ && byte == '\n'))
                cell_at_ = here_;
            else
                between_rows_ = false;
        }
        if (csv_fini(&parser_, cell_ends, row_ends, this) != 0) return refuse();
        if (failed_) return {};
        if (rows_.empty()) {
            say({1, 1}, "there is nothing in this file", "the first row has the names of the columns");
            return {};
        }
        list_table out;
        out.columns = std::move(rows_.front());
        out.rows.assign(std::make_move_iterator(rows_.begin() + 1), std::make_move_iterator(rows_.end()));
        return out;
    }

  private:
    static void cell_ends(void* text, std::size_t size, void* self) {
        static_cast<reader*>(self)->add({static_cast<const char*>(text), size});
    }
    static void row_ends(int, void* self) {
        auto& in = *static_cast<reader*>(self);
        in.rows_.push_back(std::exchange(in.row_, {}));
        in.begun_ = in.between_rows_ = true;
    }
    void add(std::string_view text) {
        list_cell cell{cell_at_, std::string(text)};
        if (!failed_ && !is_utf8(cell.text)) {
            failed_ = true;
            say(cell.at, "these letters are not UTF-8", "in Excel, save it as \"CSV UTF-8 (comma delimited)\"");
        }
        row_.push_back(std::move(cell));
        begun_ = true;
    }
    std::optional<list_table> refuse() {
        if (csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
        say(cell_at_, "the quotes of this cell do not fit",
            "a cell in quotes ends with a quote before the separator; a quote inside is written twice");
        return {};
    }
    void say(mark at, std::string text, std::string suggestion) {
        diagnostic one;
        one.file = file_;
        one.at = at;
        one.code = "L001";
        one.text = std::move(text);
        one.suggestion = std::move(suggestion);
        problems_.push_back(std::move(one));
    }

    std::string file_;
    std::vector<diagnostic>& problems_;
    csv_parser parser_{};
    std::vector<std::vector<list_cell>> rows_;
    std::vector<list_cell> row_;
    mark here_{1, 1}, cell_at_{1, 1};
    bool begun_ = false;  ///< with the next byte a cell begins
    bool between_rows_ = false;
    bool failed_ = false;
};

}  // namespace

std::string_view without_byte_order_mark(std::string_view bytes) {
    return bytes.starts_with(byte_order_mark) ? bytes.substr(byte_order_mark.size()) : bytes;
}

std::optional<list_table> read_csv(std::string_view file, std::string_view source, std::vector<diagnostic>& problems) {
    return reader(file, problems).read(source);
}

}  // namespace waymark
