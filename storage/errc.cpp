#include "storage/errc.hpp"

namespace waymark {

namespace {

class store_category_type final : public boost::system::error_category {
  public:
    const char* name() const noexcept override { return "waymark.storage"; }
    std::string message(int value) const override {
        switch (static_cast<store_errc>(value)) {
            case store_errc::unavailable:
                return "the database cannot commit right now";
            case store_errc::disk_full:
                return "the disk is full";
            case store_errc::locked_elsewhere:
                return "another process holds this database";
            case store_errc::newer_schema:
                return "the database was written by a newer Waymark";
            case store_errc::damaged:
                return "the database file is damaged or not a database";
            case store_errc::moved_on:
                return "the data changed while it was being worked on";
            case store_errc::missing:
                return "there is no such record";
            case store_errc::misuse:
                return "the store was used in a way it does not allow";
            case store_errc::no_ledger:
                return "the file beside the database that says who was forgotten cannot be written";
            case store_errc::no_key:
                return "a master key of the database is not there";
            case store_errc::unreadable:
                return "something in the database does not open with its key; the log says which";
        }
        return "unknown storage error";
    }
};

}  // namespace

const boost::system::error_category& store_category() {
    static const store_category_type category;
    return category;
}

bool is_trouble(const boost::system::error_code& ec) {
    return ec == store_errc::unavailable || ec == store_errc::disk_full || ec == store_errc::locked_elsewhere ||
           ec == store_errc::damaged;
}

}  // namespace waymark
