#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

// A name that is a header's already stays; another becomes one.
std::string header_of(const Slot& slot) {
  const bool is_header = slot.kind->group == Group::header || slot.name == "Authorization" || slot.name == "Location" ||
                         slot.name.find('-') != std::string::npos;
  return is_header ? slot.name : "X-" + header_name(slot.name);
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string request(Page& page, const Slot& slot) {
  return "POST /" + word(page.rng()) + "/v2 HTTP/1.1\nHost: " + word(page.rng()) +
         ".azure-api.net\nContent-Type: application/json\n" + header_of(slot) + ": " + slot.text() +
         "\nx-ms-client-request-id: " + page.keep("request-id", guid(page.rng())) + "\nContent-Length: 0\n";
}
std::string request_lower(Page& page, const Slot& slot) {
  return ":method: GET\n:path: /" + word(page.rng()) + "\n:authority: " + word(page.rng()) + ".azure-api.net\n" +
         lower(header_of(slot)) + ": " + slot.text() + "\naccept: */*\n";
}
std::string curl_verbose(Page& page, const Slot& slot) {
  return "* Connected to gateway (127.0.0.1) port 8080\n> GET /" + word(page.rng()) +
         " HTTP/1.1\n> Host: " + word(page.rng()) + ".azure-api.net\n> " + header_of(slot) + ": " + slot.text() +
         "\n> Accept: */*\n>\n< HTTP/1.1 401 Unauthorized\n< ETag: " +
         page.keep("etag", "\"0x8D" + page.rng().chars("0123456789ABCDEF", 12) + '"') + "\n<";
}
std::string curl_response(Page& page, const Slot& slot) {
  return "< HTTP/2 200\n< " + lower(header_of(slot)) + ": " + slot.text() + "\n< x-request-id: " + guid(page.rng());
}
std::string padded_header(Page&, const Slot& slot) { return "    " + header_of(slot) + " :   " + slot.text(); }
std::string query(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + " GET https://" + word(page.rng()) + ".azure-api.net/" + word(page.rng()) +
         "?api-version=2024-05-01&" + percent(slot.name) + '=' + percent(slot.text()) + "&verbose=true 200";
}
std::string query_last(Page& page, const Slot& slot) {
  return "Location: https://" + word(page.rng()) + ".example.net/cb?state=" + page.rng().chars(k_alnum, 8) + '&' +
         percent(slot.name) + '=' + percent(slot.text());
}
std::string fragment(Page& page, const Slot& slot) {
  return "Location: https://" + word(page.rng()) + ".example.net/app#" + percent(slot.name) + '=' +
         percent(slot.text()) + "&expires_in=3599";
}
std::string form_body(Page& page, const Slot& slot) {
  std::string value = percent(slot.text());
  for (std::size_t at = value.find("%20"); at != std::string::npos; at = value.find("%20", at))
    value.replace(at, 3, "+");
  return "grant_type=password&client_id=" + guid(page.rng()) + '&' + percent(slot.name) + '=' + value + "&scope=openid";
}
std::string multipart(Page& page, const Slot& slot) {
  const std::string boundary = "------------------------" + page.rng().chars(k_hex, 16);
  return "Content-Type: multipart/form-data; boundary=" + boundary + "\n\n--" + boundary +
         "\nContent-Disposition: form-data; name=\"" + slot.name + "\"\n\n" + slot.text() + "\n--" + boundary + "--";
}
std::string access_log(Page& page, const Slot& slot) {
  return "127.0.0.1 - - [18/Nov/2026:05:02:10 +0000] \"GET /" + word(page.rng()) + '?' + percent(slot.name) + '=' +
         percent(slot.text()) + R"( HTTP/1.1" 401 0 "-" "curl/8.5.0")";
}
std::string cookie_pair(Page& page, const Slot& slot) {
  return "Cookie: lang=en; " + kebab(slot.name) + '=' + percent(slot.text()) + "; theme=" + word(page.rng());
}
std::string set_cookie(Page&, const Slot& slot) {
  return "Set-Cookie: " + kebab(slot.name) + '=' + percent(slot.text()) +
         "; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600";
}
std::string graph_body(Page& page, const Slot& slot) {
  return R"(response body: {"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,)" + json_string(slot.name) +
         ':' + json_string(slot.text()) + R"(,"resource":"https://)" + word(page.rng()) + ".net\"}";
}

