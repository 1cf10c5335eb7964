// Reads where a person can be written to: their accounts in Slack, in Teams and in the playground. Private to this
// folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "conversations/language/node_reader.hpp"
#include "conversations/programme/programme.hpp"

namespace waymark {

class account_reader {
  public:
    /// `programme` names the Slack workspace and the Teams tenant of all accounts.
    account_reader(reading& in, const map_reader& programme);

    /// Adds the accounts of one person. Nobody may be without (P050), unless a list has their e-mail address.
    void read(const map_reader& from, programme_person& into);

  private:
    void read_workspace(const yaml_node& node);
    void read_tenant(const yaml_node& node);
    void read_slack(const yaml_node& user, programme_person& into);
    void read_teams(const yaml_node& user, programme_person& into);
    void add(const address& account, mark at, programme_person& into);

    reading& in_;
    std::optional<std::string> workspace_, tenant_;  ///< empty texts for those that could not be read
    std::map<address, std::string> owner_of_;
};

}  // namespace waymark
