#include "tests/redaction/corpus/report.hpp"

#include <algorithm>
#include <iomanip>
#include <set>
#include <sstream>

namespace sgw::corpus {
namespace {

constexpr std::size_t k_most_rows = 60;
constexpr std::size_t k_most_misses = 5000;

void count(Count& into, bool good) {
  ++into.of;
  into.good += good ? 1U : 0U;
}

std::string row(const std::string& name, const Count& counted) {
  std::ostringstream out;
  out << "  " << std::left << std::setw(34) << name << std::right << std::setw(6) << counted.good << " of "
      << std::setw(6) << counted.of << std::fixed << std::setprecision(2) << std::setw(9) << counted.percent()
      << " %\n";
  return out.str();
}

// The rows that are not perfect, the worst first.
std::string worst(const std::string& title, const std::map<std::string, Count>& counts) {
  std::vector<std::pair<std::string, Count>> rows;
  for (const auto& one : counts) {
    if (one.second.good < one.second.of) rows.emplace_back(one);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.second.of - a.second.good > b.second.of - b.second.good;
  });
  std::string out =
      title + " (" + std::to_string(rows.size()) + " of " + std::to_string(counts.size()) + " not perfect)\n";
  if (rows.size() > k_most_rows) rows.resize(k_most_rows);
  for (const auto& [name, counted] : rows) out += row(name, counted);
  return out;
}

std::string described(const Item& item, const Sighting& sighting, Values values) {
  std::string out = "  " + item.id + ' ' + item.kind + " in " + item.embedding + " (" + item.file + ')';
  if (sighting.longest > 0) {
    out += ' ' + std::to_string(sighting.longest) + " of " + std::to_string(item.value.size()) + " bytes";
    if (sighting.file != item.file) out += " in " + sighting.file;
  }
  return values == Values::shown ? out + ": " + item.value + '\n' : out + '\n';
}

std::string misses(const Truth& truth, const Sightings& seen, Values values) {
  std::string leaks;
  std::string losses;
  std::size_t leaked = 0;
  std::size_t lost = 0;
  for (std::size_t i = 0; i < truth.items.size(); ++i) {
    const Item& item = truth.items[i];
    const bool is_there = seen.of_item[i].longest > 0;
    if (item.is_benign() == is_there) continue;
    std::string& out = item.is_benign() ? losses : leaks;
    if (++(item.is_benign() ? lost : leaked) <= k_most_misses) out += described(item, seen.of_item[i], values);
  }
  return "Left (" + std::to_string(leaked) + ")\n" + leaks + "Benign and lost (" + std::to_string(lost) + ")\n" +
         losses;
}

bool is_exact(const std::string& kind) {
  static const std::set<std::string> k_kinds{"correlation-id",  "request-id",   "trace-id",
                                             "trace-parent",    "span-id",      "image-digest",
                                             "image-reference", "container-id", "stack-frame"};
  return k_kinds.contains(kind);
}

}  // namespace

Tally tally(const Truth& truth, const Sightings& seen) {
  Tally result;
  for (std::size_t i = 0; i < truth.items.size(); ++i) {
    const Item& item = truth.items[i];
    const bool is_there = seen.of_item[i].longest > 0;
    const bool good = item.is_benign() ? is_there : !is_there;
    count((item.hard ? result.hard : result.ordinary)[item.group], good);
    if (item.is_benign()) {
      count(result.benign, good);
      count(result.benign_by_kind[item.kind], good);
      if (is_exact(item.kind)) count(result.exact, good);
      continue;
    }
    count(result.by_kind[item.kind], good);
    count(result.by_embedding[item.embedding], good);
    if (item.group == "personal") count(result.personal, good);
    if (item.group == "internal") count(result.internal, good);
    if (item.is_secret()) count(item.hard ? result.secrets_hard : result.secrets_ordinary, good);
  }
  return result;
}

std::vector<Bar> bars(const Tally& tally, const DocumentCheck& documents) {
  std::vector<Bar> all{{"secrets, ordinary", tally.secrets_ordinary, 99.5}, {"secrets, hard", tally.secrets_hard, 95}};
  for (const char* group : {"apim", "azure", "entra", "jwt", "pem", "sas"}) {
    const auto found = tally.ordinary.find(group);
    if (found != tally.ordinary.end()) all.push_back({std::string(group) + ", ordinary", found->second, 100});
  }
  const std::size_t looked_at = documents.json + documents.yaml + documents.lines;
  all.push_back({"personal data", tally.personal, 99.5});
  all.push_back({"internal identifiers", tally.internal, 98});
  all.push_back({"benign kept", tally.benign, 99.5});
  all.push_back({"ids, digests, stack frames kept", tally.exact, 100});
  all.push_back({"documents whole", {looked_at, looked_at - std::min(looked_at, documents.problems.size())}, 100});
  return all;
}

std::string report(const Truth& truth, const Sightings& seen, const DocumentCheck& documents, Values values) {
  const Tally result = tally(truth, seen);
  std::string out = "Seed " + std::to_string(truth.seed) + ", " + std::to_string(truth.files.size()) + " files, " +
                    std::to_string(seen.missing_files.size()) + " of them not in the redacted tree\n";
  for (const Bar& bar : bars(result, documents)) {
    std::string line = row(bar.what, bar.count);
    line.pop_back();
    std::ostringstream wanted;
    wanted << bar.percent;
    out += line + "  of " + wanted.str() + (bar.met() ? "\n" : "  NOT MET\n");
  }
  out += "Removed (benign: kept) in ordinary embeddings\n";
  for (const auto& [group, counted] : result.ordinary) out += row(group, counted);
  out += "Removed (benign: kept) in hard embeddings\n";
  for (const auto& [group, counted] : result.hard) out += row(group, counted);
  out += worst("By embedding", result.by_embedding) + worst("By kind", result.by_kind) +
         worst("Benign by kind", result.benign_by_kind);
  out += "Documents: " + std::to_string(documents.json) + " JSON, " + std::to_string(documents.yaml) +
         " YAML, lines of " + std::to_string(documents.lines) + " files; " + std::to_string(documents.problems.size()) +
         " damaged\n";
  for (std::size_t i = 0; i < std::min(documents.problems.size(), k_most_rows); ++i)
    out += "  " + documents.problems[i] + '\n';
  return out + misses(truth, seen, values);
}

std::string not_found(const Truth& truth, const Sightings& seen, Values values) {
  std::string out;
  for (std::size_t i = 0; i < truth.items.size(); ++i) {
    if (seen.of_item[i].longest < truth.items[i].value.size())
      out += described(truth.items[i], seen.of_item[i], values);
  }
  return out;
}

}  // namespace sgw::corpus
