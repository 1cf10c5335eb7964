#include "adapters/slack/words.hpp"

namespace waymark::slack {
namespace {

constexpr few_words english{.send = "Send", .close = "Close", .answer = "Your answer"};
constexpr few_words spanish{.send = "Enviar", .close = "Cerrar", .answer = "Tu respuesta"};
constexpr few_words german{.send = "Senden", .close = "Schließen", .answer = "Deine Antwort"};
constexpr few_words french{.send = "Envoyer", .close = "Fermer", .answer = "Ta réponse"};

}  // namespace

const few_words& words_in(std::string_view language) {
    const auto base = language.substr(0, language.find('-'));
    if (base == "es") return spanish;
    if (base == "de") return german;
    return base == "fr" ? french : english;
}

}  // namespace waymark::slack
