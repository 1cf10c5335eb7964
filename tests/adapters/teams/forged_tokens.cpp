#include "tests/adapters/teams/forged_tokens.hpp"

#include <map>

#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams_fixtures {
namespace {

using teams::errc;

std::string signed_part(const std::string& header) {
    return base64url(header) + "." + base64url(good_payload());
}
std::string header_with(const std::string& members) {
    return "{" + members + R"(,"kid":")" + first_key + R"("})";
}
std::string good_signature_of(const std::string& token) {
    return token.substr(token.rfind('.') + 1);
}
std::string good_token() {
    return token_of(good_header(), good_payload());
}
std::string number_text(std::size_t number) {
    return std::to_string(number);
}

/// `good_payload` with one member written otherwise; "" leaves it out.
std::string payload_with(const std::string& name, const std::string& member) {
    std::map<std::string, std::string> members{{"serviceurl", R"("serviceurl":")" + service_url + "\""},
                                               {"nbf", R"("nbf":1772442600)"},
                                               {"exp", R"("exp":1772446200)"},
                                               {"iss", R"("iss":"https://api.botframework.com")"},
                                               {"aud", R"("aud":")" + app_id + "\""}};
    members[name] = member;
    std::string out = "{";
    for (const auto& [key, text] : members) {
        if (text.empty()) continue;
        if (out.size() > 1) out += ",";
        out += text;
    }
    return out + "}";
}

void add_claim(std::vector<forged>& to, const std::string& name, const std::string& member, errc why) {
    to.push_back({name + " as " + (member.empty() ? "nothing" : member),
                  token_of(good_header(), payload_with(name, member)), why});
}

std::string nested(std::size_t depth) {
    return R"({"x":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

}  // namespace

std::vector<forged> forged_algorithms() {
    std::vector<forged> out;
    const auto pem = bytes("auth/TEST_ONLY_public_key.pem");
    for (const auto* alg : {R"("none")",    R"("None")",        R"("NONE")",   R"("nOnE")",  R"("")",      R"("rs256")",
                            R"("RS256 ")",  R"("RS256\u0000")", R"("RS1")",    R"("RS384")", R"("RS512")", R"("PS256")",
                            R"("PS384")",   R"("ES256")",       R"("ES256K")", R"("EdDSA")", R"("HS256")", R"("HS384")",
                            R"("HS512")",   R"("RSA-OAEP")",    R"("dir")",    "null",       "256",        "true",
                            R"(["RS256"])", R"({"RS256":1})"}) {
        const auto header = header_with(R"("alg":)" + std::string(alg));
        out.push_back(
            {"alg " + std::string(alg) + ", signed as RS256", token_of(header, good_payload()), errc::wrong_algorithm});
        out.push_back({"alg " + std::string(alg) + ", unsigned", signed_part(header) + ".", errc::wrong_algorithm});
    }
    out.push_back({"no alg", token_of(R"({"kid":")" + first_key + R"("})", good_payload()), errc::wrong_algorithm});
    for (const auto* bits : {"256", "384", "512"}) {
        const auto part = signed_part(header_with(R"("alg":"HS)" + std::string(bits) + "\""));
        const auto digest = "SHA" + std::string(bits);
        for (const auto& secret : {pem, pem.substr(0, pem.size() - 1), std::string(), std::string("secret")})
            out.push_back({digest + " with a secret of " + number_text(secret.size()) + " bytes",
                           part + "." + base64url(hmac_signature(part, secret, digest.c_str())),
                           errc::wrong_algorithm});
    }
    // What the header says is right, and the signature is of another kind.
    const auto part = signed_part(good_header());
    out.push_back(
        {"HMAC in an RS256 token", part + "." + base64url(hmac_signature(part, pem, "SHA256")), errc::bad_signature});
    for (const auto* digest : {"SHA1", "SHA384", "SHA512"})
        out.push_back({std::string("RSA over ") + digest,
                       part + "." + base64url(rsa_signature(part, our_key(), digest)), errc::bad_signature});
    out.push_back(
        {"RSA-PSS", part + "." + base64url(rsa_signature(part, our_key(), "SHA256", true)), errc::bad_signature});
    return out;
}

