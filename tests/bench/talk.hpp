// The closing as the benchmarks speak it: plain answers that the flow takes at once.
#pragma once

#include <array>
#include <string_view>

namespace bench {

constexpr std::string_view workspace = "T0ACME0001";
constexpr std::string_view begins = "1";  ///< picks the first option of the question that begins the closing

/// What a mentee and a mentor write after that, question by question.
constexpr std::array<std::string_view, 5> answers{"The day the demo finally ran and we both laughed about it",
                                                  "I started to write before I had asked the people who use it",
                                                  "To speak up early in meetings, even when an idea is half done",
                                                  "A whole hour of patience each month, when I needed it the most",
                                                  "I will write to three people in the field and ask for a talk"};

}  // namespace bench
