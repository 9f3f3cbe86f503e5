#include "tests/redaction/corpus/generator.hpp"

#include "tests/redaction/corpus/embedding.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/tree.hpp"

#include <algorithm>
#include <array>

namespace sgw::corpus {
namespace {

struct Planted {
  const Embedding* embedding;
  Slot slot;
};

template <class T>
void shuffle(std::vector<T>& list, Rng& rng) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[rng.below(i)]);
}

bool is_secret(Group group) { return group != Group::benign && group != Group::personal && group != Group::internal; }

// db_password, dbPassword, DB_PASSWORD, db.password, db-password: people rarely leave such a name alone.
std::string decorated(Rng& rng, const std::string& name) {
  const std::string owner = word(rng);
  switch (rng.below(5)) {
    case 0:
      return owner + '_' + name;
    case 1:
      return owner + pascal(name);
    case 2:
      return upper_snake(owner + '_' + name);
    case 3:
      return owner + '.' + name;
    default:
      return owner + '-' + kebab(name);
  }
}

std::string choose_name(Rng& rng, const Kind& kind) {
  static constexpr std::array<std::string_view, 8> k_neutral{"value", "data", "item3",   "setting",
                                                             "x",     "arg2", "content", "field7"};
  if (kind.shape == Shape::own && is_secret(kind.group) && kind.group != Group::header && rng.one_in(4)) {
    return std::string(rng.pick(k_neutral));
  }
  std::vector<std::string_view> names;
  for (std::string_view rest = kind.names; !rest.empty();) {
    const std::size_t bar = rest.find('|');
    names.push_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  }
  const std::string name(rng.pick(names));
  return kind.group == Group::password && rng.one_in(2) ? decorated(rng, name) : name;
}

bool fits_a_name(const std::string& text) {
  return text.size() <= 150 && text.find_first_of("/\\ ") == std::string::npos;
}

// A third gives a value away; of a short one eight characters; of a key file any line of it.
std::size_t tail_of(const Kind& kind, const std::string& value) {
  if (!is_secret(kind.group)) return value.size();
  const std::size_t third = std::max<std::size_t>((value.size() + 2) / 3, 8);
  return std::min({third, value.size(), kind.group == Group::pem ? std::size_t{44} : value.size()});
}

std::string_view name_of(Syntax syntax) {
  switch (syntax) {
    case Syntax::text:
      return "text";
    case Syntax::json:
      return "json";
    case Syntax::json_lines:
      return "json-lines";
    case Syntax::yaml:
      return "yaml";
    case Syntax::framed:
      return "framed";
  }
  return "";
}

class Generator {
 public:
  explicit Generator(const CorpusOptions& options) : options_(options), root_(options.seed) {}

  Corpus run() {
    corpus_.truth.seed = options_.seed;
    std::vector<Planted> logs;
    for (const Embedding& embedding : all_embeddings()) {
      if (!options_.only_embedding.empty() && embedding.id != options_.only_embedding) continue;
      std::vector<Planted> planted = plant(embedding);
      const bool mixed = embedding.line != nullptr && embedding.folder == "logs";
      if (mixed) logs.insert(logs.end(), planted.begin(), planted.end());
      if (!mixed) write_files(planted, embedding.batch, std::string(embedding.id));
    }
    Rng rng = root_.fork("logs");
    shuffle(logs, rng);
    write_files(logs, 14, "gateway");
    return std::move(corpus_);
  }

 private:
  std::vector<Planted> plant(const Embedding& embedding) {
    std::vector<Planted> planted;
    for (const Kind& kind : all_kinds()) {
      if (!embedding.accepts(kind) || (!options_.only_kind.empty() && kind.id != options_.only_kind)) continue;
      Rng rng = root_.fork(std::string(embedding.id) + '/' + std::string(kind.id));
      Planted next{&embedding, {&kind, choose_name(rng, kind), kind.draw(rng)}};
      if (!embedding.in_name || fits_a_name(next.slot.text())) planted.push_back(std::move(next));
    }
    Rng rng = root_.fork(embedding.id);
    shuffle(planted, rng);
    for (const std::size_t most : {options_.kinds_per_embedding, embedding.limit}) {
      if (most > 0 && planted.size() > most) planted.resize(most);
    }
    return planted;
  }

  void write_files(const std::vector<Planted>& planted, std::size_t batch, const std::string& stem) {
    for (std::size_t at = 0; at < planted.size(); at += batch) {
      write_one(std::span(planted).subspan(at, std::min(batch, planted.size() - at)),
                stem + '-' + std::to_string(at / batch));
    }
  }

  void write_one(std::span<const Planted> planted, const std::string& stem) {
    const Embedding& first = *planted.front().embedding;
    const bool in_name = first.in_name && first.batch == 1;
    const std::string path = std::string(first.folder) + '/' + stem +
                             (in_name ? '-' + planted.front().slot.text() : "") + '.' + std::string(first.extension);
    Page page(root_.fork(path), !first.hard && first.benign_too);
    std::string bytes;
    for (std::size_t at = 0; at < planted.size();) {
      std::vector<Slot> slots;
      const Embedding& embedding = *planted[at].embedding;
      for (; at < planted.size() && planted[at].embedding == &embedding; ++at) slots.push_back(planted[at].slot);
      bytes += embedding.make(page, slots);
    }
    for (const Planted& one : planted) note(one, path);
    for (const Page::Kept& kept : page.kept()) {
      add({"", kept.what, "benign", std::string(first.id), false, path, kept.text, kept.text.size()});
    }
    corpus_.truth.files.push_back({path, std::string(name_of(first.syntax))});
    corpus_.files.push_back({path, std::move(bytes)});
  }

  void note(const Planted& planted, const std::string& path) {
    const Kind& kind = *planted.slot.kind;
    const Embedding& embedding = *planted.embedding;
    const std::string& value = planted.slot.secret.value;
    add({"", std::string(kind.id), std::string(sgw::corpus::name_of(kind.group)), std::string(embedding.id),
         embedding.hard, path, value, tail_of(kind, value)});
    if (embedding.hard || !embedding.benign_too) return;
    for (const std::string& part : planted.slot.secret.keep) {
      add({"", "part-of-" + std::string(kind.id), "benign", std::string(embedding.id), false, path, part, part.size()});
    }
  }

  void add(Item item) {
    item.id = "i" + std::to_string(corpus_.truth.items.size() + 1);
    corpus_.truth.items.push_back(std::move(item));
  }

  const CorpusOptions& options_;
  Rng root_;
  Corpus corpus_;
};

}  // namespace

Corpus generate(const CorpusOptions& options) { return Generator(options).run(); }

void write_corpus(const Corpus& corpus, const std::filesystem::path& folder) {
  for (const CorpusFile& file : corpus.files) write_file(folder / "files" / file.path, file.bytes);
  write_truth(corpus.truth, folder / "truth.json");
}

}  // namespace sgw::corpus
