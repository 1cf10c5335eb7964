#include "adapters/slack/words.hpp"

namespace waymark::slack {
namespace {

constexpr few_words english{.send = "Send",
                            .close = "Close",
                            .waiting = "One moment …\nIf nothing comes here, it is in our direct messages.",
                            .answer = "Your answer",
                            .elsewhere = "My answer is in our direct messages.",
                            .unsent = "This is how you left it last time. It is not sent yet."};
constexpr few_words spanish{.send = "Enviar",
                            .close = "Cerrar",
                            .waiting = "Un momento …\nSi aquí no llega nada, está en nuestros mensajes directos.",
                            .answer = "Tu respuesta",
                            .elsewhere = "Mi respuesta está en nuestros mensajes directos.",
                            .unsent = "Así lo dejaste la última vez. Aún no se ha enviado."};
constexpr few_words german{.send = "Senden",
                           .close = "Schließen",
                           .waiting = "Einen Moment …\nWenn hier nichts kommt, steht es in unseren Direktnachrichten.",
                           .answer = "Deine Antwort",
                           .elsewhere = "Meine Antwort steht in unseren Direktnachrichten.",
                           .unsent = "So hast du es letztes Mal stehen lassen. Abgeschickt ist es noch nicht."};
constexpr few_words french{.send = "Envoyer",
                           .close = "Fermer",
                           .waiting = "Un instant …\nSi rien n’arrive ici, c’est dans nos messages directs.",
                           .answer = "Ta réponse",
                           .elsewhere = "Ma réponse est dans nos messages directs.",
                           .unsent = "Voici ce que tu avais laissé la dernière fois. Rien n’est encore envoyé."};

}  // namespace

const few_words& words_in(std::string_view language) {
    const auto base = language.substr(0, language.find('-'));
    if (base == "es") return spanish;
    if (base == "de") return german;
    return base == "fr" ? french : english;
}

}  // namespace waymark::slack
