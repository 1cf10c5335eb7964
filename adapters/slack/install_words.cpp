#include "adapters/slack/install_words.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

#include "adapters/replies.hpp"

namespace waymark::slack {
namespace {

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
    page_words english, spanish;
};

constexpr std::array pages{
    known_page{install_page::done,
               200,
               "installed",
               {"{bot} is installed in {where}",
                "That is all that was to do in Slack: {bot} may now write to people there.\n"
                "It writes to nobody by itself until a programme names them. In the programme file, this workspace is "
                "called slack_workspace: {tenant}\n"
                "To try it, open {bot} under Apps in Slack and write \"help\".",
                ""},
               {"{bot} está instalado en {where}",
                "Eso es todo lo que había que hacer en Slack: {bot} ya puede escribir a las personas de ese espacio.\n"
                "No escribe a nadie por su cuenta hasta que un programa las nombre. En el archivo del programa, este "
                "espacio de trabajo se llama slack_workspace: {tenant}\n"
                "Para probarlo, abre {bot} en Aplicaciones, en Slack, y escribe \"ayuda\".",
                ""}},
    known_page{install_page::done_everywhere,
               200,
               "installed",
               {"{bot} is installed in {where}",
                "One step is left: {bot} is in no workspace of the organization yet. An admin of the organization "
                "chooses those in which it may work.\n"
                "In the programme file, the organization is called slack_workspace: {tenant}",
                "Choose the workspaces"},
               {"{bot} está instalado en {where}",
                "Falta un paso: {bot} todavía no está en ningún espacio de trabajo de la organización. Un "
                "administrador de la organización elige aquellos en los que puede trabajar.\n"
                "En el archivo del programa, la organización se llama slack_workspace: {tenant}",
                "Elegir los espacios de trabajo"}},
    known_page{
        install_page::refused,
        200,
        "install_refused",
        {"{bot} was not installed",
         "Somebody chose Cancel at Slack, or is not allowed to install apps. Nothing has changed.\n"
         "If your workspace wants an admin to approve apps, ask one of them, and come back afterwards.",
         "Start again"},
        {"{bot} no se ha instalado",
         "Alguien eligió Cancelar en Slack, o no tiene permiso para instalar aplicaciones. No ha cambiado nada.\n"
         "Si en tu espacio de trabajo un administrador tiene que aprobar las aplicaciones, pídeselo y vuelve "
         "después.",
         "Empezar de nuevo"}},
    known_page{install_page::expired,
               400,
               "install_expired",
               {"This took too long",
                "An installation has to be finished within ten minutes, and its link works once. Nothing has changed.",
                "Start again"},
               {"Ha pasado demasiado tiempo",
                "Una instalación tiene que terminarse en diez minutos, y su enlace sirve una sola vez. No ha cambiado "
                "nada.",
                "Empezar de nuevo"}},
    known_page{install_page::another_browser,
               400,
               "install_elsewhere",
               {"This was started in another browser",
                "For your safety an installation has to end in the browser in which it began, and that browser has to "
                "allow cookies. Nothing has changed.",
                "Start again in this browser"},
               {"Esto empezó en otro navegador",
                "Por tu seguridad, una instalación tiene que terminar en el navegador en el que empezó, y ese "
                "navegador tiene que permitir cookies. No ha cambiado nada.",
                "Empezar de nuevo en este navegador"}},
    known_page{install_page::code_used,
               400,
               "install_code_used",
               {"This link has been used",
                "Slack's answer works once, and for ten minutes. If you have just seen that {bot} was installed, all "
                "is well, and there is nothing more to do.",
                "Start again"},
               {"Este enlace ya se ha usado",
                "La respuesta de Slack sirve una sola vez, durante diez minutos. Si acabas de ver que {bot} se ha "
                "instalado, todo está bien y no hay nada más que hacer.",
                "Empezar de nuevo"}},
    known_page{install_page::unreachable,
               502,
               "install_unreachable",
               {"Slack could not be reached",
                "The last step did not work, and it is nothing you did. Wait a minute and try again.", "Start again"},
               {"No se ha podido hablar con Slack",
                "El último paso no ha funcionado, y no es por nada que hayas hecho. Espera un minuto e inténtalo de "
                "nuevo.",
                "Empezar de nuevo"}},
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
                "Empezar de nuevo"}},
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
                ""}},
};

constexpr std::string_view style =
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1d2b28;"
    "background:#fff}h1{font-size:1.6rem;line-height:1.25}a{color:#1d5f50}"
    "@media(prefers-color-scheme:dark){body{color:#e6efec;background:#12201d}a{color:#8fd6c2}}";

/// What lets this one style in, and no other and no script.
std::string style_hash() {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(style.data()), style.size(), digest.data());
    std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> text{};
    EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
    return std::string("'sha256-").append(reinterpret_cast<const char*>(text.data())).append("'");
}

std::string in_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out.push_back(c);
    }
    return out;
}

std::string filled(std::string_view text, const install_facts& facts) {
    std::string out;
    while (!text.empty()) {
        const auto at = text.find('{');
        out += in_html(text.substr(0, at));
        if (at == std::string_view::npos) break;
        const auto end = text.find('}', at);
        const auto name = text.substr(at + 1, end - at - 1);
        out += in_html(name == "bot"      ? facts.bot_name
                       : name == "where"  ? (facts.where.empty() ? facts.tenant : facts.where)
                       : name == "tenant" ? facts.tenant
                                          : facts.reason);
        text = text.substr(end + 1);
    }
    return out;
}

std::string html_of(const known_page& page, const install_facts& facts, std::string_view language) {
    const auto& words = language == "es" ? page.spanish : page.english;
    const auto title = filled(words.title, facts);
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                      title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n<h1>" +
                      title + "</h1>\n";
    for (auto left = words.text; !left.empty();) {
        const auto end = left.find('\n');
        out += "<p>" + filled(left.substr(0, end), facts) + "</p>\n";
        left = end == std::string_view::npos ? std::string_view() : left.substr(end + 1);
    }
    const auto& way = page.which == install_page::done_everywhere ? facts.next : facts.again;
    if (!words.link.empty()) out += "<p><a href=\"" + in_html(way) + "\">" + filled(words.link, facts) + "</a></p>\n";
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace

/// The first of the two that stands there: browsers name languages in the order in which they are wanted.
std::string_view language_of(std::string_view accepted) {
    while (!accepted.empty()) {
        while (accepted.starts_with(' ')) accepted.remove_prefix(1);
        const auto one = accepted.substr(0, accepted.find_first_of(",;-"));
        if (one == "es" || one == "ES") return "es";
        if (one == "en" || one == "EN") return "en";
        const auto end = accepted.find(',');
        accepted = end == std::string_view::npos ? std::string_view() : accepted.substr(end + 1);
    }
    return "en";
}

webhook_reply page_of(install_page which, const install_facts& facts, std::string_view language) {
    const auto* page = &pages.front();
    for (const auto& one : pages)
        if (one.which == which) page = &one;
    auto out = refused(page->status, page->counted_as);
    out.content_type = "text/html; charset=utf-8";
    out.body = html_of(*page, facts, language);
    out.headers = {{"Cache-Control", "no-store"},
                   {"Referrer-Policy", "no-referrer"},
                   {"X-Content-Type-Options", "nosniff"},
                   {"Content-Security-Policy", "default-src 'none'; style-src " + style_hash() +
                                                   "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
    return out;
}

}  // namespace waymark::slack
