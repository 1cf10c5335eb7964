#include "tests/service/cards/sample.hpp"

#include <array>
#include <utility>

namespace waymark::card_samples {
namespace {

using kind = control::kind;

control question(kind shape, std::string label, std::vector<option> options = {}) {
    control out;
    out.shape = shape;
    out.id = "q|c1|question";
    out.label = std::move(label);
    out.options = std::move(options);
    return out;
}

/// `before` leads to the question, `after` stands below it: a hint, and who sees the answer.
sample asked(std::string name, const std::string& language, const std::string& before, control ask,
             const std::string& after) {
    sample out;
    out.name = std::move(name) + "-" + language;
    out.message.language = language;
    if (!before.empty()) out.message.text.push_back({before + "\n", false});
    out.message.text.push_back({ask.label, false});
    if (!after.empty()) out.message.text.push_back({"\n" + after, false});
    out.message.ask = std::move(ask);
    return out;
}

control with_bounds(control ask, double least, double most) {
    ask.least = least;
    ask.most = most;
    return ask;
}

control in_window(control ask, std::string action) {
    ask.action = std::move(action);
    ask.at_most = 1500;
    return ask;
}

control up_to(control ask, int most) {
    ask.at_most = most;
    return ask;
}

std::vector<option> steps(int from, int to) {
    std::vector<option> out;
    for (int i = from; i <= to; ++i) out.push_back({std::to_string(i), std::to_string(i)});
    return out;
}

std::vector<option> months(const std::array<const char*, 12>& names) {
    std::vector<option> out;
    for (const auto* one : names) out.push_back({"m" + std::to_string(out.size() + 1), one});
    return out;
}

sample answered(sample before, std::string name, std::string chosen, bool is_choice) {
    before.name = std::move(name) + "-" + before.message.language;
    before.answered = settled{{"m1"}, std::move(chosen), is_choice, is_choice};
    return before;
}

sample nudge(const std::string& language, std::string words, control ways_out) {
    sample out;
    out.name = "ways_out-" + language;
    out.message.language = language;
    out.message.text = {{std::move(words), false}};
    out.message.ways_out = std::move(ways_out);
    out.message.ways_out->id = "out|reminder";
    return out;
}

/// The bot asks anew after an answer that it could not read: the question's words are not in the text.
sample asked_anew(sample of, std::string words) {
    of.name.insert(of.name.find('-'), "_anew");
    of.message.text = {{std::move(words), false}};
    return of;
}

sample with_long_words(sample of, const std::string& paragraph) {
    of.name = "long_words-" + of.message.language;
    std::string story;
    for (int i = 0; i < 40; ++i) story += paragraph + "\n";
    of.message.text.insert(of.message.text.begin(), {story + "\n", true});
    return of;
}

}  // namespace

std::vector<sample> in_english() {
    const std::string sealed = "Nobody sees it before you both have answered.";
    const auto choice = asked("buttons", "en", "Hello Ann.\n\nYour half year with Bo ends on 30 June.",
                              question(kind::buttons, "Shall we look back together?",
                                       {{"yes", "Yes, let us"}, {"later", "Later"}, {"no", "No, thank you"}}),
                              "Only you see your answer.");
    const auto number = asked("number", "en", "",
                              with_bounds(question(kind::number, "How many hours did you spend together this month?",
                                                   {{"~decline", "I did not count"}}),
                                          0, 40),
                              "Half hours are fine.");
    return {
        choice,
        asked("list", "en", "",
              question(kind::buttons, "What helped you most so far?",
                       {{"listen", "That somebody listened without judging"},
                        {"ask", "The questions that made me think again"},
                        {"show", "Seeing how somebody else does it"},
                        {"other", "Something else"}}),
              sealed),
        asked("long_list", "en", "",
              question(kind::select, "In which month do you want to look at it again?",
                       months({"January", "February", "March", "April", "May", "June", "July", "August", "September",
                               "October", "November", "December"})),
              ""),
        asked("several", "en", "",
              up_to(question(kind::several, "Which of these did you practise?",
                             {{"feedback", "Giving feedback"},
                              {"no", "Saying no"},
                              {"lead", "Leading a meeting"},
                              {"write", "Writing clearly"}}),
                    2),
              "Up to two fit."),
        asked("scale", "en", "", question(kind::buttons, "How close did you come to your goal?", steps(0, 10)),
              "0 = not at all, 10 = all the way\n" + sealed),
        asked("date", "en", "", question(kind::date, "When do you meet next?", {{"~decline", "I cannot say yet"}}),
              "See https://example.org/rhythm?every=2 for ideas."),
        number,
        asked_anew(number, "A number from 0 to 40 is what I need here."),
        asked("person", "en", "", question(kind::person, "Who could help you with this?", {{"~decline", "Nobody yet"}}),
              "Only you see your answer."),
        asked("long_text", "en", "The second of three questions.",
              in_window(question(kind::long_text, "What would you do differently next time?",
                                 {{"~decline", "I do not know yet"}}),
                        "Write in a window"),
              sealed),
        nudge("en", "Bo and you have not met for three weeks.\n\nA short hello is enough. Shall I suggest a time?",
              question(kind::select, "Too much?",
                       {{"why", "Why do I get this?"},
                        {"snooze_day", "Not today"},
                        {"snooze_week", "Not this week"},
                        {"less", "Less of this"},
                        {"pause", "Pause everything"},
                        {"stop", "Stop"}})),
        answered(choice, "answered", "Yes, let us", true),
        answered(choice, "given_up", "This question is closed.", false),
        with_long_words(choice,
                        "Bo wrote: when you read my thesis twice, I understood for the first time what it was "
                        "about, and I have kept the page with your notes on it ever since."),
    };
}

std::vector<sample> in_spanish() {
    const std::string sealed = "Nadie la ve antes de que los dos hayáis respondido.";
    const auto choice = asked("buttons", "es", "Hola, Ana.\n\nVuestro medio año termina el 30 de junio.",
                              question(kind::buttons, "¿Miramos atrás juntos?",
                                       {{"yes", "Sí, vamos"}, {"later", "Más tarde"}, {"no", "No, gracias"}}),
                              "Solo tú ves tu respuesta.");
    return {
        choice,
        asked("list", "es", "",
              question(kind::buttons, "¿Qué te ha ayudado más hasta ahora?",
                       {{"listen", "Que alguien escuchara sin juzgar"},
                        {"ask", "Las preguntas que me hicieron pensar de nuevo"},
                        {"other", "Otra cosa"}}),
              sealed),
        asked("long_list", "es", "",
              question(kind::select, "¿En qué mes quieres volver a mirarlo?",
                       months({"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
                               "octubre", "noviembre", "diciembre"})),
              ""),
        asked("several", "es", "",
              up_to(question(kind::several, "¿Cuáles has practicado?",
                             {{"feedback", "Dar mi opinión"}, {"no", "Decir que no"}, {"lead", "Dirigir una reunión"}}),
                    2),
              "Caben dos."),
        asked("scale", "es", "", question(kind::buttons, "¿Cuánto te has acercado a tu meta?", steps(1, 5)),
              "1 = nada, 5 = del todo"),
        asked("date", "es", "", question(kind::date, "¿Cuándo os veis la próxima vez?", {{"~decline", "Aún no lo sé"}}),
              ""),
        asked("number", "es", "",
              with_bounds(question(kind::number, "¿Cuántas horas habéis pasado juntos este mes?"), 0, 40), ""),
        asked("person", "es", "", question(kind::person, "¿Quién podría ayudarte con esto?"), ""),
        asked("long_text", "es", "La segunda de tres preguntas.",
              in_window(question(kind::long_text, "¿Qué harías de otra manera la próxima vez?",
                                 {{"~decline", "Aún no lo sé"}}),
                        "Escribir en ventana"),
              sealed),
        nudge("es", "Bo y tú no os habéis visto en tres semanas.",
              question(kind::select, "¿Demasiado?",
                       {{"why", "¿Por qué recibo esto?"}, {"snooze_day", "Hoy no"}, {"stop", "Parar"}})),
        answered(choice, "answered", "Sí, vamos", true),
    };
}

std::vector<sample> with_hostile_words() {
    const std::vector<std::string> words{
        "[click here](https://evil.example/a)",
        "![picture](https://evil.example/a.png)",
        "https://evil.example/bare and <https://evil.example/angle>",
        "**bold** __bold__ *slanted* _slanted_ ~~struck~~ `code`",
        "<b>bold</b><img src=x onerror=alert(1)><a href='https://evil.example'>x</a>",
        "<at>Bo Berg</at> @everyone",
        "{{DATE(2026-01-01T00:00:00Z, LONG)}} {{TIME(2026-01-01T00:00:00Z)}} ${name} {{name}}",
        "# Heading",
        "- one",
        "1. one",
        "> quoted",
        "---",
        "    indented like code",
        "&lt;b&gt; &#42;&#42;bold&#42;&#42; \\*star\\*",
        "abc\xe2\x80\xae"
        "cba \xe2\x81\xa6isolated\xe2\x81\xa9 zero\xe2\x80\x8bwidth",
    };
    std::vector<option> options;
    std::vector<text_run> lines;
    for (const auto& one : words) {
        options.push_back({"v" + std::to_string(options.size()), one});
        lines.push_back({"They wrote: ", false});
        lines.push_back({one + "\n", true});
        lines.push_back({one + "\n", true});
    }
    std::vector<sample> out;
    const auto add = [&](std::string name, control ask, std::vector<text_run> text) {
        sample made;
        made.name = "hostile_" + std::move(name) + "-en";
        made.hostile = true;
        made.message.language = "en";
        made.message.text = std::move(text);
        made.message.ask = std::move(ask);
        out.push_back(std::move(made));
    };
    add("words", question(kind::buttons, "Which?", {options.begin(), options.begin() + 6}), lines);
    add("buttons", question(kind::buttons, "Which?", {{"a", "*a* [b](//c)"}, {"b", "<b>b</b>"}, {"c", "{{DATE(x)}}"}}),
        {{"Which?", false}});
    add("list", question(kind::several, words[0] + " " + words[3], options), {{words[0] + " " + words[3], true}});
    add("folded_list", question(kind::select, words[4], options), {{words[4], true}});
    add("window", in_window(question(kind::long_text, words[0] + " " + words[4] + " " + words[6]), words[3]), lines);
    add("answered", question(kind::buttons, "Which?", {{"a", "A"}}), {{"Which?", false}});
    out.back().answered = settled{{"m1"}, words[0] + " " + words[3] + " " + words[6], true, true};
    add("ways_out", question(kind::buttons, "Which?", {{"a", "A"}}), {{"Which?", false}});
    out.back().message.ways_out = question(kind::select, words[1] + words[3], {{"stop", words[2]}});
    return out;
}

}  // namespace waymark::card_samples
