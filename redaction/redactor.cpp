#include "redaction/account_detector.hpp"
#include "redaction/ansi_stripper.hpp"
#include "redaction/block_masker.hpp"
#include "redaction/decoder.hpp"
#include "redaction/file_ending.hpp"
#include "redaction/gate.hpp"
#include "redaction/json_names.hpp"
#include "redaction/line_places.hpp"
#include "redaction/loader.hpp"
#include "redaction/revealer.hpp"
#include "redaction/self_test.hpp"
#include "redaction/token.hpp"

#include "embedded/redaction_packs.hpp"

#include <sgw_diag/json_writer.hpp>
#include <sgw_diag/redaction.hpp>

#include <algorithm>
#include <utility>

namespace sgw::redaction {

namespace {

// A terminal code, a line end or a zero byte in a name becomes a blank.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\0'; }, ' ');
  return line;
}

std::string without_controls(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text;
}

std::string mask_line(const Engine& engine, std::string_view text) {
  Tally tally;
  BlockMasker masker(engine, tally, TextKind::lines);
  AnsiStripper stripper;
  std::string line;
  stripper.strip(one_line(text), [&](std::string_view piece) { line.append(piece); });
  std::string out;
  masker.lines(line, out);
  masker.finish(out);
  return without_controls(std::move(out));
}

// What is behind the last `sign` of the masked `folder` + `sign` + `part`.
std::string masked_behind(const Engine& engine, std::string_view folder, char sign, std::string_view part) {
  std::string path = sign == '/' ? "/" : "";
  path.append(folder).append(1, sign).append(part);
  const std::string masked = mask_line(engine, path);
  const bool same = std::count(masked.begin(), masked.end(), sign) == std::count(path.begin(), path.end(), sign);
  return masked.substr(same ? masked.rfind(sign) + 1 : 0);
}

std::string mask_part(const Engine& engine, std::string_view part, std::string_view folder) {
  std::string alone = mask_line(engine, part);
  // "web01.contoso.local.txt" is a host's file: its ending hides what the name ends with.
  if (const std::size_t ending = alone == part ? file_ending(part) : 0; ending != 0) {
    alone = mask_line(engine, part.substr(0, part.size() - ending)).append(part.substr(part.size() - ending));
  }
  if (folder.empty() || part.find_first_of("/\\") != std::string_view::npos) return alone;
  std::string inside = masked_behind(engine, folder, '/', part);
  if (inside == alone && alone == part && is_usual_domain(folder)) inside = masked_behind(engine, folder, '\\', part);
  // What was found without the folder holds in any case; beside it only what masks all of the name says more.
  const auto placeholders = placeholders_in(inside);
  const bool all =
      placeholders.size() == 1 && placeholders.front().first == 0 && placeholders.front().second == inside.size();
  return all || alone == part ? inside : alone;
}

class CanaryEntry : public RedactedEntry {
 public:
  explicit CanaryEntry(std::string& out) : out_(out) {}
  void write(const RedactedBytes& chunk) override { out_ += chunk.view(); }
  void finish(const Outcome&, const std::vector<RedactionNote>&) override {}

 private:
  std::string& out_;
};

// Where the self-test's canaries come out.
class CanarySink : public RedactedSink {
 public:
  void add_instance(const Instance&) override {}
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader&) override { return std::make_unique<CanaryEntry>(out); }
  void remark(const Remark&) override {}
  void call(const Call&) override {}
  std::string out;
};

std::string through_gate(const Redactor& redactor, Format format, const std::string& bytes) {
  CanarySink sink;
  const auto gate = redactor.gate(sink);
  RawHeader header;
  header.format = format;
  const auto entry = gate->open(std::move(header));
  entry->write(RawBytes(bytes));
  entry->finish(RawOutcome::complete());
  return sink.out;
}

// Cuts `count` lines off `text`.
std::string_view take_lines(std::string_view& text, std::size_t count) {
  std::size_t end = 0;
  for (; count > 0 && end < text.size(); --count) end = next_line_begin(text, end);
  const std::string_view lines = text.substr(0, end);
  text.remove_prefix(end);
  return lines;
}

}  // namespace

std::span<const EmbeddedFile> packs() { return embedded::redaction_packs(); }

struct Redactor::State {
  std::vector<Resource> packs;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Engine>
      shipped;  // the built-in rules alone, when there are others: foreign rules are shown through it

