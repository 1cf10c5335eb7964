#include "tests/support/hostile_texts.hpp"

#include <algorithm>
#include <set>

#include "adapters/plain_text.hpp"

namespace waymark::testing {
namespace {

using texts = std::vector<std::string>;

void add(texts& to, const texts& more) {
    to.insert(to.end(), more.begin(), more.end());
}

texts mentions() {
    texts out;
    for (const char* who : {"!channel", "!here", "!everyone", "@U0MENTOR01", "@W0MENTOR01", "#C0GENERAL1",
                            "!subteam^S0MENTORS1", "!date^1767884400^{date}|now", "!date^0^{time}^https://evil.test|x"})
        for (const char* form : {"<>", "<|label>", "&lt;&gt;", "< >", "<<>>"}) {
            std::string one(form);
            const auto at = one.find(one.starts_with("&") ? "&gt;" : one.find('|') != std::string::npos ? "|" : ">");
            out.push_back(one.insert(at, who));
        }
    add(out, {"@channel", "@here", "@everyone", "@U0MENTOR01", "#general", "<at>Bo Berg</at>", "<at id=\"0\">Bo</at>",
              "<@", "<!", "@here>", "<!channel", "!channel>", "<\n!channel>", "<!channel\n>", "<! channel>",
              "<@U0MENTOR01|>", "<#C0GENERAL1|>", "<!foo>", "<!here|here> <!here>"});
    return out;
}

texts links() {
    texts out;
    for (const char* address : {"https://evil.test",
                                "http://evil.test/a?b=c&d=<e>",
                                "HTTPS://EVIL.TEST",
                                "https://evil.test/(x)",
                                "https://",
                                "ftp://evil.test",
                                "javascript:alert(1)",
                                "data:text/html,<b>x</b>",
                                "slack://channel?id=C1",
                                "msteams://x",
                                "//evil.test",
                                "www.evil.test",
                                "evil.com",
                                "mailto:a@evil.test",
                                "a@evil.test",
                                "tel:+49123",
                                "https://user:pass@evil.test:8080/#x",
                                "https://\u0435vil.test",
                                "https://evil.test\u202e/gpj.exe",
                                "https://xn--e1afmkfd.test",
                                "https://[::1]/",
                                "file:///etc/passwd"})
        for (const char* form :
             {"", "<>", "<|Approve>", "[Approve]()", "![x]()", "<a href=''>x</a>", "()", "*", "see "}) {
            std::string one(form);
            const auto at =
                one == "see " ? one.size() : one.find_first_of(one.find("()") != std::string::npos ? ")" : ">|'*");
            out.push_back(one.insert(one == "<a href=''>x</a>" ? 9 : std::min(at, one.size()), address));
        }
    return out;
}

texts formats() {
    texts out;
    for (const char* mark : {"*", "_", "~", "`", "**", "__", "~~", "```", "***"})
        for (const char* form : {"word", "two words", " blank ", "a\nb", ""})
            out.push_back(std::string(mark) + form + mark);
    for (const char* start : {">",
                              "> ",
                              ">>>",
                              "• ",
                              "- ",
                              "* ",
                              "+ ",
                              "1. ",
                              "1) ",
                              "12. ",
                              "# ",
                              "###### ",
                              "    ",
                              "\t",
                              "---",
                              "===",
                              "| a | b |\n|---|---|",
                              "&gt; ",
                              "[ ] ",
                              ": ",
                              "\\",
                              "~~~\n"})
        for (const char* before : {"", "line\n", "\n\n"}) out.push_back(std::string(before) + start + "quoted");
    add(out, {":tada:", ":+1::skin-tone-3:", ":a: :b:", "::", "*a _b ~c `d` c~ b_ a*", "*unclosed", "a*b*c", "\\*a\\*",
              "*\u200ba*", "`<!channel>`", "```\n<!here>\n```", "_*<@U0MENTOR01>*_"});
    return out;
}

texts markup() {
    return {"<b>bold</b>",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href='https://evil.test'>x</a>",
            "</script><svg onload=alert(1)>",
            "<!--",
            "-->",
            "]]>",
            "<![CDATA[x]]>",
            "<?xml version='1.0'?>",
            "<attachment id='1'></attachment>",
            "<table><tr><td>x</td></tr></table>",
            "<br/>",
            "&lt;b&gt;",
            "&amp;lt;!channel&amp;gt;",
            "&amp;amp;",
            "&#60;!channel&#62;",
            "&#x3C;b&#x3E;",
            "&nbsp;",
            "&quot;\"'",
            "&",
            "&&&&",
            "&lt",
            "&lt;!channel&gt;",
            "&lt;@U0MENTOR01&gt;",
            "<>",
            "< >",
            "<<<<>>>>",
            "><",
            "\"},{\"type\":\"button\"",
            "\\u003c!channel\\u003e",
            "'; DROP TABLE people; --",
            "=cmd|'/c calc'!A0",
            "%s%n%x",
            "%3C!channel%3E",
            "{\"type\":\"mrkdwn\"}"};
}

texts commands() {
    return {"${name}",
            "${process.env}",
            "#{7*7}",
            "{{7*7}}",
            "{{DATE(2026-01-01T00:00:00Z, LONG)}}",
            "{{TIME(2026-01-01T00:00:00Z)}}",
            "{ {DATE(2026-01-01T00:00:00Z, SHORT)}}",
            "{{{DATE(2026-01-01T00:00:00Z)}}}",
            "{{name}}",
            "{name}",
            "{partner.first_name}",
            "{me.answer.victories}",
            "{partner.answer.victories}",
            "{pair.goal}",
            "{programme.contact}",
            "{",
            "}",
            "{{",
            "}}",
            "{}",
            "{unknown}",
            "{partner.first_name",
            "$(id)",
            "`id`",
            "<%= 1 %>",
            "{% if 1 %}",
            "$when: ${true}",
            "$data",
            "${$root}",
            "{{#if x}}",
            "~decline",
            "q|p1/closing/1|prepare",
            "form|settings",
            "stop",
            "1",
            "null",
            "true",
            "[]"};
}

texts unseen() {
    texts out;
    for (const char* sign :
         {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",     "\u2068", "\u2069",
          "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "\u2060",     "\ufeff", "\u00ad",
          "\u2028", "\u2029", "\u180e", "\u115f", "\u3164", "\ufff9", "\U000e0041", "\ufe0f"})
        for (const char* form : {"", "abc", "\u05d0\u05d1"}) {
            out.push_back(std::string(form) + sign + "gpj.exe");
            out.push_back(sign + std::string(form));
        }
    add(out, {std::string("a\0b", 3),
              "\x01\x02\x1b[31mred",
              "\x7f",
              "\u0085",
              "\u009b31m",
              "\r\n",
              "a\rb",
              "\b\b\b",
              "\xff\xfe",
              "\xc0\x80",
              "\xed\xa0\x80",
              "\xf5\x80\x80\x80",
              "\xe2\x82",
              "\xf0\x9f\x98",
              "a\xcc",
              "\t\t\t",
              " ",
              "\n",
              "\n\n\n",
              "\u00a0\u00a0",
              "\u2003"});
    return out;
}

texts scripts() {
    texts out;
    for (const char* name : {"\u05d3\u05d5\u05d3",
                             "\u0639\u0644\u064a",
                             "\u05d3\u05d5\u05d3 Cohen",
                             "Al-\u0639\u0644\u064a (2)",
                             "\u0639\u0644\u064a 123",
                             "\u0686\u200c\u06cc",
                             "\u674e\u660e",
                             "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
                             "\u092e\u0940\u0928\u093e",
                             "O'Neil",
                             "D\u2019Arcy",
                             "J\u00fcrgen",
                             "\u0130lker",
                             "\u1e9e",
                             "\U0001d573\U0001d58a\U0001d591\U0001d591\U0001d594",
                             "\U0001f468\u200d\U0001f469\u200d\U0001f467",
                             "\U0001f1e9\U0001f1ea",
                             "\U0001f600\U0001f600\U0001f600",
                             "e\u0301",
                             "\ufdfd",
                             "\uff1c!channel\uff1e",
                             "\uff20here",
                             "\u2039@U0MENTOR01\u203a",
                             "Nul",
                             "root",
                             "Waymark",
                             "Slackbot",
                             "you"})
        for (const char* form : {"", "*", "!", "\n", " - "})
            out.push_back(std::string(name) + form + (*form == '*' ? name : ""));
    std::string stacked = "Z";
    for (int i = 0; i < 200; ++i) stacked += "\u0301";
    add(out, {stacked, "a" + stacked});
    return out;
}

texts long_ones() {
    texts out;
    for (const char* piece :
         {"x", "&", "<", "*", "\n", "\U0001f600", "\u05d0", "e\u0301", "\u202e", "{{", "<!here>", "https://evil.test/"})
        for (const std::size_t count : {80U, 3001U}) {
            std::string one;
            for (std::size_t i = 0; i < count; ++i) one += piece;
            out.push_back(one);
        }
    out.push_back(std::string(2999, 'w') + "&<!channel>");
    out.push_back(std::string(74, 'w') + "\U0001f600<!channel>");
    return out;
}

bool stands_alone(char32_t c) {  // marks, embeddings and overrides; what nobody sees
    return (c >= 0x202a && c <= 0x202e) || c == 0x200e || c == 0x200f || c == 0x61c || c == 0x200b || c == 0x2060 ||
           c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0x80 && c < 0xa0) || c == 0x7f ||
           (c < 0x20 && c != '\n' && c != '\t');
}

}  // namespace

const std::vector<std::string>& hostile_texts() {
    static const texts all = [] {
        texts out;
        std::set<std::string> known;
        for (const auto& family :
             {mentions(), links(), formats(), markup(), commands(), unseen(), scripts(), long_ones()})
            for (const auto& one : family)
                if (known.insert(one).second) out.push_back(one);
        return out;
    }();
    return all;
}

std::vector<std::string> hidden_in(const std::string& text) {
    std::vector<std::string> out;
    int isolates = 0;
    const auto end_line = [&] {
        if (isolates != 0) out.push_back("an isolate reaches beyond its line: " + text.substr(0, 200));
        isolates = 0;
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto c = code_point_at(text, i);
        i += c.size;
        if (!c.good || stands_alone(c.value)) out.push_back("something unseen at " + std::to_string(i));
        if (c.value >= 0x2066 && c.value <= 0x2068) ++isolates;
        if (c.value == 0x2069 && --isolates < 0) end_line();
        if (c.value == '\n') end_line();
    }
    end_line();
    return out;
}

}  // namespace waymark::testing
