#include "adapters/slack/words.hpp"

namespace waymark::slack {
namespace {

constexpr few_words english{.send = "Send",
                            .close = "Close",
                            .answer = "Your answer",
                            .unsent = "This is how you left it last time. It is not sent yet."};
constexpr few_words spanish{.send = "Enviar",
                            .close = "Cerrar",
                            .answer = "Tu respuesta",
                            .unsent = "Así lo dejaste la última vez. Aún no se ha enviado."};
constexpr few_words german{.send = "Senden",
                           .close = "Schließen",
                           .answer = "Deine Antwort",
                           .unsent = "So hast du es letztes Mal stehen lassen. Abgeschickt ist es noch nicht."};
constexpr few_words french{.send = "Envoyer",
                           .close = "Fermer",
                           .answer = "Ta réponse",
                           .unsent = "Voici ce que tu avais laissé la dernière fois. Rien n’est encore envoyé."};

}  // namespace

const few_words& words_in(std::string_view language) {
    const auto base = language.substr(0, language.find('-'));
    if (base == "es") return spanish;
    if (base == "de") return german;
    return base == "fr" ? french : english;
}

}  // namespace waymark::slack
