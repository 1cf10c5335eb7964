// Works on the real store while the power is cut again and again, and compares what was acknowledged with what is left.
#pragma once

#include <filesystem>
#include <random>

#include "storage/sqlite/sealed_reader.hpp"
#include "tests/storage/cut_disk.hpp"
#include "tests/storage/example_rows.hpp"

namespace waymark {

/// How far an event has come.
enum stage { unseen, stored, answered, sent };
struct event_facts {
    stage promised = unseen;  ///< what was acknowledged
    stage tried = unseen;     ///< what may have happened besides when the power went
    bool claimed = false;     ///< its message was handed out to be sent, and that was acknowledged
};

class power_cuts {
  public:
    explicit power_cuts(unsigned seed);
    ~power_cuts();
    power_cuts(const power_cuts&) = delete;
    power_cuts& operator=(const power_cuts&) = delete;

    /// Forgets everything and starts with an empty disk.
    void new_database();
    /// Works until the power goes, and looks at what is left. What should not be is added to `wrong`.
    void one_cut(cut_disk::survives how);
    [[nodiscard]] int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

    cut_disk disk;
    bool enrolled = false;  ///< the pair is stored, events can come
    int acknowledged = 0;   ///< steps of events: stored, answered, sent
    std::vector<std::string> wrong;

  private:
    void work(store& at, int groups);
    void group(store& at, const std::function<result<void>()>& jobs);
    result<void> job(store& at);
    result<void> accept(store& at);
    result<void> take_turn(store& at);
    result<void> send(store& at);
    void recover(store& at);
    void reaches(std::size_t event, stage how_far);
    void look();
    void compare(sealed_reader& from);
    void compare_event(std::size_t event, const event_facts& found, int places);

    std::mt19937 random_;
    std::filesystem::path folder_;  ///< for lock files; everything else is on the disk above
    std::string path_;
    int databases_ = 0;
    std::vector<event_facts> facts_;
    std::vector<std::size_t> touched_;    ///< by the group under way
    std::vector<outbox_row> in_the_air_;  ///< handed out, not yet recorded as sent
};

}  // namespace waymark
