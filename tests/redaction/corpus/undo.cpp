#include "tests/redaction/corpus/undo.hpp"

#include "tests/redaction/corpus/undo_bytes.hpp"
#include "tests/redaction/corpus/undo_text.hpp"

#include <string>
#include <unordered_set>

namespace sgw::corpus {
namespace {

// Breadth first: what can be reached in several ways is decoded further from where it was reached soonest.
class Undoing {
 public:
  Undoing(std::string_view bytes, const std::function<void(std::string_view)>& see) : see_(see) {
    next(std::string(bytes));
  }

  void run() {
    for (int depth = 0; depth <= k_undo_depth; ++depth) {
      std::vector<std::string> level = std::move(waiting_);
      waiting_.clear();
      for (const std::string& bytes : level) {
        see_(bytes);
        if (depth < k_undo_depth) undo(bytes);
      }
    }
  }

 private:
  void undo(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) {
      all(undo_docker_frames(bytes));
      next(undo_utf16(bytes));
    }
    undo_framing(bytes);
    undo_text(bytes);
    undo_runs(undo_base64(bytes, base64_done_));
    undo_runs(undo_hex(bytes, hex_done_));
  }

  void undo_framing(std::string_view bytes) {
    all(undo_cri(bytes));
    all(undo_docker_json(bytes));
    next(undo_prefixes(bytes));
    next(undo_nuls(bytes));
    next(undo_colors(bytes));
    next(undo_quoted_printable(bytes));
    next(undo_hexdump(bytes));
    next(joined(bytes, ""));
    next(joined(bytes, " "));
  }

  void undo_text(std::string_view bytes) {
    next(undo_backslashes(bytes));
    next(undo_percent(bytes));
    next(undo_form(bytes));
    next(undo_entities(bytes));
    next(undo_doubled(bytes));
    next(undo_blanks(bytes));
  }

  void undo_runs(DecodedRuns decoded) {
    next(std::move(decoded.readable));
    all(std::move(decoded.files));
  }

  void all(std::vector<std::string> texts) {
    for (std::string& one : texts) next(std::move(one));
  }

  // Unpacking is no step of its own, or archives in archives would leave none for what lies in them.
  void next(std::string bytes) {
    if (bytes.size() < 8 || !seen_.insert(std::hash<std::string_view>()(bytes)).second) return;
    if (is_packed(bytes)) return all(unpacked(bytes));
    waiting_.push_back(std::move(bytes));
  }

  const std::function<void(std::string_view)>& see_;
  std::unordered_set<std::size_t> seen_;
  RunHashes base64_done_;
  RunHashes hex_done_;
  std::vector<std::string> waiting_;
};

}  // namespace

void each_view(std::string_view bytes, const std::function<void(std::string_view)>& see) { Undoing(bytes, see).run(); }

}  // namespace sgw::corpus
