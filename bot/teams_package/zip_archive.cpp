#include "bot/teams_package/zip_archive.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace waymark {
namespace {

constexpr zip_uint16_t first_day = 1 << 5 | 1;  ///< 1 January 1980, the earliest an archive can name

struct source_closer {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct archive_closer {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using source_ptr = std::unique_ptr<zip_source_t, source_closer>;
using archive_ptr = std::unique_ptr<zip_t, archive_closer>;

void require(bool done) {
    if (!done) throw std::runtime_error("the app package cannot be put together: there is no memory for it");
}

/// `one` must outlive the archive.
void add(zip_t* archive, const archived_file& one) {
    source_ptr bytes(zip_source_buffer(archive, one.bytes.data(), one.bytes.size(), 0));
    require(bytes != nullptr);
    const auto at = zip_file_add(archive, one.name.c_str(), bytes.get(), ZIP_FL_ENC_UTF_8);
    require(at >= 0);
    (void)bytes.release();  // the archive's own now
    const auto index = static_cast<zip_uint64_t>(at);
    require(zip_set_file_compression(archive, index, ZIP_CM_STORE, 0) == 0);
    require(zip_file_set_dostime(archive, index, 0, first_day, 0) == 0);
}

std::string contents(zip_source_t* source) {
    zip_stat_t about;
    require(zip_source_stat(source, &about) == 0 && zip_source_open(source) == 0);
    std::string out(about.size, '\0');
    const auto got = zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    require(got == static_cast<zip_int64_t>(out.size()));
    return out;
}

}  // namespace

std::string zip_archive_of(const std::vector<archived_file>& files) {
    const source_ptr into(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    require(into != nullptr);
    archive_ptr archive(zip_open_from_source(into.get(), ZIP_TRUNCATE, nullptr));
    require(archive != nullptr);
    zip_source_keep(into.get());  // the archive frees what it was opened from
    for (const auto& one : files) add(archive.get(), one);
    require(zip_close(archive.get()) == 0);
    (void)archive.release();
    return contents(into.get());
}

}  // namespace waymark
