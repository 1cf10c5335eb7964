// `waymark privacy report`: what is kept, how long, and who can see it, in words. The limits are those the program
// keeps.
#pragma once

#include <iosfwd>

namespace waymark {

int privacy_report(std::ostream& out);

}  // namespace waymark