  const Engine& shower() const { return shipped != nullptr ? *shipped : *engine; }
  // A string of pack number `pack`: as it is when the pack is compiled in, else masked.
  SafeText shown(std::size_t pack, const std::string& text) const {
    const bool own = packs[pack].origin == Origin::shipped;
    return SafeText(RedactedBytes(PassKey<Redactor>(), own ? text : mask_line(shower(), text)));
  }
  Error error(const std::vector<LoadProblem>& problems) const {
    SafeText subject;
    for (const LoadProblem& problem : problems) {
      if (!subject.empty()) subject += SafeText("; ");
      const std::string where = engine == nullptr && shipped == nullptr ? "" : mask_line(shower(), problem.where);
      subject += packs[problem.pack].name + SafeText(": ") + SafeText(RedactedBytes(PassKey<Redactor>(), where)) +
                 SafeText(": ") + SafeText(problem.expected);
    }
    return Error{ErrorKind::bad_data_file, "a redaction pack cannot be used", subject};
  }
};

Redactor::Redactor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Redactor::Redactor(Redactor&&) noexcept = default;
Redactor& Redactor::operator=(Redactor&&) noexcept = default;
Redactor::~Redactor() = default;

Result<Redactor> Redactor::load(const ResourceStore& store, const RedactorOptions& options) {
  auto state = std::make_unique<State>();
  state->packs = store.in_folder("redaction/packs");
  std::vector<Resource> shipped = state->packs;
  std::erase_if(shipped, [](const Resource& pack) { return pack.origin != Origin::shipped; });
  if (shipped.empty()) return fail(ErrorKind::bad_data_file, "the built-in redaction packs are missing");
  Loaded own = load_engine(shipped, options.key, options.profile);
  if (!own.problems.empty()) return tl::make_unexpected(state->error(own.problems));
  if (shipped.size() == state->packs.size()) {
    state->engine = std::move(own.engine);
    return Redactor(std::move(state));
  }
  state->shipped = std::move(own.engine);
  Loaded all = load_engine(state->packs, options.key, options.profile);
  if (!all.problems.empty()) return tl::make_unexpected(state->error(all.problems));
  state->engine = std::move(all.engine);
  return Redactor(std::move(state));
}

Result<void> Redactor::self_test() const {
  const std::vector<Canary> all = canaries(state_->engine->rules);
  std::string lines;
  std::string documents;
  for (const Canary& canary : all) {
    lines += canary.line + "\n\n";
    if (canary.of_one_line) documents += "{\"message\": " + json_quoted(canary.line) + "}\n";
  }
  lines = through_gate(*this, Format::text, lines);
  documents = through_gate(*this, Format::jsonl, documents);
  std::string_view lines_left = lines;
  std::string_view documents_left = documents;
  for (const Canary& canary : all) {
    // Every line comes out as one line, so each canary is found where it went in.
    const auto count = std::count(canary.line.begin(), canary.line.end(), '\n');
    std::string masked(take_lines(lines_left, static_cast<std::size_t>(count) + 2));
    if (canary.of_one_line) masked += take_lines(documents_left, 1);
    if (!survives(canary, masked)) continue;
    return fail(ErrorKind::unsafe, "the self-test of the redaction failed, a planted secret came through",
                SafeText(*SafeName::parse(canary.rule->label.what)) + SafeText(" of rule ") +
                    SafeText(*SafeName::parse(canary.rule->label.id)));
  }
  return {};
}

std::unique_ptr<RawSink> Redactor::gate(RedactedSink& out) const { return std::make_unique<Gate>(*this, out); }

std::unique_ptr<Decoder> Redactor::decoder(Format format, Tally& tally, std::function<void(RedactedBytes)> out) const {
  return make_decoder(format, *state_->engine, tally, [out = std::move(out)](std::string masked) {
    out(RedactedBytes(PassKey<Redactor>(), std::move(masked)));
  });
}

void Redactor::feed(Decoder& decoder, const RawBytes& chunk) { decoder.add(chunk.view(PassKey<Redactor>())); }

SafeText Redactor::masked(std::string_view text) const {
  return SafeText(RedactedBytes(PassKey<Redactor>(), mask_line(*state_->engine, text)));
}

SafeText Redactor::text(const RawText& text) const { return masked(text.view(PassKey<Redactor>())); }

SafeText Redactor::part_of_path(const RawText& part, const RawText& folder) const {
  return SafeText(RedactedBytes(PassKey<Redactor>(), mask_part(*state_->engine, part.view(PassKey<Redactor>()),
                                                               folder.view(PassKey<Redactor>()))));
}

