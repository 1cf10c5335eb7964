// One process holds a database at a time. The lock is the kernel's, so it ends with the process, however that ends.
#pragma once

#include <memory>
#include <string>

namespace waymark {

class lock_file {
  public:
    lock_file() = default;
    ~lock_file();
    lock_file(const lock_file&) = delete;
    lock_file& operator=(const lock_file&) = delete;

    /// Takes the lock and writes this process's number into the file. Empty when it is ours, else what stands in the
    /// way, in words.
    [[nodiscard]] std::string take(const std::string& path);

  private:
    int descriptor_ = -1;
};

}  // namespace waymark
