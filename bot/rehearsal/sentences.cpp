#include "bot/rehearsal/sentences.hpp"

#include <array>
#include <charconv>

namespace waymark::rehearsal {
namespace {

using few = std::array<std::string_view, 3>;

struct pool {
    std::string_view about;
    few english, spanish, german, french;
};

constexpr std::array<pool, 8> pools{{
    {"goal",
     {"Lead a design talk from the first sketch to the decision",
      "Become somebody whom people ask when a service gets difficult",
      "Speak up early in meetings, even when an idea is half done"},
     {"Llevar una reunión de diseño desde el primer boceto hasta la decisión",
      "Ser alguien a quien preguntan cuando un servicio se complica",
      "Hablar pronto en las reuniones, aunque la idea esté a medias"},
     {"Ein Designgespräch von der ersten Skizze bis zur Entscheidung leiten",
      "Jemand werden, den man fragt, wenn ein Dienst schwierig wird",
      "In Besprechungen früh etwas sagen, auch wenn die Idee erst halb fertig ist"},
     {"Mener une réunion de conception, de la première esquisse à la décision",
      "Devenir la personne à qui l'on demande quand un service se complique",
      "Prendre la parole tôt en réunion, même avec une idée à moitié faite"}},
    {"victory",
     {"The day the demo ran for the first time", "Your call before my review, and how calm I was in it",
      "We rewrote the talk in one evening and it worked"},
     {"El día en que la demo funcionó por primera vez", "Tu llamada antes de mi evaluación y la calma que me dio",
      "Reescribimos la charla en una tarde y salió bien"},
     {"Der Tag, an dem die Demo zum ersten Mal lief",
      "Dein Anruf vor meinem Jahresgespräch, und wie ruhig ich darin war",
      "Wir haben den Vortrag an einem Abend neu geschrieben, und er kam gut an"},
     {"Le jour où la démo a marché pour la première fois",
      "Ton appel avant mon évaluation, et le calme qu'il m'a donné",
      "Nous avons réécrit la présentation en un soir, et ça a pris"}},
    {"lesson",
     {"I began to write before I had asked the people who use it", "A plan needs a day on which somebody looks at it",
      "I waited too long with saying that I was stuck"},
     {"Empecé a escribir antes de preguntar a quienes lo usan", "Un plan necesita un día en que alguien lo mire",
      "Esperé demasiado en decir que no avanzaba"},
     {"Ich habe angefangen zu schreiben, bevor ich die Leute gefragt hatte, die es nutzen",
      "Ein Plan braucht einen Tag, an dem jemand darauf schaut", "Ich habe zu lange nicht gesagt, dass ich feststecke"},
     {"J'ai commencé à écrire avant de demander à ceux qui s'en servent",
      "Un plan a besoin d'un jour où quelqu'un le regarde", "J'ai trop attendu pour dire que je n'avançais plus"}},
    {"next_step",
     {"Write to three people in the field and ask for a talk", "Give the talk once more, alone, in October",
      "Take over one small service and keep notes"},
     {"Escribir a tres personas del área y pedirles una charla", "Dar la charla otra vez, por mi cuenta, en octubre",
      "Hacerme cargo de un servicio pequeño y tomar notas"},
     {"Drei Leuten aus dem Fach schreiben und um ein Gespräch bitten",
      "Den Vortrag im Oktober noch einmal halten, allein", "Einen kleinen Dienst übernehmen und Notizen machen"},
     {"Écrire à trois personnes du métier et leur demander un échange",
      "Refaire la présentation en octobre, sans aide cette fois", "Reprendre un petit service et tenir un carnet"}},
    {"strength",
     {"You ask the question everybody else was afraid of", "You finish what you begin, and you say when you cannot",
      "Your drafts became half as long and twice as clear"},
     {"Haces la pregunta que nadie se atreve a hacer", "Terminas lo que empiezas y avisas cuando no puedes",
      "Tus borradores son la mitad de largos y el doble de claros"},
     {"Du stellst die Frage, vor der sich alle anderen gescheut haben",
      "Du bringst zu Ende, was du anfängst, und du sagst es, wenn es nicht geht",
      "Deine Entwürfe sind halb so lang und doppelt so klar geworden"},
     {"Tu poses la question que personne n'osait poser",
      "Tu finis ce que tu commences, et tu le dis quand tu ne peux pas",
      "Tes brouillons sont deux fois plus courts et deux fois plus clairs"}},
    {"thanks",
     {"A whole hour of patience each month, when I needed it the most", "You took me seriously before I did so myself",
      "Your stories made mine look possible"},
     {"Una hora entera de paciencia cada mes, cuando más falta me hacía",
      "Me tomaste en serio antes de que yo lo hiciera", "Tus historias hicieron posible la mía"},
     {"Jeden Monat eine ganze Stunde Geduld, als ich sie am meisten brauchte",
      "Du hast mich ernst genommen, bevor ich es selbst getan habe", "Durch deine Geschichten schien meine möglich"},
     {"Une heure entière de patience chaque mois, quand j'en avais le plus besoin", "Tu as cru en moi avant moi",
      "Tes histoires ont rendu la mienne possible"}},
    {"idea",
     {"I would like to find out whether leading a team is for me", "More work with the people who use what we build",
      "A year abroad, if the team can spare me"},
     {"Me gustaría averiguar si dirigir un equipo es lo mío", "Más trabajo con quienes usan lo que construimos",
      "Un año fuera, si el equipo puede prescindir de mí"},
     {"Ich würde gern herausfinden, ob es zu mir passt, ein Team zu leiten",
      "Mehr Arbeit mit den Leuten, die nutzen, was wir bauen",
      "Ein Jahr im Ausland, wenn das Team auf mich verzichten kann"},
     {"J'aimerais savoir si diriger une équipe est fait pour moi",
      "Plus de travail avec les gens qui se servent de ce que nous faisons",
      "Un an à l'étranger, si l'équipe peut se passer de moi"}},
    {"",
     {"I would know it from the way the next review goes", "Two free hours a week, and somebody to ask",
      "We should talk about this when we meet again"},
     {"Lo notaría en cómo va la próxima evaluación", "Dos horas libres a la semana y alguien a quien preguntar",
      "Deberíamos hablarlo cuando nos veamos"},
     {"Ich würde es daran merken, wie das nächste Jahresgespräch läuft",
      "Zwei freie Stunden pro Woche und jemand zum Fragen",
      "Darüber sollten wir sprechen, wenn wir uns wieder treffen"},
     {"Je le verrais à la manière dont se passe la prochaine évaluation",
      "Deux heures libres par semaine, et quelqu'un à qui demander",
      "Nous devrions en parler à notre prochaine rencontre"}},
}};

constexpr few short_english{"The demo", "More courage", "A plan"};
constexpr few short_spanish{"La demo", "Más valor", "Un plan"};
constexpr few short_german{"Die Demo", "Mehr Mut", "Ein Plan"};
constexpr few short_french{"La démo", "Plus de courage", "Un plan"};
constexpr few chatter_english{"What a week this was", "We had a good talk on Tuesday", "The weather is kind today"};
constexpr few chatter_spanish{"Vaya semana ha sido", "Tuvimos una buena charla el martes", "Hoy hace buen tiempo"};
constexpr few chatter_german{"Was für eine Woche", "Am Dienstag hatten wir ein gutes Gespräch",
                             "Das Wetter ist heute freundlich"};
constexpr few chatter_french{"Quelle semaine", "Nous avons eu un bon échange mardi", "Il fait beau aujourd'hui"};

constexpr std::string_view mark_begins = "\u2039", mark_ends = "\u203a";

const few& few_of(std::string_view language, const pool& in) {
    if (language.starts_with("es")) return in.spanish;
    if (language.starts_with("de")) return in.german;
    return language.starts_with("fr") ? in.french : in.english;
}

std::string one_of(const few& list, chance& luck) {
    return std::string(luck.one_of(list));
}

/// Calls `found` with each mark: where it begins, where it has ended, its number.
template <class Found>
void each_mark(std::string_view text, const Found& found) {
    for (auto at = text.find(mark_begins); at != std::string_view::npos; at = text.find(mark_begins, at + 1)) {
        const auto digits = at + mark_begins.size();
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data() + digits, text.data() + text.size(), number);
        const auto after = static_cast<std::size_t>(end - text.data());
        if (error == std::errc() && text.substr(after).starts_with(mark_ends))
            found(at, after + mark_ends.size(), number);
    }
}

}  // namespace

