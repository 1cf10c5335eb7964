// The files of page/, built into the binary. page_files.cpp is written from them when the build is configured.
#pragma once

#include <span>
#include <string_view>

namespace waymark {

struct page_file {
    std::string_view name;
    std::string_view content_type;
    std::string_view content;
};

[[nodiscard]] std::span<const page_file> page_files();

}  // namespace waymark
