#include "tests/redaction/corpus/undo.hpp"

#include "tests/redaction/corpus/undo_bytes.hpp"
#include "tests/redaction/corpus/undo_text.hpp"

#include <string>
#include <unordered_set>

namespace sgw::corpus {
namespace {

class Undoing {
 public:
  explicit Undoing(const std::function<void(std::string_view)>& see) : see_(see) {}

  void run(std::string_view bytes, int depth) {
    if (bytes.size() < 8 || !seen_.insert(std::hash<std::string_view>()(bytes)).second) return;
    see_(bytes);
    if (depth == 0) return;
    if (is_packed(bytes)) return all(unpacked(bytes), depth);
    if (bytes.find('\0') != std::string_view::npos) {
      all(undo_docker_frames(bytes), depth);
      next(undo_utf16(bytes), depth);
    }
    framing(bytes, depth);
    text(bytes, depth);
    runs(undo_base64(bytes), depth);
    runs(undo_hex(bytes), depth);
  }

 private:
  void framing(std::string_view bytes, int depth) {
    all(undo_cri(bytes), depth);
    all(undo_docker_json(bytes), depth);
    next(undo_prefixes(bytes), depth);
    next(undo_nuls(bytes), depth);
    next(undo_colors(bytes), depth);
    next(undo_quoted_printable(bytes), depth);
    next(undo_hexdump(bytes), depth);
    next(joined(bytes, ""), depth);
    next(joined(bytes, " "), depth);
  }

  void text(std::string_view bytes, int depth) {
    next(undo_backslashes(bytes), depth);
    next(undo_percent(bytes), depth);
    next(undo_form(bytes), depth);
    next(undo_entities(bytes), depth);
    next(undo_doubled(bytes), depth);
  }

  void runs(const DecodedRuns& decoded, int depth) {
    next(decoded.readable, depth);
    all(decoded.files, depth);
  }

  void all(const std::vector<std::string>& texts, int depth) {
    for (const std::string& one : texts) next(one, depth);
  }

  void next(const std::string& one, int depth) { run(one, depth - 1); }

  const std::function<void(std::string_view)>& see_;
  std::unordered_set<std::size_t> seen_;
};

}  // namespace

void each_view(std::string_view bytes, const std::function<void(std::string_view)>& see) {
  Undoing(see).run(bytes, k_undo_depth);
}

}  // namespace sgw::corpus