std::string sentence(std::string_view language, std::string_view about, chance& luck) {
    const auto* from = &pools.back();
    for (const auto& one : pools)
        if (one.about == about) from = &one;
    return one_of(few_of(language, *from), luck);
}

std::string short_sentence(std::string_view language, chance& luck) {
    return one_of(few_of(language, {"", short_english, short_spanish, short_german, short_french}), luck);
}

std::string chatter(std::string_view language, chance& luck) {
    return one_of(few_of(language, {"", chatter_english, chatter_spanish, chatter_german, chatter_french}), luck);
}

std::string marked(const std::string& text, std::int64_t number) {
    return text + " " + std::string(mark_begins) + std::to_string(number) + std::string(mark_ends);
}

std::vector<std::int64_t> marks_in(std::string_view text) {
    std::vector<std::int64_t> out;
    each_mark(text, [&](std::size_t, std::size_t, std::int64_t number) { out.push_back(number); });
    return out;
}

std::string without_marks(std::string_view text) {
    std::string out;
    std::size_t from = 0;
    each_mark(text, [&](std::size_t begins, std::size_t ends, std::int64_t) {
        const auto gap = begins > from && text[begins - 1] == ' ' ? begins - 1 : begins;
        out += text.substr(from, gap - from);
        from = ends;
    });
    out += text.substr(from);
    return out;
}

}  // namespace waymark::rehearsal
