#include "tests/redaction/corpus/embedding.hpp"
#include "tests/redaction/corpus/generator.hpp"
#include "tests/redaction/corpus/report.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace {

using namespace sgw::corpus;

int list() {
  for (const Kind& kind : all_kinds()) std::cout << "kind\t" << name_of(kind.group) << '\t' << kind.id << '\n';
  for (const Embedding& embedding : all_embeddings())
    std::cout << "embedding\t" << (embedding.hard ? "hard" : "ordinary") << '\t' << embedding.id << '\n';
  return 0;
}

int make(const CorpusOptions& options, const std::string& folder) {
  const Corpus corpus = generate(options);
  write_corpus(corpus, folder);
  std::size_t bytes = 0;
  for (const CorpusFile& file : corpus.files) bytes += file.bytes.size();
  std::cout << corpus.truth.items.size() << " items in " << corpus.files.size() << " files, " << bytes << " bytes\n";
  return 0;
}

int score(const std::string& truth_path, const std::string& original, const std::string& redacted, Values values) {
  const Truth truth = read_truth(truth_path);
  const Sightings seen = look_for(truth, redacted);
  const DocumentCheck documents = check_documents(truth, original, redacted);
  std::cout << report(truth, seen, documents, values);
  const std::vector<Bar> all = bars(tally(truth, seen), documents);
  return std::all_of(all.begin(), all.end(), [](const Bar& bar) { return bar.met(); }) ? 0 : 1;
}

int self_check(const std::string& truth_path, const std::string& tree, Values values) {
  const Truth truth = read_truth(truth_path);
  const std::string missed = not_found(truth, look_for(truth, tree), values);
  std::cout << truth.items.size() << " items\n" << (missed.empty() ? "all found\n" : "Not found\n" + missed);
  return missed.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Makes a folder of files with planted secrets, and says what of them a redactor left", "sgw_corpus");
  program.require_subcommand(1);
  CorpusOptions options{.kinds_per_embedding = 40};
  std::string folder;
  CLI::App* const generate_command = program.add_subcommand("generate", "Write FOLDER/files and FOLDER/truth.json");
  generate_command->add_option("folder", folder)->required();
  generate_command->add_option("--seed", options.seed)->capture_default_str();
  generate_command->add_option("--kinds", options.kinds_per_embedding, "Kinds in each embedding (0: all)")
      ->capture_default_str();
  generate_command->add_option("--embedding", options.only_embedding, "This one only");
  generate_command->add_option("--kind", options.only_kind, "This one only");

  std::string truth;
  std::string original;
  std::string redacted;
  bool untouched = false;
  bool show = false;
  CLI::App* const score_command =
      program.add_subcommand("score", "Compare a redacted tree with the truth (exit 1: a bar is not met)");
  score_command->add_option("truth", truth)->required();
  score_command->add_option("original", original)->required();
  score_command->add_option("redacted", redacted);
  score_command->add_flag("--untouched", untouched, "Find everything in ORIGINAL: the check of the scorer itself");
  score_command->add_flag("--show", show, "Print the values that are left, too");
  program.add_subcommand("list", "Name every kind and embedding");
  CLI11_PARSE(program, argc, argv);

  try {
    const Values values = show ? Values::shown : Values::hidden;
    if (generate_command->parsed()) return make(options, folder);
    if (!score_command->parsed()) return list();
    return untouched ? self_check(truth, original, values) : score(truth, original, redacted, values);
  } catch (const std::exception& problem) {
    std::cerr << "sgw_corpus: " << problem.what() << '\n';
    return 2;
  }
}