RedactedBytes Redactor::document(const RawBytes& bytes, Format format) const {
  Tally tally;
  std::string all;
  const auto whole = decoder(format, tally, [&](const RedactedBytes& part) { all += part.view(); });
  feed(*whole, bytes);
  whole->finish();
  return {PassKey<Redactor>(), std::move(all)};
}

bool Redactor::learn(RawText value, Literal what) const {
  return state_->engine->known.learn(value.view(PassKey<Redactor>()), what.view());
}

std::size_t Redactor::known_generation() const { return state_->engine->known.generation(); }

RedactedBytes Redactor::sweep(const RedactedBytes& bytes) const {
  Tally tally;
  const bool document = is_json(bytes.view());
  BlockMasker masker(*state_->engine, tally, document ? TextKind::document : TextKind::lines, Scope::known_values);
  std::string swept;
  masker.lines(bytes.view(), swept);
  masker.finish(swept);
  return {PassKey<Redactor>(), std::move(swept)};
}

Result<HomeMap> Redactor::read_map(PassKey<app::Session>, const RawBytes& file) {
  return read_map_text(file.view(PassKey<Redactor>()));
}

HomeMap Redactor::new_map(PassKey<app::Session>, PseudonymKey key) {
  return {std::move(key), std::make_shared<PseudonymMap>()};
}

void Redactor::keep_map(PassKey<app::Session>, const HomeMap& map) { state_->engine->pseudonyms = map.pseudonyms; }

void Redactor::merge_map(PassKey<app::Session>, const HomeMap& map) const {
  state_->engine->pseudonyms->merge(*map.pseudonyms);
}

RevealedBytes Redactor::map_file(PassKey<app::Session>) const {
  const Engine& engine = *state_->engine;
  RuleScratch scratch;
  const auto is_secret = [&](std::string_view original) {
    Finds finds;
    engine.rules.find(original, scratch, finds, nullptr);
    if (engine.known.generation() != 0) engine.known.table()->find(original, finds);
    return std::any_of(finds.begin(), finds.end(), [](const Find& find) { return !find.label->identifier; });
  };
  return {PassKey<Redactor>(), map_text(engine.key, *engine.pseudonyms, is_secret)};
}

bool Redactor::map_is_full() const {
  return state_->engine->pseudonyms != nullptr && state_->engine->pseudonyms->full();
}

RevealedBytes Redactor::reveal(PassKey<app::Session>, const RawBytes& text, RevealCount& count) const {
  return {PassKey<Redactor>(), redaction::reveal(text.view(PassKey<Redactor>()), *state_->engine->pseudonyms, count)};
}

std::vector<RawText> Redactor::known_values() const {
  std::vector<RawText> values;
  for (std::string& value : state_->engine->known.values()) values.emplace_back(std::move(value));
  return values;
}

std::vector<RuleInfo> Redactor::rules() const {
  std::vector<RuleInfo> infos;
  for (const Rule& rule : state_->engine->rules.rules()) {
    const auto shown = [&](const std::string& text) { return state_->shown(rule.pack, text); };
    RuleInfo& info = infos.emplace_back();
    info.id = *SafeName::parse(rule.label.id);
    info.what = *SafeName::parse(rule.label.what);
    info.pack = state_->packs[rule.pack].name;
    info.says = shown(rule.text.says);
    info.pattern = rule.text.find.empty() ? SafeText("(code) ") + shown(rule.text.detector) : shown(rule.text.find);
    for (const std::string& example : rule.text.masks) info.masks.push_back(shown(example));
    for (const std::string& example : rule.text.keeps) info.keeps.push_back(shown(example));
  }
  return infos;
}

std::vector<ExampleFailure> Redactor::test_examples() const {
  std::vector<ExampleFailure> failures;
  for (std::size_t pack = 0; pack < state_->packs.size(); ++pack) {
    for (const RuleSet::Failure& failure : state_->engine->rules.failing_examples(pack)) {
      const auto& examples = failure.should_mask ? failure.rule->text.masks : failure.rule->text.keeps;
      failures.push_back({*SafeName::parse(failure.rule->label.id),
                          failure.should_mask ? Literal("masks") : Literal("keeps"),
                          state_->shown(pack, examples[failure.index])});
    }
  }
  return failures;
}

}  // namespace sgw::redaction
