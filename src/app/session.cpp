#include "src/app/session.hpp"

#include "src/app/given_file.hpp"
#include "src/package/atomic_file.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_reader.hpp>

#include <unistd.h>

#include <system_error>

namespace sgw::app {

namespace {

constexpr std::size_t k_max_given_bytes = std::size_t{4} << 20;

std::unique_ptr<ResourceStore> built_in() {
  auto store = std::make_unique<ResourceStore>();
  store->add(redaction::packs());
  store->add(triage::triage_data());
  store->add(report::report_data());
  for (const auto files : collector::embedded_data()) store->add(files);
  return store;
}

Result<redaction::PseudonymKey> key_of_map(const std::string& bytes) {
  const auto map = JsonReader::parse(bytes);
  if (!map || (*map)["schema"].text_or("") != "sgw-diag/map/1") {
    return fail(ErrorKind::bad_usage, "not a map file of this program (schema sgw-diag/map/1 expected)");
  }
  if (auto key = redaction::PseudonymKey::from_hex((*map)["key"].text_or(""))) return *std::move(key);
  return fail(ErrorKind::bad_usage, "the map file's /key is not a key (64 hexadecimal digits expected)");
}

// A key that cannot be kept is told now, not after two minutes of collecting.
Result<void> can_be_made(const std::filesystem::path& file) {
  const auto parent = file.parent_path();
  const auto folder = parent.empty() ? std::filesystem::path(".") : parent;
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) return fail(ErrorKind::io, "the folder does not exist");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return fail(ErrorKind::io, "no right to write there");
  return {};
}

// A file given by --rules may be quoted in reports. If the gate would change it, it holds something secret or personal,
// and it is refused when it is opened.
bool leaves_unchanged(const redaction::Redactor& redactor, const std::string& bytes) {
  return redactor.document(RawBytes(bytes), Format::text).view() == bytes;
}

}  // namespace

Literal tool_version() { return SGW_DIAG_VERSION; }

Result<Session> Session::open(const GivenFiles& given, redaction::Profile profile) {
  Session session;
  session.store_ = built_in();
  session.profile_ = profile;
  session.map_ = given.map;

  redaction::RedactorOptions options{.profile = profile};
  // The built-in rules come first: they show the names of the files given, and everything that is wrong with them.
  SGW_TRY(auto first, redaction::Redactor::load(*session.store_, options));
  session.redactor_ = std::make_unique<redaction::Redactor>(std::move(first));

  std::error_code ignored;
  if (given.map && std::filesystem::exists(*given.map, ignored)) {
    auto bytes = read_given_file(*given.map, k_max_given_bytes);
    if (!bytes) return tl::make_unexpected(session.with_subject(std::move(bytes).error(), given.map->native()));
    auto key = key_of_map(*bytes);
    wipe(*bytes);
    if (!key) return tl::make_unexpected(session.with_subject(std::move(key).error(), given.map->native()));
    options.key = *std::move(key);
    session.map_was_there_ = true;
  } else if (given.map) {
    if (auto made = can_be_made(*given.map); !made) {
      return tl::make_unexpected(session.with_subject(std::move(made).error(), given.map->native()));
    }
  }
  for (const auto& path : given.packs) {
    auto bytes = read_given_file(path, k_max_given_bytes);
    if (!bytes) return tl::make_unexpected(session.with_subject(std::move(bytes).error(), path.native()));
    session.store_->add_given("redaction/packs", session.shown(path.native()), *std::move(bytes), false);
  }
  if (session.map_was_there_ || !given.packs.empty()) {
    SGW_TRY(auto redactor, redaction::Redactor::load(*session.store_, options));
    session.redactor_ = std::make_unique<redaction::Redactor>(std::move(redactor));
  }
  SGW_CHECK(session.redactor_->self_test());

  for (const auto& path : given.rules) {
    auto bytes = read_given_file(path, k_max_given_bytes);
    if (!bytes) return tl::make_unexpected(session.with_subject(std::move(bytes).error(), path.native()));
    const bool presentable = leaves_unchanged(*session.redactor_, *bytes);
    session.store_->add_given("templates/triage", session.shown(path.native()), *std::move(bytes), presentable);
  }
  SGW_TRY(auto rules, triage::RuleBook::load(*session.store_));
  session.rules_ = std::make_unique<triage::RuleBook>(std::move(rules));
  return session;
}

SafeText Session::shown(std::string_view typed) const { return redactor_->text(RawText(typed)); }

Error Session::with_subject(Error error, std::string_view typed) const {
  const SafeText name = shown(typed);
  error.subject = error.subject.empty() ? name : name + ": " + error.subject;
  return error;
}

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
  if (!map_ || map_was_there_) return {};
  auto written = package::write_file(*map_, redactor_->map_file(PassKey<Session>()), package::Overwrite::no);
  if (!written) return tl::make_unexpected(with_subject(std::move(written).error(), map_->native()));
  return {};
}

}  // namespace sgw::app
