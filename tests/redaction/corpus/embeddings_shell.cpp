#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string export_line(Page&, const Slot& slot) {
  return "export " + upper_snake(slot.name) + '=' + shell_word(slot.text());
}
std::string export_double(Page&, const Slot& slot) {
  return "export " + upper_snake(slot.name) + "=\"" + backslashed(slot.text(), "\"$`") + '"';
}
std::string declare(Page&, const Slot& slot) {
  return "declare -x " + upper_snake(slot.name) + "=\"" + backslashed(slot.text(), "\"$`") + '"';
}
std::string prefix(Page& page, const Slot& slot) {
  return upper_snake(slot.name) + '=' + shell_word(slot.text()) + " ./" + word(page.rng()) + ".sh --dry-run";
}
std::string flag_space(Page& page, const Slot& slot) {
  return "$ /usr/bin/" + word(page.rng()) + " --" + kebab(slot.name) + ' ' + shell_word(slot.text()) + " --verbose";
}
std::string flag_equals(Page& page, const Slot& slot) {
  return "$ /usr/bin/" + word(page.rng()) + " --" + kebab(slot.name) + '=' + shell_word(slot.text()) + " --verbose";
}
std::string flag_single_dash(Page& page, const Slot& slot) {
  return "$ " + word(page.rng()) + " -" + slot.name + ' ' + shell_word(slot.text()) + " -v";
}
std::string flag_slash(Page& page, const Slot& slot) {
  return "C:\\tools\\" + word(page.rng()) + ".exe /" + pascal(slot.name) + ":\"" + slot.text() + "\" /quiet";
}
std::string processes(Page& page, const Slot& slot) {
  return "root      " + page.rng().chars("123456789", 4) + "  0.1  1.2 ?  Ssl  05:02   0:11 dotnet gw.dll --" +
         kebab(slot.name) + ' ' + slot.text();
}
std::string history(Page& page, const Slot& slot) {
  return " 1" + page.rng().chars(k_digits, 3) + "  az login --service-principal -u " + guid(page.rng()) + " --" +
         kebab(slot.name) + ' ' + shell_word(slot.text());
}
std::string curl_header(Page& page, const Slot& slot) {
  return "curl -sS -H " + shell_single(slot.name + ": " + slot.text()) + " https://" + word(page.rng()) +
         ".azure-api.net/status";
}
std::string curl_user(Page& page, const Slot& slot) {
  return "curl -u " + shell_word(word(page.rng()) + ':' + slot.text()) + " https://" + word(page.rng()) +
         ".example.net/";
}
std::string mysql_flag(Page& page, const Slot& slot) {
  return "sshpass -p " + shell_word(slot.text()) + " ssh " + word(page.rng()) + "@bastion uptime";
}
std::string helm_set(Page& page, const Slot& slot) {
  return "helm upgrade " + word(page.rng()) + " ./chart --set-string " +
         shell_word("gateway.auth." + slot.name + '=' + slot.text());
}
std::string kubectl_literal(Page& page, const Slot& slot) {
  return "kubectl create secret generic " + word(page.rng()) +
         " --from-literal=" + shell_word(slot.name + '=' + slot.text()) + " -n apim";
}
std::string power_shell(Page&, const Slot& slot) {
  return "$env:" + upper_snake(slot.name) + " = '" + yaml_single(slot.text()) + '\'';
}
std::string power_shell_variable(Page&, const Slot& slot) {
  return '$' + pascal(slot.name) + " = ConvertTo-SecureString '" + yaml_single(slot.text()) + "' -AsPlainText -Force";
}
std::string power_shell_hash(Page& page, const Slot& slot) {
  return "@{ Name = '" + word(page.rng()) + "'; " + pascal(slot.name) + " = '" + yaml_single(slot.text()) + "' }";
}
std::string batch(Page&, const Slot& slot) { return "SET \"" + upper_snake(slot.name) + '=' + slot.text() + '"'; }
std::string trace(Page&, const Slot& slot) { return "+ " + upper_snake(slot.name) + '=' + shell_word(slot.text()); }

