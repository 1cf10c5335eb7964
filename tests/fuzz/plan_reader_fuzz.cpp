// Any bytes as a transcript: read or refused, every problem can be shown, and what was read without problems is written
// down as a transcript that reads the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "conversations/plan/matcher.hpp"
#include "conversations/plan/plan_reader.hpp"
#include "conversations/plan/plan_writer.hpp"

namespace {

using namespace waymark;

std::string written(const plan& one) {
    plan_writer out(one.head);
    for (const auto& line : one.lines) out.add(line.what);
    return out.text();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    std::vector<diagnostic> problems;
    const auto one = read_plan("a.plan", source, problems);
    for (const auto& problem : problems)
        if (problem.code.size() != 4 || show(problem, source).empty()) std::abort();
    if (problems.empty()) {
        const auto once = written(one);
        const auto again = read_plan("b.plan", once, problems);
        if (!problems.empty() || written(again) != once) std::abort();
        check_plan(one, {}, problems);
        if (problems.size() != 1) std::abort();  // there is no flow at all
    }
    const auto half = source.substr(0, size / 2);
    if (first_difference(half, half)) std::abort();  // a star that stands in a text is matched by the same star
    if (const auto at = first_difference(half, source); at && *at > half.size()) std::abort();
    return 0;
}
