// "waymark teams package": writes the app package for Teams.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

struct teams_package_wishes {
    std::string config = "waymark.yaml";
    std::string out = "waymark-teams.zip";
};

int teams_package(const teams_package_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