std::vector<forged> forged_headers() {
    std::vector<forged> out;
    const auto add = [&](const std::string& header, errc why, const private_key& by = strangers_key()) {
        out.push_back({"header " + header.substr(0, 80), token_of(header, good_payload(), by), why});
    };
    // Keys that a token brings along are never looked at.
    for (const auto* source :
         {R"("jku":"https://attacker.example/keys")", R"("x5u":"https://attacker.example/cert.pem")",
          R"("jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"})", R"("x5c":["MIIB"])", R"("x5t":"AAAA")",
          R"("x5t#S256":"AAAA")", R"("jku":"file:///etc/passwd")"})
        add(R"({"alg":"RS256","kid":")" + first_key + "\"," + source + "}", errc::bad_signature);
    for (const auto& id :
         {std::string("../../../../dev/null"), std::string("/etc/passwd"), std::string("https://attacker.example/key"),
          std::string("' OR '1'='1"), std::string("key\\u0000"), first_key + " ", first_key.substr(1),
          std::string("L4QE"), std::string(10'000, 'k'), std::string("l4QeUoWEdqFB4VwyY7lqM99tmuw-oct")})
        add(R"({"alg":"RS256","kid":")" + id + "\"}", errc::unknown_key);
    for (const auto* id : {R"("")", "null", "0", "[]", "{}", "false"})
        add(R"({"alg":"RS256","kid":)" + std::string(id) + "}", errc::no_key_id, our_key());
    // The name of another key of the set, and the other way round.
    add(R"({"alg":"RS256","kid":"cwB5bfQHtpJyA1AE_jalAMuQBM0"})", errc::bad_signature, our_key());
    add(good_header(), errc::bad_signature);
    for (const auto* crit : {R"(["exp"])", "[]", "null", R"(["b64"],"b64":false)"})
        add(R"({"alg":"RS256","kid":")" + first_key + R"(","crit":)" + crit + "}", errc::wrong_algorithm, our_key());
    for (const auto* twice : {R"("alg":"none","alg":"RS256")", R"("alg":"RS256","alg":"none")",
                              R"("\u0061lg":"none","alg":"RS256")", R"("alg":"RS256","kid":"other")"})
        add(header_with(twice), errc::malformed_token, our_key());
    return out;
}

std::vector<forged> forged_shapes() {
    std::vector<forged> out;
    const auto add = [&](const std::string& name, const std::string& token, errc why = errc::malformed_token) {
        out.push_back({name, token, why});
    };
    const auto good = good_token();
    const auto header = base64url(good_header());
    const auto payload = base64url(good_payload());
    const auto signature = good_signature_of(good);
    add("nothing", "", errc::no_token);
    add("two tokens", good + " " + good, errc::no_token);
    add("two tokens with a comma", good + "," + good, errc::no_token);
    add("a blank after it", good + " ", errc::no_token);
    add("a tab in it", header + ".\t" + payload + "." + signature, errc::no_token);
    for (const auto& one : {std::string("."), std::string(".."), std::string("..."), header, header + "." + payload,
                            good + ".", "." + good, good + "." + signature, ".." + signature,
                            "." + payload + "." + signature, header + ".." + signature, header + "." + payload + ".",
                            payload + "." + header + "." + signature, signature + "." + payload + "." + header})
        add("parts of " + number_text(one.size()) + " bytes", one,
            one.starts_with(payload) ? errc::unknown_issuer : errc::malformed_token);
    for (const auto* pad : {"=", "==", "%3D", "+", "/", "\n", "\r\n", "\xc3\xa4", "\xff"}) {
        add("header with " + std::string(pad), header + pad + "." + payload + "." + signature);
        add("claims with " + std::string(pad), header + "." + payload + pad + "." + signature);
        add("signature with " + std::string(pad), good + pad);
    }
    add("left-over bits in the signature", good.substr(0, good.size() - 1) + (good.ends_with('A') ? "B" : "-"));
    // Signed with the real key, and not what a header or claims may be.
    const auto text = good_payload();
    for (const auto& odd : {std::string("[]"),
                            "[" + text + "]",
                            std::string("\"text\""),
                            std::string("null"),
                            std::string("NaN"),
                            text.substr(0, text.size() - 1),
                            text + "x",
                            text + text,
                            "/* */" + text,
                            text + std::string(1, '\0'),
                            text + std::string("\0{}", 3),
                            "{'iss':1}" + text,
                            std::string("\xff\xfe", 2) + text,
                            R"({"iss":")" + std::string("\xc3\x28") + "\"}",
                            R"({"iss":")" + std::string("\xed\xa0\x80") + "\"}",
                            std::string("{\"exp\":NaN}"),
                            std::string("{\"exp\":Infinity}"),
                            std::string("{\"exp\":01}"),
                            std::string("{\"exp\":+1}"),
                            std::string("{exp:1}"),
                            std::string(10'000, '[')}) {
        add("claims of " + number_text(odd.size()) + " odd bytes", token_of(good_header(), odd));
        add("header of " + number_text(odd.size()) + " odd bytes", token_of(odd, text));
    }
    add("claims inside claims", token_of(good_header(), R"({"claims":)" + text + "}"), errc::unknown_issuer);
    add("deep claims", token_of(good_header(), nested(5'000)));
    add("a deep header", token_of(nested(5'000), text));
    add("a huge header", token_of(R"({"alg":"RS256","x":")" + std::string(20'000, 'x') + "\"}", text), errc::too_large);
    add("huge claims", token_of(good_header(), R"({"x":")" + std::string(1'000'000, 'x') + "\"}"), errc::too_large);
    add("a huge signature", header + "." + payload + "." + std::string(100'000, 'A'), errc::too_large);
    add("only dots", std::string(16'000, '.'));
    return out;
}

std::vector<forged> forged_claims() {
    std::vector<forged> out;
    for (const auto* issuer :
         {R"("iss":"https://api.botframework.com/")", R"("iss":"HTTPS://API.BOTFRAMEWORK.COM")",
          R"("iss":"http://api.botframework.com")", R"("iss":"https://api.botframework.com.attacker.example")",
          R"("iss":"https://api.botframework.us")", R"("iss":"https://sts.windows.net/")", R"("iss":"")",
          R"("iss":null)", R"("iss":1)", R"("iss":["https://api.botframework.com"])", R"("iss":{})", "",
          R"("issuer":"https://api.botframework.com")", R"("iss":" https://api.botframework.com")"})
        add_claim(out, "iss", issuer, errc::unknown_issuer);
    for (const auto& audience :
         {std::string(R"("aud":"0b07c0de-9999-4222-8333-444455556666")"), R"("aud":")" + app_id + " \"",
          R"("aud":"api://)" + app_id + "\"", R"("aud":")" + app_id.substr(1) + "\"", std::string(R"("aud":"")"),
          std::string(R"("aud":[])"), std::string(R"("aud":["*"])"), std::string(R"("aud":"*")"),
          R"("aud":"x,)" + app_id + "\"", std::string(), R"("Aud":")" + app_id + "\"",
          std::string(R"("aud":"https://api.botframework.com")")})
        add_claim(out, "aud", audience, errc::other_audience);
    for (const auto& audience :
         {std::string(R"("aud":null)"), std::string(R"("aud":1)"), R"("aud":{"x":")" + app_id + "\"}",
          R"("aud":[[")" + app_id + "\"]]", R"("aud":[")" + app_id + "\",null]"})
        add_claim(out, "aud", audience, errc::malformed_token);
    for (const auto* time :
         {R"("exp":"1772446200")", R"("exp":null)", R"("exp":true)", R"("exp":1772446200.5)", R"("exp":-1)",
          R"("exp":-9223372036854775808)", R"("exp":9223372036854775807)", R"("exp":9223372036854775808)",
          R"("exp":18446744073709551615)", R"("exp":99999999999999999999)", R"("exp":1e12)", R"("exp":1e999)",
          R"("exp":[1772446200])", R"("exp":{"$numberLong":"1772446200"})", R"("exp":253402300800)"})
        add_claim(out, "exp", time, errc::malformed_time);
    add_claim(out, "exp", "", errc::no_expiry);
    add_claim(out, "exp", R"("Exp":1772446200)", errc::no_expiry);
    for (const auto* time : {R"("exp":0)", R"("exp":1)", R"("exp":1772442599)", R"("exp":177244620)"})
        add_claim(out, "exp", time, errc::expired);
    for (const auto* time : {R"("nbf":1772443201)", R"("nbf":4070908800)", R"("nbf":253402300799)"})
        add_claim(out, "nbf", time, errc::not_yet_valid);
    for (const auto* time :
         {R"("nbf":"1772442600")", R"("nbf":null)", R"("nbf":-1)", R"("nbf":1.5)", R"("nbf":18446744073709551615)"})
        add_claim(out, "nbf", time, errc::malformed_time);
    for (const auto& url : {std::string(), R"("serviceUrl":")" + service_url + "\"", std::string(R"("serviceurl":"")"),
                            std::string(R"("serviceurl":null)"), R"("serviceurl":[")" + service_url + "\"]"})
        add_claim(out, "serviceurl", url, errc::no_service_url);
    const auto host = std::string("smba.trafficmanager.net");
    for (const auto& url : {"https://" + host + ".attacker.example/emea/" + tenant + "/",
                            "https://attacker.example/" + host + "/emea/" + tenant + "/",
                            "https://" + host + "@attacker.example/emea/" + tenant + "/",
                            "https://attacker.trafficmanager.net/emea/" + tenant + "/",
                            "http://" + host + "/emea/" + tenant + "/", "https://" + host + ":8443/emea/" + tenant,
                            "https://" + host + "/amer/" + tenant + "/", "https://" + host + "/", service_url + "/",
                            service_url + "?x=1", " " + service_url, service_url.substr(0, service_url.size() - 2)})
        add_claim(out, "serviceurl", R"("serviceurl":")" + url + "\"", errc::other_service_url);
    const auto good = good_payload().substr(1);
    for (const auto* twice : {R"("exp":4102444799,)", R"("iss":"https://attacker.example",)", R"("aud":"other",)",
                              R"("aud":[],)", R"("serviceurl":"https://attacker.example/",)", R"("nbf":0,)",
                              R"("\u0065xp":4102444799,)", R"("i\u0073s":"https://attacker.example",)"})
        out.push_back({"twice " + std::string(twice), token_of(good_header(), "{" + std::string(twice) + good),
                       errc::malformed_token});
    return out;
}

std::vector<forged> forged_signatures() {
    std::vector<forged> out;
    const auto good = good_token();
    const auto part = signed_part(good_header());
    const auto raw = rsa_signature(part, our_key());
    const auto add = [&](const std::string& name, const std::string& signature) {
        out.push_back({name, part + "." + base64url(signature), errc::bad_signature});
    };
    for (std::size_t at = 0; at < raw.size(); at += 16) {
        auto changed = raw;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        add("a bit of byte " + number_text(at), changed);
    }
    add("zeros", std::string(256, '\0'));
    add("one", std::string(255, '\0') + "\x01");
    add("all ones", std::string(256, '\xff'));
    add("a byte less", raw.substr(1));
    add("a byte cut off", raw.substr(0, 255));
    add("a zero before it", std::string(1, '\0') + raw);
    add("a zero after it", raw + std::string(1, '\0'));
    add("twice", raw + raw);
    add("one byte", "\x01");
    add("by a stranger", rsa_signature(part, strangers_key()));
    add("over the claims alone", rsa_signature(base64url(good_payload()), our_key()));
    add("over what was encoded", rsa_signature(good_header() + "." + good_payload(), our_key()));
    const auto other = token_of(good_header(), payload_with("aud", R"("aud":"other")"));
    out.push_back({"of another token", part + "." + good_signature_of(other), errc::bad_signature});
    auto later = good_payload();
    later.replace(later.find("1772446200"), 10, "4102444799");
    out.push_back({"of shorter-lived claims",
                   base64url(good_header()) + "." + base64url(later) + "." + good_signature_of(good),
                   errc::bad_signature});
    out.push_back({"the same claims with a blank",
                   base64url(good_header()) + "." + base64url(good_payload() + " ") + "." + good_signature_of(good),
                   errc::bad_signature});
    return out;
}

}  // namespace waymark::teams_fixtures
