#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_personal = Group::personal;
constexpr auto k_internal = Group::internal;
constexpr auto k_own = Shape::own;
constexpr auto k_word = Form::word;

constexpr std::array k_kinds{
    Kind{"email", k_personal, k_own, k_word, "contact|publisherEmail|user", "<word>.<word>@<word>-group.com"},
    Kind{"email-plus", k_personal, k_own, k_word, "notify|reportTo", "<word>+<word>@mail.<word>.co.uk"},
    Kind{"email-german", k_personal, k_own, k_word, "ansprechpartner|mailTo", "<word>_<word>@<word>.de"},
    Kind{"upn", k_personal, k_own, k_word, "upn|preferred_username|unique_name", "<word>@<word>.onmicrosoft.com"},
    Kind{"upn-guest", k_personal, k_own, k_word, "upn|userPrincipalName",
         "<word>_<word>.com#EXT#@<word>.onmicrosoft.com"},
    Kind{"mailto-link", k_personal, k_own, k_word, "link|help", "mailto:[[<word>@<word>.org]]"},
    Kind{"ipv4-public", k_personal, k_own, k_word, "clientIp|callerIpAddress|remote",
         "8<d:1>.1<d:1><d:1>.<octet>.<octet>"},
    Kind{"ipv4-public-port", k_personal, k_own, k_word, "remoteEndpoint|peer",
         "[[9<d:1>.1<d:1><d:1>.<octet>.<octet>]]:443"},
    Kind{"ipv4-private-10", k_personal, k_own, k_word, "podIp|hostIp|address", "10.1<d:1><d:1>.<octet>.<octet>"},
    Kind{"ipv4-private-172", k_personal, k_own, k_word, "gateway|address", "172.2<d:1>.<octet>.1<d:1><d:1>"},
    Kind{"ipv4-private-192", k_personal, k_own, k_word, "server|address", "192.168.1<d:1><d:1>.1<d:1><d:1>"},
    Kind{"ipv4-in-cidr", k_personal, k_own, k_word, "subnet|allow", "[[10.1<d:1><d:1>.<octet>.<octet>]]/28"},
    Kind{"ipv4-in-url", k_personal, k_own, k_word, "backendUrl|endpoint",
         "http://[[10.1<d:1><d:1>.<octet>.<octet>]]:8080/health"},
    Kind{"ipv6-public", k_personal, k_own, k_word, "clientIp|address",
         "2a0<d:1>:1<hex:3>:2<hex:3>:3<hex:3>:4<hex:3>:5<hex:3>:6<hex:3>:7<hex:3>"},
    Kind{"ipv6-compressed", k_personal, k_own, k_word, "clientIp|address", "2603:1<hex:3>:2<hex:3>::7<hex:3>"},
    Kind{"ipv6-private", k_personal, k_own, k_word, "podIp|address", "fd1<hex:1>:1<hex:3>:2<hex:3>::3<hex:3>:4<hex:3>"},
    Kind{"ipv6-bracketed", k_personal, k_own, k_word, "endpoint|listen", "",
         [](Rng& rng) {
           Secret secret;
           secret.value = "2a05:1" + rng.chars(k_hex, 3) + ":2" + rng.chars(k_hex, 3) + "::3" + rng.chars(k_hex, 3);
           secret.text = "http://[" + secret.value + "]:8080/v1";
           return secret;
         }},
    Kind{"ipv4-mapped", k_personal, k_own, k_word, "remoteIp|peer", "::ffff:[[10.1<d:1><d:1>.<octet>.<octet>]]"},
    Kind{"mac-colon", k_personal, k_own, k_word, "mac|macAddress",
         "0<hex:1>:1<hex:1>:2<hex:1>:3<hex:1>:4<hex:1>:5<hex:1>"},
    Kind{"mac-dash", k_personal, k_own, k_word, "mac|physicalAddress",
         "0<HEX:1>-1<HEX:1>-2<HEX:1>-3<HEX:1>-4<HEX:1>-5<HEX:1>"},
    Kind{"user-unix-path", k_personal, k_own, k_word, "path|configPath", "/home/[[<word><d:2>]]/.kube/config"},
    Kind{"user-mac-path", k_personal, k_own, k_word, "path|cwd", "/Users/[[<word><d:2>]]/src/apim"},
    Kind{"user-windows-path", k_personal, k_own, k_word, "path|file", R"(C:\Users\[[<word><d:2>]]\AppData\Local\Temp)"},
    Kind{"user-domain", k_personal, k_own, k_word, "user|account", "CORP\\[[<word><d:2>]]"},
    Kind{"host-corp", k_internal, k_own, k_word, "host|server|backend", "<word>-db01.<word>.corp"},
    Kind{"host-local", k_internal, k_own, k_word, "host|server", "<word>02.<word>.local"},
    Kind{"host-internal", k_internal, k_own, k_word, "host|node", "<word>-node-7.<word>.internal"},
    Kind{"host-intranet-url", k_internal, k_own, k_word, "backendUrl|url",
         "https://[[<word>.intra.<word>.net]]/api/v2"},
    Kind{"host-lan", k_internal, k_own, k_word, "host|peer", "<word>-srv.lan"},
};

}  // namespace

std::span<const Kind> personal_kinds() { return k_kinds; }

}  // namespace sgw::corpus
