#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string exception_message(Page& page, const Slot& slot) {
  return "System.InvalidOperationException: Setting '" + slot.name + "' has the value '" + slot.text() +
         "', which is not accepted.\n" + stack_frame(page);
}
std::string exception_inner(Page& page, const Slot& slot) {
  return "Unhandled exception. System.AggregateException: One or more errors occurred. (" + slot.name + "=" +
         slot.text() + ")\n ---> " +
         "System.Net.Http.HttpRequestException: Response status code does not indicate success: 401\n" +
         stack_frame(page);
}
std::string sql_exception(Page& page, const Slot& slot) {
  return "Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed. " + slot.name + ": " + slot.text() + "\n" +
         stack_frame(page) + "\nClientConnectionId:" + page.keep("connection-id", guid(page.rng()));
}
std::string python_dict(Page& page, const Slot& slot) {
  return "INFO settings = {'id': 7, " + python(slot.name) + ": " + python(slot.text()) + ", 'name': '" +
         word(page.rng()) + "'}";
}
std::string python_tuple(Page& page, const Slot& slot) {
  return "DEBUG headers=[('Accept', '*/*'), (" + python(slot.name) + ", " + python(slot.text()) + "), ('Host', '" +
         word(page.rng()) + "')]";
}
std::string python_object(Page& page, const Slot& slot) {
  return "Client(host='" + word(page.rng()) + "', " + slot.name + '=' + python(slot.text()) + ", retries=3)";
}
std::string python_traceback(Page& page, const Slot& slot) {
  return "Traceback (most recent call last):\n  File \"/app/" + word(page.rng()) +
         ".py\", line 88, in run\n    connect(" + slot.name + '=' + python(slot.text()) + ")\nConnectionError: refused";
}
std::string python_bytes(Page& page, const Slot& slot) {
  return "DEBUG send: b'" + slot.name + ": " + one_line(backslashed(slot.text(), "'")) +
         "\\r\\nHost: " + word(page.rng()) + "\\r\\n'";
}
std::string go_struct(Page& page, const Slot& slot) {
  return "config: {Name:" + word(page.rng()) + ' ' + pascal(slot.name) + ':' + slot.text() + " Retries:3 Timeout:30s}";
}
std::string go_struct_quoted(Page& page, const Slot& slot) {
  return "config: main.Config{Name:\"" + word(page.rng()) + "\", " + pascal(slot.name) + ':' +
         json_string(slot.text()) + ", Retries:3}";
}
std::string go_map(Page& page, const Slot& slot) {
  return "env map[HOME:/app " + slot.name + ':' + slot.text() + " USER:" + word(page.rng()) + ']';
}
std::string java_object(Page& page, const Slot& slot) {
  return "Config{name='" + word(page.rng()) + "', " + slot.name + "='" + slot.text() + "', retries=3}";
}
std::string java_map(Page& page, const Slot& slot) {
  return "{region=" + word(page.rng()) + ", " + slot.name + '=' + slot.text() + ", retries=3}";
}
std::string sharp_record(Page& page, const Slot& slot) {
  return "Options { Name = " + word(page.rng()) + ", " + pascal(slot.name) + " = " + slot.text() + ", Retries = 3 }";
}
std::string node_inspect(Page& page, const Slot& slot) {
  return "{ name: '" + word(page.rng()) + "', '" + slot.name + "': '" + one_line(backslashed(slot.text(), "'")) +
         "', retries: 3 }";
}
std::string rust_debug(Page& page, const Slot& slot) {
  return "Config { name: \"" + word(page.rng()) + "\", " + slot.name + ": Some(" + json_string(slot.text()) +
         "), retries: 3 }";
}
std::string ruby_hash(Page& page, const Slot& slot) {
  return R"(Parameters: {"id"=>")" + word(page.rng()) + "\", " + json_string(slot.name) + "=>" +
         json_string(slot.text()) + R"(, "commit"=>"Save"})";
}
std::string php_array(Page& page, const Slot& slot) {
  return "array(2) {\n  [\"name\"]=>\n  string(8) \"" + word(page.rng()) + "\"\n  [\"" + slot.name +
         "\"]=>\n  string(" + std::to_string(slot.text().size()) + ") \"" + slot.text() + "\"\n}";
}
std::string sharp_code(Page& page, const Slot& slot) {
  return "    private const string " + pascal(slot.name) + " = " + json_string(slot.text()) + ";  // " +
         word(page.rng());
}
std::string script_code(Page& page, const Slot& slot) {
  return "const " + word(page.rng()) + " = { " + json_string(slot.name) + ": process.env.X || " +
         json_string(slot.text()) + " };";
}
std::string python_code(Page&, const Slot& slot) { return upper_snake(slot.name) + " = " + python(slot.text()); }
std::string setter(Page& page, const Slot& slot) {
  return "client." + word(page.rng()) + "().set" + pascal(slot.name) + '(' + json_string(slot.text()) + ");";
}
std::string function_argument(Page& page, const Slot& slot) {
  return word(page.rng()) + ".headers.set(" + json_string(slot.name) + ", " + json_string(slot.text()) + ')';
}
std::string sql_insert(Page& page, const Slot& slot) {
  return "INSERT INTO settings (id, \"" + slot.name + "\") VALUES (7, '" + doubled(slot.text(), '\'') + "'); -- " +
         word(page.rng());
}
std::string sql_update(Page& page, const Slot& slot) {
  return "UPDATE users SET " + upper_snake(slot.name) + " = '" + doubled(slot.text(), '\'') + "' WHERE name = '" +
         word(page.rng()) + "';";
}
std::string sql_login(Page& page, const Slot& slot) {
  return "CREATE LOGIN " + word(page.rng()) + " WITH PASSWORD = N'" + doubled(slot.text(), '\'') +
         "', CHECK_POLICY = ON;";
}
std::string sql_user(Page& page, const Slot& slot) {
  return "ALTER USER '" + word(page.rng()) + "'@'%' IDENTIFIED BY '" + doubled(slot.text(), '\'') + "';";
}

