#include "adapters/teams/words.hpp"

#include <array>
#include <sstream>

#include "adapters/letter_case.hpp"

namespace waymark::teams {
namespace {

constexpr card_words english{
    .send = "Send",
    .received = "✓ Got it",
    .not_ours = "This card is not one of mine.",
    .choose = "Choose …",
    .answer = "Your answer",
    .pick_one = "Pick one first.",
    .pick_some = "Pick at least one first.",
    .pick_day = "Pick a day first.",
    .pick_person = "Pick somebody first.",
    .write_number = "Write a number first, such as 3.",
    .write_between = "Write a number from {least} to {most}.",
    .write_text = "Write a few words first.",
};

constexpr card_words spanish{
    .send = "Enviar",
    .received = "✓ Recibido",
    .not_ours = "Esta tarjeta no es mía.",
    .choose = "Elige …",
    .answer = "Tu respuesta",
    .pick_one = "Elige primero una opción.",
    .pick_some = "Elige primero al menos una opción.",
    .pick_day = "Elige primero un día.",
    .pick_person = "Elige primero a una persona.",
    .write_number = "Escribe primero un número, por ejemplo 3.",
    .write_between = "Escribe un número del {least} al {most}.",
    .write_text = "Escribe primero unas palabras.",
};

constexpr card_words german{
    .send = "Senden",
    .received = "✓ Angekommen",
    .not_ours = "Diese Karte ist nicht von mir.",
    .choose = "Wähle …",
    .answer = "Deine Antwort",
    .pick_one = "Wähle zuerst etwas aus.",
    .pick_some = "Wähle zuerst mindestens eins aus.",
    .pick_day = "Wähle zuerst einen Tag aus.",
    .pick_person = "Wähle zuerst eine Person aus.",
    .write_number = "Schreib zuerst eine Zahl, zum Beispiel 3.",
    .write_between = "Schreib eine Zahl von {least} bis {most}.",
    .write_text = "Schreib zuerst ein paar Worte.",
};

constexpr card_words french{
    .send = "Envoyer",
    .received = "✓ Bien reçu",
    .not_ours = "Cette carte n'est pas l'une des miennes.",
    .choose = "Choisis …",
    .answer = "Ta réponse",
    .pick_one = "Choisis d'abord une option.",
    .pick_some = "Choisis d'abord au moins une option.",
    .pick_day = "Choisis d'abord un jour.",
    .pick_person = "Choisis d'abord une personne.",
    .write_number = "Écris d'abord un nombre, par exemple 3.",
    .write_between = "Écris un nombre entre {least} et {most}.",
    .write_text = "Écris d'abord quelques mots.",
};

void fill(std::string& text, std::string_view place, double value) {
    std::ostringstream shown;
    shown << value;
    if (const auto at = text.find(place); at != std::string::npos) text.replace(at, place.size(), shown.str());
}

}  // namespace

const card_words& words_in(std::string_view language) {
    const auto base = language.substr(0, language.find('-'));
    if (iequals(base, "es")) return spanish;
    if (iequals(base, "de")) return german;
    return iequals(base, "fr") ? french : english;
}

std::string number_wanted(const card_words& words, std::optional<double> least, std::optional<double> most) {
    if (!least || !most) return std::string(words.write_number);
    std::string out(words.write_between);
    fill(out, "{least}", *least);
    fill(out, "{most}", *most);
    return out;
}

}  // namespace waymark::teams
