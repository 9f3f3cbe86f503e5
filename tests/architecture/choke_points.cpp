#include "tests/architecture/choke_points.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string>

namespace sgw::test {
namespace {

constexpr std::size_t k_max_lines = 400;

struct ChokePoint {
  std::string code;  // a pattern (RE2) of what stands in a line
  std::string_view what;
  std::vector<std::string_view> may;  // folders (ending in '/') and files; empty: nowhere
};

// `names` as calls of free functions: a member function of the same name is something else.
std::string call_of(const std::string& names) { return "(^|[^\\w.>])(" + names + ")\\s*\\("; }

// A key is made by its holder alone, and each holder has one file for it.
std::string key_of(const std::string& holder) { return R"(PassKey<([\w:]*::)?)" + holder + R"(>\s*(\(|\{|\w))"; }

const std::vector<std::string_view> k_file_writers = {"src/package/spool_file.cpp", "src/package/atomic_file.cpp",
                                                      "src/package/bundle.cpp"};

const std::vector<ChokePoint>& choke_points() {
  static const std::vector<ChokePoint> points = {
      {key_of("Redactor"), "reads raw bytes or makes redacted ones", {"redaction/redactor.cpp"}},
      {key_of("Document"), "declares bytes to be safe", {"src/report/document.cpp"}},
      {key_of("Spool"), "declares bytes to be safe", {"src/package/spool.cpp"}},
      {key_of("LeakCheck"), "reads raw values", {"src/verify/leak_check.cpp"}},
      {key_of("SafeJson"), "declares text to be safe", {"src/core/safe_json.cpp"}},
      {key_of("ResourceStore"), "declares text to be safe", {"src/core/resource.cpp"}},
      {key_of("Sha256"), "declares text to be safe", {"src/core/digest.cpp"}},
      {key_of("Session"), "opens the map of pseudonyms", {"src/app/session.cpp"}},
      {key_of("Console"), "shows what pseudonyms stand for", {"src/cli/console.cpp"}},
      {key_of("AtomicFile"), "writes what pseudonyms stand for", {"src/package/atomic_file.cpp"}},
      {R"((\.|->)\s*revealed\s*\(|AtomicFile::write_map\s*\()",
       "puts out what pseudonyms stand for",
       {"src/cli/redact_command.cpp", "src/app/session.cpp", "src/package/atomic_file.cpp"}},
      {R"(\bRawPeek\b)", "looks at raw bytes, as tests do", {"include/sgw_diag/raw.hpp"}},
      {R"(\bResourceForge\b)", "makes safe text, as tests do", {"include/sgw_diag/resource.hpp"}},
      {R"(\badd_given\b)",
       "says of a file whether its strings may be shown",
       {"include/sgw_diag/resource.hpp", "src/core/resource.cpp", "src/app/session.cpp"}},

      {R"(\b(cout|cerr|clog)\b)", "writes to the terminal", {}},
      {call_of("(std)?(::)?(v?f?printf|f?puts|f?putc|putchar|perror|psignal|syslog)"), "writes to the terminal", {}},
      // namespace_probe.cpp: a pipe whose other end the program holds itself; the gate is there.
      {R"(\bwrite\w*\s*\(\s*(1|STDOUT_FILENO)\b)",
       "writes to standard output",
       {"src/cli/console.cpp", "src/package/bundle.cpp", "collector/namespace_probe.cpp"}},
      // harden.cpp: the last words of a program that must end, a literal.
      {R"(\bwrite\w*\s*\(\s*(2|STDERR_FILENO)\b)",
       "writes to standard error",
       {"src/cli/console.cpp", "src/app/harden.cpp"}},

      {R"(\b(ofstream|std::fstream|fopen|fdopen|freopen|creat|mkstemp|mkostemp|shm_open|memfd_create)\b)",
       "opens a file for writing", k_file_writers},
      {R"(\bO_(WRONLY|RDWR|CREAT|TMPFILE|APPEND|TRUNC)\b)", "opens a file for writing", k_file_writers},

      {call_of("(std)?(::)?posix_spawn"), "starts another program", {"collector/process.cpp"}},
      {call_of("(std)?(::)?(v?fork|exec[lv]p?e?|execvpe|fexecve|posix_spawnp|system|popen|clone3?|dlopen)"),
       "starts a program",
       {}},
      {R"([.>]\s*what\s*\(\s*\))", "shows a library's message, which quotes foreign text", {}},
      // Literal suffixes are the exception.
      {R"(\busing\s+namespace\s+(std\s*;|sgw|[a-rt-z]))", "opens a whole namespace", {}},
  };
  return points;
}

bool may(const ChokePoint& point, const SourceFile& file) {
  return std::any_of(point.may.begin(), point.may.end(),
                     [&](std::string_view place) { return is_in(file.path, place); });
}

}  // namespace

Violations choke_point_violations(const std::vector<SourceFile>& files) {
  Violations found;
  for (const ChokePoint& point : choke_points()) {
    const re2::RE2 code(point.code);
    for (const SourceFile& file : files) {
      if (may(point, file)) continue;
      for (std::size_t i = 0; i < file.lines.size(); ++i) {
        if (re2::RE2::PartialMatch(file.lines[i], code)) found.push_back(violation(file, i + 1, point.what));
      }
    }
  }
  return found;
}

Violations length_violations(const std::vector<SourceFile>& files) {
  Violations found;
  for (const SourceFile& file : files) {
    if (file.lines.size() > k_max_lines) found.push_back(violation(file, file.lines.size(), "more than 400 lines"));
  }
  return found;
}

}  // namespace sgw::test
