#include "tests/redaction/corpus/sighting.hpp"

#include "tests/redaction/corpus/needle_index.hpp"
#include "tests/redaction/corpus/tree.hpp"
#include "tests/redaction/corpus/undo.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace sgw::corpus {
namespace {

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// As a word of its own: 10.1.2.3 is not in 10.1.2.34.
bool holds_word(std::string_view text, std::string_view value) {
  for (std::size_t at = text.find(value); at != std::string_view::npos; at = text.find(value, at + 1)) {
    const std::size_t end = at + value.size();
    const bool open_before = at == 0 || !is_letter(text[at - 1]) || !is_letter(value.front());
    const bool open_after = end == text.size() || !is_letter(text[end]) || !is_letter(value.back());
    if (open_before && open_after) return true;
  }
  return false;
}

class Search {
 public:
  Search(const Truth& truth, const std::filesystem::path& tree)
      : truth_(truth), tree_(tree), result_{std::vector<Sighting>(truth.items.size()), {}} {
    for (std::size_t i = 0; i < truth.items.size(); ++i) {
      const Item& item = truth.items[i];
      if (item.is_secret()) {
        secrets_.add(i, item.value, item.tail);
      } else {
        others_[item.file].push_back(i);
      }
    }
  }

  Sightings run() {
    const std::vector<std::string> present = files_under(tree_);
    std::set<std::string> known;
    for (const FileTruth& file : truth_.files) {
      known.insert(file.path);
      if (std::binary_search(present.begin(), present.end(), file.path)) continue;
      result_.missing_files.push_back(file.path);
      const std::vector<std::size_t>& homeless = others_[file.path];
      renamed_.insert(renamed_.end(), homeless.begin(), homeless.end());
    }
    for (const std::string& path : present) {
      const std::vector<std::size_t>& others = known.contains(path) ? others_[path] : renamed_;
      each_view(path, [&](std::string_view view) {
        look(view, path, renamed_);
        look(view, path, others);
      });
      const std::string bytes = read_file(tree_ / path);
      each_view(bytes, [&](std::string_view view) { look(view, path, others); });
    }
    return std::move(result_);
  }

 private:
  void look(std::string_view view, const std::string& path, const std::vector<std::size_t>& others) {
    secrets_.scan(view, [&](std::size_t number, std::size_t size) { note(number, size, path); });
    for (const std::size_t number : others) {
      const Item& item = truth_.items[number];
      if (result_.of_item[number].longest > 0) continue;
      const bool seen =
          item.is_identifier() ? holds_word(view, item.value) : view.find(item.value) != std::string_view::npos;
      if (seen) note(number, item.value.size(), path);
    }
  }

  void note(std::size_t number, std::size_t size, const std::string& path) {
    Sighting& sighting = result_.of_item[number];
    if (size <= sighting.longest) return;
    sighting = {size, path};
  }

  const Truth& truth_;
  const std::filesystem::path& tree_;
  Sightings result_;
  NeedleIndex secrets_;
  std::map<std::string, std::vector<std::size_t>> others_;
  std::vector<std::size_t> renamed_;
};

}  // namespace

Sightings look_for(const Truth& truth, const std::filesystem::path& tree) { return Search(truth, tree).run(); }

}  // namespace sgw::corpus
