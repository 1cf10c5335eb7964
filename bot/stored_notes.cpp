#include "bot/stored_notes.hpp"

#include <boost/system/system_error.hpp>

namespace waymark {

boost::asio::awaitable<std::optional<std::string>> stored_notes::note(address about, std::string name) {
    const auto now = time_.now();
    auto job = [about = std::move(about), name = std::move(name), now](store& at) { return at.note(about, name, now); };
    const auto found = co_await ask_store(door_, std::move(job));
    if (!found) throw boost::system::system_error(found.error());
    co_return *found;
}

boost::asio::awaitable<void> stored_notes::keep(std::vector<platform_note> notes) {
    auto job = [notes = std::move(notes)](store& at) -> result<void> {
        for (const auto& one : notes)
            if (auto kept = at.keep_note(one); kept.has_error()) return kept;
        return {};
    };
    const auto done = co_await ask_store(door_, std::move(job));
    if (done.has_error()) throw boost::system::system_error(done.error());
}

}  // namespace waymark
