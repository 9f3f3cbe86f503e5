#pragma once

#include <sgw_diag/raw.hpp>
#include <sgw_diag/redacted_sink.hpp>
#include <sgw_diag/resource.hpp>
#include <sgw_diag/result.hpp>
#include <sgw_diag/revealed.hpp>
#include <sgw_diag/source.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace sgw::app {
class Session;
}

namespace sgw::redaction {

class Decoder;
class PseudonymMap;
class Tally;

// The packs that are compiled in, redaction/packs/*.json: load() expects them in its store.
std::span<const EmbeddedFile> packs();

enum class Profile {
  support,
  strict,
  redacted,  // for what passed the gate before: secrets only, because a pseudonym of a pseudonym names nothing any more
};

// The key of tags and pseudonyms: 32 bytes. Random for a run, unless --map keeps it at home. Wiped on destruction.
class PseudonymKey {
 public:
  static PseudonymKey random();
  static std::optional<PseudonymKey> from_hex(std::string_view hex);  // of a map file
  std::string hex() const;                                            // for a map file (0600) and nothing else
  std::string_view bytes() const noexcept { return bytes_; }

  PseudonymKey(const PseudonymKey&) = default;
  PseudonymKey(PseudonymKey&&) noexcept = default;
  PseudonymKey& operator=(const PseudonymKey&) = default;
  PseudonymKey& operator=(PseudonymKey&&) noexcept = default;
  ~PseudonymKey();

 private:
  explicit PseudonymKey(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

// What a map file (--map) holds: the key, and what the pseudonyms of identifiers stand for. The second part can be
// handed on, and looked at by the redactor only.
struct HomeMap {
  PseudonymKey key = PseudonymKey::random();
  std::shared_ptr<PseudonymMap> pseudonyms;
};

struct RedactorOptions {
  Profile profile = Profile::support;
  PseudonymKey key = PseudonymKey::random();
};

// One redaction rule, as `rules list` and `rules explain` show it.
struct RuleInfo {
  SafeName id;
  SafeName what;  // class of the placeholder
  SafeText pack;  // the file it is from
  SafeText says;  // one line
  SafeText pattern;
  std::vector<SafeText> masks;  // examples
  std::vector<SafeText> keeps;
};

// An example of a pack that does not do what it says.
struct ExampleFailure {
  SafeName rule;
  Literal expected;  // "masks" or "keeps"
  SafeText example;
};

// The only reader of raw bytes and the only maker of redacted ones. Rules are immutable after load() and shared by
// threads; learnt values are added under a lock and hold from then on. Everything that cannot be decided is withheld.
class Redactor {
 public:
  // Packs from "redaction/packs"; a rule without examples both ways, or whose examples fail, does not load.
  static Result<Redactor> load(const ResourceStore& store, const RedactorOptions& options);

  // Canary lines of every class through the gate; an error of kind `unsafe` names the class that survived.
  Result<void> self_test() const;

  // The only RawSink of the product. Lives no longer than this and `out`.
  std::unique_ptr<RawSink> gate(RedactedSink& out) const;

  // One piece of text: a name, an address, what the operator typed. Newlines and control characters become blanks.
  SafeText text(const RawText& text) const;
  // One part of a path, whose folder may say what it is: the name in "home/jane". Empty `folder`: none is known.
  SafeText part_of_path(const RawText& part, const RawText& folder) const;
  // A small whole document (at most k_max_json_bytes); withheld content becomes a placeholder line.
  RedactedBytes document(const RawBytes& bytes, Format format) const;

  // False when the value is too short to be masked wherever it stands.
  bool learn(RawText value, Literal what) const;
  // Grows with each newly learnt value: what was masked at a lower generation may hold a value learnt since.
  std::size_t known_generation() const;
  // Masks values learnt since in what is redacted already. Line count and JSON validity stay.
  RedactedBytes sweep(const RedactedBytes& bytes) const;

  // The map that keeps the key and the originals at home. read_map() refuses what no run of this program wrote, with
  // the place in the document as the error's subject. After keep_map() the pseudonyms of identifiers are remembered
  // with what they stand for, those of `map` included; to be called once, before anything is masked that is put out.
  static Result<HomeMap> read_map(PassKey<app::Session>, const RawBytes& file);
  static HomeMap new_map(PassKey<app::Session>, PseudonymKey key);
  void keep_map(PassKey<app::Session>, const HomeMap& map);
  // Adds the entries of another map of the same key, such as what the file holds by now.
  void merge_map(PassKey<app::Session>, const HomeMap& map) const;
  // The document for the file. An original that has become known as a secret meanwhile is left out.
  RevealedBytes map_file(PassKey<app::Session>) const;
  // Its capacity is used up: later pseudonyms cannot be turned back.
  bool map_is_full() const;
  // Redacted text, or a reply to it, with the map's pseudonyms turned back.
  RevealedBytes reveal(PassKey<app::Session>, const RawBytes& text, RevealCount& count) const;

  // Copies of all learnt values, for the leak check.
  std::vector<RawText> known_values() const;

  std::vector<RuleInfo> rules() const;
  std::vector<ExampleFailure> test_examples() const;

  Redactor(Redactor&&) noexcept;
  Redactor& operator=(Redactor&&) noexcept;
  ~Redactor();

 private:
  friend class Gate;
  struct State;
  explicit Redactor(std::unique_ptr<State> state);

  // For the gate's entries: raw bytes go in, redacted ones come out, and the gate sees neither as plain text.
  std::unique_ptr<Decoder> decoder(Format format, Tally& tally, std::function<void(RedactedBytes)> out) const;
  static void feed(Decoder& decoder, const RawBytes& chunk);
  SafeText masked(std::string_view text) const;

  std::unique_ptr<State> state_;
};

}  // namespace sgw::redaction