std::string archive(Page& page, std::span<const Slot> slots) {
  return R"({"log":{"version":"1.2","creator":{"name":"Browser","version":"131.0"},"entries":[)" +
         each(page, slots, ",",
              [](Page& p, const Slot& slot) {
                return R"({"startedDateTime":")" + timestamp(p.rng()) +
                       R"(Z","request":{"method":"GET","url":"https://)" + word(p.rng()) +
                       R"(.azure-api.net/","headers":[{"name":"Accept","value":"*/*"},{"name":)" +
                       json_string(header_of(slot)) + R"(,"value":)" + json_string(slot.text()) +
                       R"(}],"cookies":[]},"response":{"status":200,"headers":[]}})";
              }) +
         "]}}\n";
}
std::string archive_cookies(Page& page, std::span<const Slot> slots) {
  return "{\"log\": {\"entries\": [\n" +
         each(page, slots, ",\n",
              [](Page& p, const Slot& slot) {
                return "{\"request\": {\n  \"cookies\": [\n    {\n      \"name\": " + json_string(kebab(slot.name)) +
                       ",\n      \"value\": " + json_string(slot.text()) +
                       ",\n      \"httpOnly\": true\n    }\n  ],\n  \"comment\": \"" + word(p.rng()) + "\"}}";
              }) +
         "\n]}}\n";
}
std::string archive_post(Page& page, std::span<const Slot> slots) {
  return "{\"log\": {\"entries\": [\n" +
         each(page, slots, ",\n",
              [](Page& p, const Slot& slot) {
                return R"({"request": {"postData": {"mimeType": "application/json", "text": )" +
                       json_string(R"({"user":")" + word(p.rng()) + "\"," + json_string(slot.name) + ':' +
                                   json_string(slot.text()) + '}') +
                       "}}}";
              }) +
         "\n]}}\n";
}
std::string header_object(Page& page, std::span<const Slot> slots) {
  return "[" +
         each(page, slots, ",\n",
              [](Page& p, const Slot& slot) {
                return R"({"correlationId":")" + guid(p.rng()) + R"(","requestHeaders":{"Host":")" + word(p.rng()) +
                       R"(.azure-api.net",)" + json_string(header_of(slot)) + ":[" + json_string(slot.text()) + "]}}";
              }) +
         "]\n";
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_json = Syntax::json;
constexpr std::string_view k_folder = "http";

constexpr std::array k_embeddings{
    Embedding{.id = "http-request", .holds = k_lines, .folder = k_folder, .line = &request},
    Embedding{.id = "http2-request", .holds = k_lines, .folder = k_folder, .line = &request_lower},
    Embedding{.id = "curl-verbose", .holds = k_lines, .folder = k_folder, .line = &curl_verbose},
    Embedding{.id = "curl-verbose-response", .holds = k_lines, .folder = k_folder, .line = &curl_response},
    Embedding{.id = "header-padded", .holds = k_lines, .folder = k_folder, .line = &padded_header},
    Embedding{.id = "query-string", .holds = k_lines, .folder = k_folder, .extension = "log", .line = &query},
    Embedding{.id = "query-string-last", .holds = k_lines, .folder = k_folder, .line = &query_last},
    Embedding{.id = "url-fragment", .holds = k_lines, .folder = k_folder, .line = &fragment},
    Embedding{.id = "form-body", .holds = k_lines, .folder = k_folder, .line = &form_body},
    Embedding{.id = "multipart", .folder = k_folder, .line = &multipart},
    Embedding{.id = "access-log", .holds = k_lines, .folder = k_folder, .extension = "log", .line = &access_log},
    Embedding{.id = "cookie-pair", .holds = k_lines, .benign_too = false, .folder = k_folder, .line = &cookie_pair},
    Embedding{.id = "set-cookie-pair", .holds = k_lines, .benign_too = false, .folder = k_folder, .line = &set_cookie},
    Embedding{.id = "json-body-line", .folder = k_folder, .extension = "log", .line = &graph_body},
    Embedding{.id = "har-headers",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "har",
              .syntax = k_json,
              .file = &archive},
    Embedding{.id = "har-cookies",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "har",
              .syntax = k_json,
              .file = &archive_cookies},
    Embedding{.id = "har-post-data", .folder = k_folder, .extension = "har", .syntax = k_json, .file = &archive_post},
    Embedding{.id = "header-object",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "json",
              .syntax = k_json,
              .file = &header_object},
};

}  // namespace

std::span<const Embedding> http_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