std::string mysql_attached(Page& page, const Slot& slot) {
  return "mysql -h " + word(page.rng()) + " -u root -p" + shell_word(slot.text()) + " -e 'select 1'";
}
std::string az_set(Page& page, const Slot& slot) {
  return "az webapp config appsettings set -g rg-" + word(page.rng()) + " --settings " +
         shell_word(slot.name + '=' + slot.text());
}

// /proc/<pid>/environ and /proc/<pid>/cmdline: no line feeds at all.
std::string environ_file(Page& page, std::span<const Slot> slots) {
  const std::string end(1, '\0');
  return "PATH=/usr/bin:/bin" + end +
         each(page, slots, end, [](Page&, const Slot& slot) { return slot.name + '=' + slot.text(); }) + end +
         "HOME=/app" + end;
}
std::string argv_file(Page& page, std::span<const Slot> slots) {
  const std::string end(1, '\0');
  return "dotnet" + end + "gw.dll" + end +
         each(page, slots, end, [&](Page&, const Slot& slot) { return "--" + kebab(slot.name) + end + slot.text(); }) +
         end + "--verbose" + end;
}

constexpr auto k_lines = Holds::lines;
constexpr std::string_view k_folder = "host";

constexpr std::array k_embeddings{
    Embedding{
        .id = "shell-export", .folder = k_folder, .extension = "sh", .noise = &comment_line, .line = &export_line},
    Embedding{.id = "shell-export-double",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "sh",
              .noise = &comment_line,
              .line = &export_double},
    Embedding{.id = "shell-declare", .holds = k_lines, .folder = k_folder, .extension = "sh", .line = &declare},
    Embedding{.id = "shell-prefix", .holds = k_lines, .folder = k_folder, .extension = "sh", .line = &prefix},
    Embedding{.id = "shell-trace", .holds = k_lines, .folder = k_folder, .extension = "log", .line = &trace},
    Embedding{.id = "flag-space",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "txt",
              .noise = &comment_line,
              .line = &flag_space},
    Embedding{.id = "flag-equals",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "txt",
              .noise = &comment_line,
              .line = &flag_equals},
    Embedding{
        .id = "flag-single-dash", .holds = k_lines, .folder = k_folder, .extension = "txt", .line = &flag_single_dash},
    Embedding{.id = "flag-slash", .holds = Holds::words, .folder = k_folder, .extension = "txt", .line = &flag_slash},
    Embedding{.id = "process-list", .holds = Holds::words, .folder = k_folder, .extension = "txt", .line = &processes},
    Embedding{.id = "shell-history", .holds = k_lines, .folder = k_folder, .extension = "history", .line = &history},
    Embedding{.id = "curl-header", .holds = k_lines, .folder = k_folder, .extension = "sh", .line = &curl_header},
    Embedding{.id = "curl-user",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "sh",
              .line = &curl_user},
    Embedding{.id = "sshpass",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "sh",
              .line = &mysql_flag},
    Embedding{.id = "helm-set",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "sh",
              .line = &helm_set},
    Embedding{.id = "kubectl-literal",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "sh",
              .line = &kubectl_literal},
    Embedding{.id = "powershell-env",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "ps1",
              .noise = &comment_line,
              .line = &power_shell},
    Embedding{.id = "powershell-secure-string",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "ps1",
              .line = &power_shell_variable},
    Embedding{
        .id = "powershell-hash", .holds = k_lines, .folder = k_folder, .extension = "ps1", .line = &power_shell_hash},
    Embedding{.id = "batch-set", .holds = k_lines, .folder = k_folder, .extension = "cmd", .line = &batch},
    Embedding{
        .id = "environ", .folder = k_folder, .extension = "environ", .syntax = Syntax::framed, .file = &environ_file},
    Embedding{.id = "argv",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "cmdline",
              .syntax = Syntax::framed,
              .file = &argv_file},
    Embedding{.id = "mysql-attached",
              .holds = k_lines,
              .benign_too = false,
              .identifiers_too = false,
              .folder = k_folder,
              .extension = "sh",
              .line = &mysql_attached},
    Embedding{.id = "az-settings", .holds = k_lines, .folder = k_folder, .extension = "sh", .line = &az_set},
};

}  // namespace

std::span<const Embedding> shell_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
