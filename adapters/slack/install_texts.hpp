// What stands on the pages of an installation, in each language. Internal to install_words.
#pragma once

#include <array>
#include <string_view>

#include "adapters/slack/install_words.hpp"

namespace waymark::slack {

/// {bot}, {where}, {tenant} and {reason} are filled in.
struct page_words {
    std::string_view title;
    std::string_view text;  ///< paragraphs, one a line
    std::string_view link;  ///< words of the way on; empty = there is none
};

struct known_page {
    install_page which;
    unsigned status;
    std::string_view counted_as;
    page_words english, spanish, german, french;
};

constexpr std::array install_texts{
    known_page{
        install_page::done,
        200,
        "installed",
        {"{bot} is installed in {where}",
         "That is all that was to do in Slack: {bot} may now write to people there.\n"
         "It writes to nobody by itself until a programme names them. Into the programme file belongs this "
         "line: slack_workspace: {tenant}\n"
         "To try it, open {bot} under Apps in Slack and write \"help\".",
         ""},
        {"{bot} está instalado en {where}",
         "Eso es todo lo que había que hacer en Slack: {bot} ya puede escribir a las personas de ese espacio.\n"
         "No escribe a nadie por su cuenta hasta que un programa las nombre. En el archivo del programa "
         "va esta línea: slack_workspace: {tenant}\n"
         "Para probarlo, abre {bot} en Aplicaciones, en Slack, y escribe \"ayuda\".",
         ""},
        {"{bot} ist in {where} installiert",
         "Mehr ist in Slack nicht zu tun: {bot} darf den Leuten dort jetzt schreiben.\n"
         "Von sich aus schreibt {bot} niemandem, bis ein Programm jemanden nennt. In die Programmdatei gehört diese "
         "Zeile: slack_workspace: {tenant}\n"
         "Zum Ausprobieren öffne {bot} in Slack unter Apps und schreibe \"hilfe\".",
         ""},
        {"{bot} est installé dans {where}",
         "C'est tout ce qu'il y avait à faire dans Slack : {bot} peut maintenant écrire aux gens de cet espace.\n"
         "{bot} n'écrit à personne de sa propre initiative tant qu'aucun programme ne nomme quelqu'un. Dans le fichier "
         "du programme, écris cette ligne : slack_workspace: {tenant}\n"
         "Pour essayer, ouvre {bot} sous Applications, dans Slack, et écris \"aide\".",
         ""}},
    known_page{install_page::done_everywhere,
               200,
               "installed",
               {"{bot} is installed in {where}",
                "One step is left: {bot} is in no workspace of the organization yet. An admin of the organization "
                "chooses those in which it may work.\n"
                "Into the programme file belongs this line: slack_workspace: {tenant}",
                "Choose the workspaces"},
               {"{bot} está instalado en {where}",
                "Falta un paso: {bot} todavía no está en ningún espacio de trabajo de la organización. Un "
                "administrador de la organización elige aquellos en los que puede trabajar.\n"
                "En el archivo del programa va esta línea: slack_workspace: {tenant}",
                "Elegir los espacios de trabajo"},
               {"{bot} ist in {where} installiert",
                "Ein Schritt fehlt noch: {bot} ist noch in keinem Workspace der Organisation. Wer die Organisation "
                "verwaltet, wählt aus, in welchen {bot} arbeiten darf.\n"
                "In die Programmdatei gehört diese Zeile: slack_workspace: {tenant}",
                "Workspaces auswählen"},
               {"{bot} est installé dans {where}",
                "Il reste une étape : {bot} n'est encore dans aucun espace de travail de l'organisation. La personne "
                "qui administre l'organisation choisit ceux où {bot} peut travailler.\n"
                "Dans le fichier du programme, écris cette ligne : slack_workspace: {tenant}",
                "Choisir les espaces de travail"}},
    known_page{
        install_page::refused,
        200,
        "install_refused",
        {"{bot} was not installed",
         "You or somebody else chose Cancel at Slack, or may not install apps. Nothing has changed.\n"
         "If your workspace wants an admin to approve apps, ask one of them, and come back afterwards.",
         "Start again"},
        {"{bot} no se ha instalado",
         "Tú u otra persona eligió Cancelar en Slack, o no tiene permiso para instalar aplicaciones. No ha cambiado "
         "nada.\n"
         "Si en tu espacio de trabajo un administrador tiene que aprobar las aplicaciones, pídeselo y vuelve "
         "después.",
         "Empezar de nuevo"},
        {"{bot} wurde nicht installiert",
         "Du oder jemand anderes hat in Slack auf Abbrechen gedrückt oder darf keine Apps installieren. Nichts hat "
         "sich geändert.\n"
         "Wenn in deinem Workspace Apps genehmigt werden müssen, bitte jemanden aus der Administration darum und komm "
         "danach wieder.",
         "Neu beginnen"},
        {"{bot} n'a pas été installé",
         "Toi ou quelqu'un d'autre a choisi Annuler dans Slack, ou n'a pas le droit d'installer des applications. Rien "
         "n'a changé.\n"
         "Si, dans ton espace de travail, les applications doivent être approuvées, demande-le à l'administration et "
         "reviens ensuite.",
         "Recommencer"}},
    known_page{
        install_page::expired,
        400,
        "install_expired",
        {"This took too long",
         "An installation has to be finished within ten minutes, and its link works once. If you have just seen that "
         "{bot} was installed, all is well; else nothing has changed.",
         "Start again"},
        {"Ha pasado demasiado tiempo",
         "Una instalación tiene que terminarse en diez minutos, y su enlace sirve una sola vez. Si acabas de ver que "
         "{bot} se ha instalado, todo está bien; si no, no ha cambiado nada.",
         "Empezar de nuevo"},
        {"Das hat zu lange gedauert",
         "Eine Installation muss in zehn Minuten fertig sein, und ihr Link gilt ein Mal. Wenn du gerade gesehen hast, "
         "dass "
         "{bot} installiert wurde, ist alles gut; sonst hat sich nichts geändert.",
         "Neu beginnen"},
        {"Cela a pris trop de temps",
         "Une installation doit être terminée en dix minutes, et son lien ne sert qu'une fois. Si tu viens de voir que "
         "{bot} est installé, tout va bien ; sinon, rien n'a changé.",
         "Recommencer"}},
    known_page{
        install_page::another_browser,
        400,
        "install_elsewhere",
        {"This was started in another browser",
         "For your safety an installation has to end in the browser in which it began, and that browser has to "
         "allow cookies. If you have just seen that {bot} was installed, all is well; else nothing has changed.",
         "Start again in this browser"},
        {"Esto empezó en otro navegador",
         "Por tu seguridad, una instalación tiene que terminar en el navegador en el que empezó, y ese "
         "navegador tiene que permitir cookies. Si acabas de ver que {bot} se ha instalado, todo está bien; si no, no "
         "ha cambiado nada.",
         "Empezar de nuevo en este navegador"},
        {"Das wurde in einem anderen Browser begonnen",
         "Zu deiner Sicherheit muss eine Installation in dem Browser enden, in dem sie begonnen hat, und er "
         "muss Cookies erlauben. Wenn du gerade gesehen hast, dass {bot} installiert wurde, ist alles gut; sonst hat "
         "sich nichts geändert.",
         "In diesem Browser neu beginnen"},
        {"Cela a commencé dans un autre navigateur",
         "Pour ta sécurité, une installation doit se terminer dans le navigateur où elle a commencé, et il doit "
         "accepter les cookies. Si tu viens de voir que {bot} est installé, tout va bien ; sinon, rien n'a changé.",
         "Recommencer dans ce navigateur"}},
    known_page{install_page::code_used,
               400,
               "install_code_used",
               {"This link was used, or is too old",
                "Slack's answer works once, and for ten minutes. If you have just seen that {bot} was installed, all "
                "is well, and there is nothing more to do.",
                "Start again"},
               {"Este enlace ya se ha usado, o es demasiado antiguo",
                "La respuesta de Slack sirve una sola vez, durante diez minutos. Si acabas de ver que {bot} se ha "
                "instalado, todo está bien y no hay nada más que hacer.",
                "Empezar de nuevo"},
               {"Dieser Link wurde schon benutzt oder ist zu alt",
                "Die Antwort von Slack gilt ein Mal und zehn Minuten lang. Wenn du gerade gesehen hast, dass {bot} "
                "installiert wurde, ist alles gut, und es ist nichts weiter zu tun.",
                "Neu beginnen"},
               {"Ce lien a déjà servi, ou il est trop ancien",
                "La réponse de Slack ne sert qu'une fois, pendant dix minutes. Si tu viens de voir que {bot} est "
                "installé, tout va bien et il n'y a plus rien à faire.",
                "Recommencer"}},
    known_page{
        install_page::unreachable,
        502,
        "install_unreachable",
        {"Slack could not be reached",
         "The last step did not work, and it is nothing you did. Wait a minute and try again.", "Start again"},
        {"No se ha podido hablar con Slack",
         "El último paso no ha funcionado, y no es por nada que hayas hecho. Espera un minuto e inténtalo de "
         "nuevo.",
         "Empezar de nuevo"},
        {"Slack war nicht zu erreichen",
         "Der letzte Schritt hat nicht geklappt, und es liegt nicht an dir. Warte eine Minute und versuche es noch "
         "einmal.",
         "Neu beginnen"},
        {"Slack n'a pas pu être joint",
         "La dernière étape n'a pas marché, et tu n'y es pour rien. Attends une minute et réessaie.", "Recommencer"}},
    known_page{
        install_page::unkept,
        503,
        "install_unkept",
        {"{bot} could not keep this",
         "Slack has agreed, but {bot} cannot write anything down at the moment, so it is not installed yet. Please "
         "tell whoever runs it. Once that is mended, begin again.",
         "Start again"},
        {"{bot} no ha podido guardarlo",
         "Slack ha dicho que sí, pero {bot} no puede guardar nada en este momento, así que todavía no está "
         "instalado. Díselo a quien lo administra. Cuando esté arreglado, empieza de nuevo.",
         "Empezar de nuevo"},
        {"{bot} konnte das nicht festhalten",
         "Slack hat zugestimmt, aber {bot} kann im Augenblick nichts speichern und ist deshalb noch nicht "
         "installiert. Bitte sag es der Person, die {bot} betreibt. Wenn es wieder geht, beginne neu.",
         "Neu beginnen"},
        {"{bot} n'a pas pu l'enregistrer",
         "Slack est d'accord, mais {bot} ne peut rien enregistrer en ce moment et n'est donc pas encore installé. "
         "Dis-le à la personne qui s'en occupe. Quand ce sera réparé, recommence.",
         "Recommencer"}},
    known_page{install_page::wrong_settings,
               502,
               "install_settings",
               {"{bot} is not set up right yet",
                "Slack did not accept what {bot} says about itself. Please tell whoever runs it, with this word: "
                "{reason}",
                "Start again"},
               {"{bot} todavía no está bien configurado",
                "Slack no ha aceptado lo que {bot} dice de sí mismo. Díselo a quien lo administra, con esta palabra: "
                "{reason}",
                "Empezar de nuevo"},
               {"{bot} ist noch nicht richtig eingerichtet",
                "Slack hat nicht angenommen, was {bot} über sich selbst sagt. Bitte sag es der Person, die {bot} "
                "betreibt, mit diesem Wort: {reason}",
                "Neu beginnen"},
               {"{bot} n'est pas encore bien configuré",
                "Slack n'a pas accepté ce que {bot} dit de lui-même. Dis-le à la personne qui s'en occupe, avec ce "
                "mot : {reason}",
                "Recommencer"}},
    known_page{install_page::wrong_app,
               502,
               "install_other_app",
               {"This is not the right app",
                "What Slack has granted is not for {bot}. Please tell whoever runs it that the settings name another "
                "app than the one in Slack.",
                ""},
               {"Esta no es la aplicación correcta",
                "Lo que Slack ha concedido no es para {bot}. Dile a quien lo administra que la configuración nombra "
                "una aplicación distinta de la que está en Slack.",
                ""},
               {"Das ist nicht die richtige App",
                "Was Slack erlaubt hat, gilt nicht für {bot}. Bitte sag der Person, die {bot} betreibt, dass die "
                "Einstellungen eine andere App nennen als die in Slack.",
                ""},
               {"Ce n'est pas la bonne application",
                "Ce que Slack a accordé n'est pas pour {bot}. Dis à la personne qui s'en occupe que les réglages "
                "nomment une autre application que celle qui est dans Slack.",
                ""}},
};

}  // namespace waymark::slack
