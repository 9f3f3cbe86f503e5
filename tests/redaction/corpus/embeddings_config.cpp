#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string ini(Page& page, const Slot& slot) {
  return '[' + word(page.rng()) + "]\n" + slot.name + " = " + slot.text();
}
std::string ini_tight(Page& page, const Slot& slot) {
  return '[' + word(page.rng()) + "]\n" + slot.name + '=' + slot.text();
}
std::string ini_quoted(Page& page, const Slot& slot) {
  return '[' + word(page.rng()) + "]\n" + slot.name + " = \"" + backslashed(slot.text(), "\"") + '"';
}
std::string env_file(Page&, const Slot& slot) { return slot.name + '=' + one_line(slot.text()); }
std::string env_double(Page&, const Slot& slot) {
  return slot.name + "=\"" + one_line(backslashed(slot.text(), "\"$")) + '"';
}
std::string env_single(Page&, const Slot& slot) { return slot.name + '=' + shell_single(one_line(slot.text())); }
std::string env_lines(Page&, const Slot& slot) { return slot.name + "=\"" + slot.text() + '"'; }

std::string java_properties(Page& page, const Slot& slot) {
  static constexpr std::array<std::string_view, 3> k_separators{"=", " = ", ": "};
  return word(page.rng()) + '.' + slot.name + std::string(page.rng().pick(k_separators)) + properties(slot.text());
}
std::string toml(Page& page, const Slot& slot) {
  return '[' + word(page.rng()) + word(page.rng()) + "]\n\"" + slot.name + "\" = \"" + json(slot.text()) + '"';
}
std::string toml_lines(Page& page, const Slot& slot) {
  return '[' + word(page.rng()) + word(page.rng()) + "]\n\"" + slot.name + "\" = '''\n" + slot.text() + "'''";
}
std::string toml_inline(Page& page, const Slot& slot) {
  return word(page.rng()) + word(page.rng()) + " = { id = 7, \"" + slot.name + "\" = \"" + json(slot.text()) + "\" }";
}
std::string hcl_variables(Page&, const Slot& slot) {
  return slot.name + " = \"" + backslashed(json(slot.text()), "") + '"';
}
std::string hcl_block(Page& page, const Slot& slot) {
  return R"(resource "azurerm_thing" ")" + word(page.rng()) + "\" {\n  location = \"westeurope\"\n  " + slot.name +
         " = \"" + json(slot.text()) + "\"\n}";
}
std::string hcl_heredoc(Page& page, const Slot& slot) {
  return "variable \"" + word(page.rng()) + "\" {\n  " + slot.name + " = <<EOT\n" + slot.text() + "\nEOT\n}";
}
std::string nginx(Page& page, const Slot& slot) {
  return "location /" + word(page.rng()) + " {\n  proxy_set_header " + header_name(slot.name) + " \"" +
         backslashed(slot.text(), "\"") + "\";\n}";
}
std::string systemd(Page&, const Slot& slot) {
  return "Environment=\"" + slot.name + '=' + backslashed(slot.text(), "\"") + '"';
}
std::string net_rc(Page& page, const Slot& slot) {
  return "machine " + word(page.rng()) + ".example.net login " + word(page.rng()) + " password " + slot.text();
}
std::string npm_rc(Page& page, const Slot& slot) {
  return "//" + word(page.rng()) + ".pkgs.example.net/npm/:_authToken=" + slot.text();
}
std::string git_config(Page& page, const Slot& slot) {
  return "[remote \"" + word(page.rng()) + "\"]\n\turl = https://ci:" + percent(slot.text()) + "@git." +
         word(page.rng()) + ".com/a/b.git";
}
std::string git_extra_header(Page& page, const Slot& slot) {
  return "[http \"https://" + word(page.rng()) + ".com/\"]\n\textraheader = AUTHORIZATION: bearer " + slot.text();
}
std::string aws_credentials(Page& page, const Slot& slot) {
  return '[' + word(page.rng()) + "]\nregion = eu-west-1\naws_secret_access_key = " + slot.text();
}
std::string registry_file(Page& page, const Slot& slot) {
  return "[HKEY_LOCAL_MACHINE\\SOFTWARE\\" + word(page.rng()) + "]\n\"" + slot.name + "\"=\"" +
         backslashed(slot.text(), "\"") + '"';
}
std::string ldif(Page& page, const Slot& slot) {
  return "dn: cn=" + word(page.rng()) + ",dc=x\n" + slot.name + ": " + slot.text();
}
std::string plist(Page&, const Slot& slot) {
  return "  <key>" + xml(slot.name) + "</key>\n  <string>" + xml(slot.text()) + "</string>";
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;

constexpr std::array k_embeddings{
    Embedding{.id = "ini", .holds = k_lines, .extension = "ini", .noise = &ini_line, .line = &ini},
    Embedding{.id = "ini-tight", .holds = k_lines, .extension = "cfg", .noise = &env_line, .line = &ini_tight},
    Embedding{.id = "ini-quoted", .holds = k_lines, .extension = "ini", .noise = &ini_line, .line = &ini_quoted},
    Embedding{.id = "env-file", .extension = "env", .noise = &env_line, .line = &env_file},
    Embedding{.id = "env-double-quotes", .extension = "env", .noise = &env_line, .line = &env_double},
    Embedding{.id = "env-single-quotes", .extension = "env", .noise = &env_line, .line = &env_single},
    Embedding{.id = "java-properties", .extension = "properties", .noise = &ini_line, .line = &java_properties},
    Embedding{.id = "toml", .extension = "toml", .noise = &comment_line, .line = &toml},
    Embedding{.id = "toml-lines", .extension = "toml", .noise = &comment_line, .line = &toml_lines},
    Embedding{.id = "toml-inline", .holds = k_lines, .extension = "toml", .line = &toml_inline},
    Embedding{.id = "terraform-variables",
              .holds = k_lines,
              .extension = "tfvars",
              .noise = &comment_line,
              .line = &hcl_variables},
    Embedding{.id = "terraform-block", .extension = "tf", .noise = &comment_line, .line = &hcl_block},
    Embedding{.id = "terraform-heredoc", .extension = "tf", .line = &hcl_heredoc},
    Embedding{.id = "nginx-config", .holds = k_lines, .extension = "conf", .noise = &comment_line, .line = &nginx},
    Embedding{.id = "systemd-unit", .holds = k_lines, .extension = "service", .noise = &comment_line, .line = &systemd},
    Embedding{.id = "netrc", .holds = k_words, .benign_too = false, .extension = "netrc", .line = &net_rc},
    Embedding{.id = "npmrc", .holds = k_words, .benign_too = false, .extension = "npmrc", .line = &npm_rc},
    Embedding{.id = "git-remote", .holds = k_words, .benign_too = false, .extension = "gitconfig", .line = &git_config},
    Embedding{.id = "git-extra-header",
              .holds = k_words,
              .benign_too = false,
              .extension = "gitconfig",
              .line = &git_extra_header},
    Embedding{.id = "aws-credentials",
              .holds = k_words,
              .benign_too = false,
              .extension = "credentials",
              .line = &aws_credentials},
    Embedding{.id = "registry-file", .holds = k_lines, .extension = "reg", .line = &registry_file},
    Embedding{.id = "ldif", .holds = k_lines, .extension = "ldif", .line = &ldif},
    Embedding{.id = "plist", .extension = "plist", .line = &plist},
    Embedding{.id = "env-lines", .hard = true, .extension = "env", .noise = &env_line, .line = &env_lines},
};

}  // namespace

std::span<const Embedding> config_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
