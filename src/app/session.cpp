#include "src/app/session.hpp"

#include "src/app/given_file.hpp"
#include "src/app/given_rules.hpp"
#include "src/package/atomic_file.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/digest.hpp>

#include <system_error>

namespace sgw::app {

namespace {

constexpr std::size_t k_max_given_bytes = std::size_t{4} << 20;
constexpr std::size_t k_max_map_bytes = std::size_t{512} << 20;

std::unique_ptr<ResourceStore> built_in() {
  auto store = std::make_unique<ResourceStore>();
  store->add(redaction::packs());
  store->add(triage::triage_data());
  store->add(report::report_data());
  for (const auto files : collector::embedded_data()) store->add(files);
  return store;
}

// A file given by the wrong one of the two flags would have a problem in every line.
Result<std::string> read_rules(const std::filesystem::path& path, RuleKind wanted) {
  SGW_TRY(std::string bytes, read_given_file(path, k_max_given_bytes));
  const RuleKind kind = rule_kind(bytes);
  if (kind == RuleKind::unknown || kind == wanted) return bytes;
  if (kind == RuleKind::triage) return fail(ErrorKind::bad_data_file, "triage rules are given by --rules");
  return fail(ErrorKind::bad_data_file, "a redaction pack is given by --redact");
}

}  // namespace

Literal tool_version() { return SGW_DIAG_VERSION; }

Result<redaction::HomeMap> Session::read_map(const std::filesystem::path& file) {
  SGW_TRY(std::string bytes, read_given_file(file, k_max_map_bytes));
  auto map = redaction::Redactor::read_map(PassKey<Session>(), RawBytes(std::string_view(bytes)));
  wipe(bytes);
  return map;
}

Result<Session> Session::open(const GivenFiles& given, redaction::Profile profile, Needs needs) {
  Session session;
  session.store_ = built_in();
  session.profile_ = profile;
  session.map_ = given.map;

  std::error_code ignored;
  const bool map_is_there = given.map && std::filesystem::exists(*given.map, ignored);
  Result<redaction::HomeMap> map = redaction::Redactor::new_map(PassKey<Session>(), session.key_);
  if (map_is_there) map = read_map(*given.map);
  if (map) session.key_ = map->key;

  const redaction::RedactorOptions options{.profile = profile, .key = session.key_};
  // The built-in rules come first: they show the names of the files given, and everything that is wrong with them.
  SGW_TRY(auto first, redaction::Redactor::load(*session.store_, options));
  session.redactor_ = std::make_unique<redaction::Redactor>(std::move(first));
  if (!map) return tl::make_unexpected(session.map_error(std::move(map).error()));
  if (given.map && !map_is_there) {
    const bool dangling = std::filesystem::is_symlink(std::filesystem::symlink_status(*given.map, ignored));
    const auto made = dangling                  ? fail(ErrorKind::bad_usage, "the map is a link that leads nowhere")
                      : given.map_must_be_there ? fail(ErrorKind::bad_usage, "there is no such map file")
                                                : can_be_made(*given.map);
    if (!made) return tl::make_unexpected(session.map_error(made.error()));
  }
  for (const auto& path : given.packs) {
    auto bytes = read_rules(path, RuleKind::redaction);
    if (!bytes) return tl::make_unexpected(session.with_subject(std::move(bytes).error(), path.native()));
    session.store_->add_given("redaction/packs", session.shown(path.native()), *std::move(bytes), false);
  }
  if (!given.packs.empty()) {
    SGW_TRY(auto redactor, redaction::Redactor::load(*session.store_, options));
    session.redactor_ = std::make_unique<redaction::Redactor>(std::move(redactor));
  }
  SGW_CHECK(session.redactor_->self_test());
  if (given.map) session.redactor_->keep_map(PassKey<Session>(), *map);  // the self-test's canaries are not in it
  if (needs == Needs::redaction) return session;

  SGW_CHECK(session.add_rules(given.rules));
  SGW_TRY(auto rules, triage::RuleBook::load(*session.store_));
  session.rules_ = std::make_unique<triage::RuleBook>(std::move(rules));
  return session;
}

Result<void> Session::add_rules(const std::vector<std::filesystem::path>& files) {
  if (files.empty()) return {};
  const redaction::RedactorOptions options{.profile = redaction::Profile::redacted, .key = key_};
  SGW_TRY(const auto secrets, redaction::Redactor::load(*store_, options));
  const std::set<std::string> shipped = shipped_texts(*store_);
  for (const auto& path : files) {
    auto bytes = read_rules(path, RuleKind::triage);
    if (bytes) bytes = presentable_rules(*redactor_, secrets, shipped, *bytes);
    if (!bytes) return tl::make_unexpected(with_subject(std::move(bytes).error(), path.native()));
    store_->add_given("templates/triage", shown(path.native()), *std::move(bytes), true);
  }
  return {};
}

SafeText Session::shown(std::string_view typed) const { return redactor_->text(RawText(typed)); }

SafeText Session::shown_path(const std::filesystem::path& path) const {
  SafeText shown;
  RawText folder;
  for (const std::filesystem::path& part : path) {
    if (!shown.empty() && !shown.view().ends_with('/')) shown += SafeText("/");
    shown += redactor_->part_of_path(RawText(part.native()), folder);
    folder = RawText(part.native());
  }
  return shown;
}

Error Session::with_subject(Error error, std::string_view typed) const {
  const SafeText name = shown(typed);
  error.subject = error.subject.empty() ? name : name + ": " + error.subject;
  return error;
}

Error Session::told(const RawError& error) const { return {error.kind, error.what, redactor_->text(error.subject)}; }

report::ToolInfo Session::tool_info() const {
  report::ToolInfo info;
  info.version = SafeText(tool_version());
  info.profile = SafeText(profile_ == redaction::Profile::strict ? Literal("strict") : Literal("support"));
  for (const Literal folder : {Literal("redaction/packs"), Literal("templates/triage"), Literal("collector/data")}) {
    for (const Resource& resource : store_->in_folder(folder.view())) {
      info.data_files.emplace_back(resource.name, Sha256::text_of(resource.bytes));
    }
  }
  return info;
}

Result<void> Session::save_map() const {
  if (!map_) return {};
  std::error_code ignored;
  const bool there = std::filesystem::exists(*map_, ignored);
  if (there) {
    auto saved = read_map(*map_);
    if (!saved) return tl::make_unexpected(map_error(std::move(saved).error()));
    if (saved->key.bytes() != key_.bytes()) {
      return tl::make_unexpected(
          map_error({ErrorKind::io, "the map file holds another key by now, and is left as it is", {}}));
    }
    redactor_->merge_map(PassKey<Session>(), *saved);
  }
  // A link to the map stays one.
  const auto file = there ? std::filesystem::canonical(*map_, ignored) : *map_;
  auto written = package::AtomicFile::write_map(file, redactor_->map_file(PassKey<Session>()),
                                                there ? package::Overwrite::yes : package::Overwrite::no);
  if (!written) return tl::make_unexpected(map_error(std::move(written).error()));
  return {};
}

bool Session::is_map(const std::filesystem::path& path) const {
  std::error_code ignored;
  return map_ && std::filesystem::equivalent(path, *map_, ignored);
}

std::optional<SafeText> Session::map_note() const {
  if (!map_ || !redactor_->map_is_full()) return std::nullopt;
  return SafeText("the map is full: later pseudonyms are not in it and cannot be turned back: ") +
         shown(map_->native());
}

RevealedBytes Session::reveal(std::string_view text, RevealCount& count) const {
  return redactor_->reveal(PassKey<Session>(), RawBytes(text), count);
}

}  // namespace sgw::app
