// "waymark slack manifest": prints the manifest from which Slack makes the app.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

struct slack_manifest_wishes {
    std::string config = "waymark.yaml";
};

int slack_manifest(const slack_manifest_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
