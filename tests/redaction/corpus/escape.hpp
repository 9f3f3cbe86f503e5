#pragma once

#include <string>
#include <string_view>

namespace sgw::corpus {

// How text is written inside a quoted place of a syntax; the quotes themselves are the caller's.

std::string json(std::string_view text);         // what must be escaped, and no more
std::string json_string(std::string_view text);  // the same with its quotes
std::string json_dotnet(
    std::string_view text);  // System.Text.Json's default: & + ' < > ` " and all beyond ASCII as \uXXXX
std::string json_ascii(std::string_view text);    // Python's default: all beyond ASCII as \uXXXX
std::string json_slashed(std::string_view text);  // PHP's default: / as \/
std::string json_all(std::string_view text);      // every character as \uXXXX
std::string yaml_single(std::string_view text);   // ' doubled
std::string doubled(std::string_view text, char quote);
std::string xml(std::string_view text);            // the five named entities, line feeds kept
std::string xml_numeric(std::string_view text);    // every character as &#…; or &#x…;
std::string percent(std::string_view text);        // RFC 3986, upper case
std::string percent_lower(std::string_view text);  // the same in lower case
std::string percent_all(std::string_view text);    // every byte
std::string shell_single(std::string_view text);   // with its quotes: '…', an inner one as '\''
std::string shell_word(std::string_view text);     // quoted only where a shell would need it
std::string backslashed(std::string_view text, std::string_view specials);  // \ before each of them and before \ itself
std::string byte_escaped(std::string_view text);                            // every byte as \xNN
std::string python(std::string_view text);                                  // repr: with its quotes
std::string properties(std::string_view text);                              // a Java properties value
std::string one_line(std::string_view text);                                // line feeds as the two characters \n

// Names as other places spell them: config.service.auth → CONFIG_SERVICE_AUTH, config-service-auth,
// Config-Service-Auth.
std::string upper_snake(std::string_view name);
std::string kebab(std::string_view name);
std::string header_name(std::string_view name);
std::string pascal(std::string_view name);

}  // namespace sgw::corpus