std::string python_pretty(Page& page, const Slot& slot) {
  return "{'id': 7,\n 'owner': '" + word(page.rng()) + "',\n " + python(slot.name) + ": " + python(slot.text()) +
         ",\n 'retries': 3}";
}
std::string go_map_syntax(Page& page, const Slot& slot) {
  return R"(options: map[string]string{"owner":")" + word(page.rng()) + "\", " + json_string(slot.name) + ':' +
         json_string(slot.text()) + "}";
}
std::string key_value_pair(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + " entries: [region, " + word(page.rng()) + "], [" + slot.name + ", " + slot.text() +
         "], [retries, 3]";
}
std::string request_message(Page& page, const Slot& slot) {
  return "Method: GET, RequestUri: 'https://" + word(page.rng()) +
         ".azure-api.net/', Version: 1.1, Content: <null>, Headers:\n{\n  Accept: */*\n  " + header_name(slot.name) +
         ": " + slot.text() + "\n}";
}
std::string html_input(Page& page, const Slot& slot) {
  return R"(<input type="hidden" id=")" + word(page.rng()) + "\" name=\"" + slot.name + "\" value=\"" +
         xml(slot.text()) + "\">";
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;
constexpr std::string_view k_logs = "logs";
constexpr std::string_view k_log = "log";
constexpr std::string_view k_code = "code";

constexpr std::array k_embeddings{
    Embedding{.id = "dotnet-exception",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &exception_message},
    Embedding{.id = "dotnet-exception-inner",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &exception_inner},
    Embedding{.id = "dotnet-exception-sql",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &sql_exception},
    Embedding{.id = "python-dict", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &python_dict},
    Embedding{
        .id = "python-tuples", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &python_tuple},
    Embedding{
        .id = "python-object", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &python_object},
    Embedding{.id = "python-traceback",
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &python_traceback},
    Embedding{.id = "python-bytes",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &python_bytes},
    Embedding{.id = "go-struct",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &go_struct},
    Embedding{.id = "go-struct-quoted",
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &go_struct_quoted},
    Embedding{.id = "go-map",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &go_map},
    Embedding{.id = "java-object",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &java_object},
    Embedding{.id = "java-map",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &java_map},
    Embedding{.id = "csharp-record",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &sharp_record},
    Embedding{
        .id = "node-inspect", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &node_inspect},
    Embedding{.id = "rust-debug", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &rust_debug},
    Embedding{.id = "ruby-hash", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &ruby_hash},
    Embedding{.id = "php-var-dump", .holds = k_words, .folder = k_code, .line = &php_array},
    Embedding{.id = "csharp-constant", .folder = k_code, .extension = "cs", .line = &sharp_code},
    Embedding{.id = "javascript-object", .folder = k_code, .extension = "js", .line = &script_code},
    Embedding{
        .id = "python-assignment", .folder = k_code, .extension = "py", .noise = &comment_line, .line = &python_code},
    Embedding{.id = "java-setter", .folder = k_code, .extension = "java", .line = &setter},
    Embedding{.id = "call-argument", .holds = k_lines, .folder = k_code, .extension = "js", .line = &function_argument},
    Embedding{.id = "sql-insert", .folder = k_code, .extension = "sql", .line = &sql_insert},
    Embedding{.id = "sql-update", .folder = k_code, .extension = "sql", .line = &sql_update},
    Embedding{.id = "sql-login",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_code,
              .extension = "sql",
              .line = &sql_login},
    Embedding{.id = "sql-identified-by",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_code,
              .extension = "sql",
              .line = &sql_user},
    Embedding{
        .id = "python-pprint", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &python_pretty},
    Embedding{
        .id = "go-map-syntax", .folder = k_logs, .extension = k_log, .noise = &gateway_line, .line = &go_map_syntax},
    Embedding{.id = "dotnet-key-value-pair",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &key_value_pair},
    Embedding{.id = "dotnet-request-message",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &request_message},
    Embedding{.id = "html-input", .folder = k_code, .extension = "html", .line = &html_input},
};

}  // namespace

std::span<const Embedding> code_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
