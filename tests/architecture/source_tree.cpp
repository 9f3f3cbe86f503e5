#include "tests/architecture/source_tree.hpp"

#include "tests/support/temp_dir.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>

namespace sgw::test {
namespace {

// Blanks comments and what is in literals, so that a rule about code does not trip over words.
class Blanker {
 public:
  static std::string blank(std::string_view text) {
    std::string out(text);
    for (std::size_t at = 0; at < text.size();) at = step(text, at, out);
    return out;
  }

 private:
  static std::size_t fill(std::string& out, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
    return to;
  }

  static std::size_t after(std::string_view text, std::string_view what, std::size_t from) {
    const std::size_t found = text.find(what, from);
    return found == std::string_view::npos ? text.size() : found + what.size();
  }

  static std::size_t step(std::string_view text, std::size_t at, std::string& out) {
    if (text.substr(at, 2) == "//") return fill(out, at, std::min(text.find('\n', at), text.size()));
    if (text.substr(at, 2) == "/*") return fill(out, at, after(text, "*/", at + 2));
    if (text.substr(at, 2) == "R\"") return raw_string(text, at, out);
    if (text[at] == '"') return quoted(text, at, out);
    if (text[at] == '\'' && !separates_digits(text, at)) return quoted(text, at, out);
    return at + 1;
  }

  static bool separates_digits(std::string_view text, std::size_t at) {
    return at > 0 && std::isxdigit(static_cast<unsigned char>(text[at - 1])) != 0 && at + 1 < text.size() &&
           std::isxdigit(static_cast<unsigned char>(text[at + 1])) != 0;
  }

  static std::size_t raw_string(std::string_view text, std::size_t at, std::string& out) {
    const std::size_t open = text.find('(', at);
    if (open == std::string_view::npos) return text.size();
    const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
    return fill(out, at + 2, after(text, close, open));
  }

  static std::size_t quoted(std::string_view text, std::size_t at, std::string& out) {
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != text[at] && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
    fill(out, at + 1, std::min(end, text.size()));
    return std::min(end, text.size()) + 1;
  }
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<SourceFile> sources_under(std::initializer_list<const char*> folders) {
  const std::filesystem::path root(SGW_PROJECT_ROOT);
  std::vector<SourceFile> files;
  for (const char* folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
      files.push_back(parse_source(entry.path().lexically_relative(root).string(), read_file(entry.path())));
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) { return left.path < right.path; });
  return files;
}

}  // namespace

SourceFile parse_source(std::string path, std::string_view text) {
  static const std::regex include_line(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  SourceFile file{std::move(path), lines_of(Blanker::blank(text)), {}};
  const std::vector<std::string> raw = lines_of(text);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::smatch match;
    // The name is a literal and blanked; whether the line is a comment is not.
    const bool is_code = file.lines[i].find("include") != std::string::npos;
    if (!is_code || !std::regex_search(raw[i], match, include_line)) continue;
    file.includes.push_back({i + 1, match[2].str(), match[1].str() == "<"});
  }
  return file;
}

std::vector<SourceFile> product_sources() { return sources_under({"include", "collector", "redaction", "src"}); }

std::vector<SourceFile> test_sources() { return sources_under({"tests"}); }

std::string path_of(const Include& include) {
  return include.angled && is_in(include.name, "sgw_diag/") ? "include/" + include.name : include.name;
}

std::string listed(const Violations& violations) {
  std::string text;
  for (const std::string& line : violations) text += line + "\n";
  return text;
}

std::string violation(const SourceFile& file, std::size_t line, std::string_view why) {
  return file.path + ":" + std::to_string(line) + ": " + std::string(why);
}

bool is_in(std::string_view path, std::string_view folder_or_file) {
  return folder_or_file.ends_with('/') ? path.starts_with(folder_or_file) : path == folder_or_file;
}

}  // namespace sgw::test
