#include "src/triage/derived_version.hpp"

#include "src/triage/derive.hpp"

#include <algorithm>
#include <string>

namespace sgw::triage {

namespace {

// Where the version comes from, best first: the tag that runs, the start banner, what the operator said.
struct Running {
  std::optional<Version> version;
  std::string key;      // of the fact it rests on
  Literal source = "";  // tag, banner, digest, stated
};

// The tag in "registry:5000/azure-api-management/gateway:2.10.1@sha256:…"; empty when there is none.
SafeText tag_in(const SafeText& reference) {
  std::string_view text = reference.view();
  text = text.substr(0, text.find('@'));
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || text.find('/', colon) != std::string_view::npos) return {};
  return reference.part(colon + 1, text.size() - colon - 1);
}

// The key of the fact that holds the tag; made from the image's reference where nothing else names it.
std::string tag_key(FactSet& facts) {
  for (const std::string_view key : {"state.tag", "tag", "tag_reported"}) {
    if (facts.first(key) != nullptr) return std::string(key);
  }
  const auto image = facts.text("image");
  const SafeText tag = image ? tag_in(*image) : SafeText();
  if (tag.empty()) return {};
  put(facts, "version.tag", tag, facts, "image");
  return "version.tag";
}

bool is_stated(const FactSet& facts, std::string_view key) {
  const Fact* fact = facts.first(key);
  return fact != nullptr && fact->origin == FactOrigin::stated;
}

Running running_version(const FactSet& facts, const std::string& key, std::string_view kind,
                        const VersionTable& table) {
  Running running;
  const auto banner = facts.text("version.banner");
  if (banner) running = {Version::parse(banner->view()), "version.banner", "banner"};
  if (running.version) running.version->patch.reset();  // its third group is a build number
  const auto tag = facts.text(key);
  if (!tag || kind == "beta" || kind == "preview") return running;  // these are none of the releases
  const auto tagged = version_in_tag(tag->view());
  if (!tagged) return running;
  // A mirror may carry numbers of its own: the banner says what runs, unless both agree on the line.
  const bool agree =
      !running.version || (running.version->major == tagged->major && running.version->minor == tagged->minor);
  if (!agree && !table.knows(*tagged)) return running;
  if (!agree && !is_stated(facts, key)) return running;
  return {tagged, key, is_stated(facts, key) ? Literal("stated") : Literal("tag")};
}

// Whatever a tag such as "v1" led to when the image was pulled, it is of a generation that is retired.
bool follows_retired(const FactSet& facts, const Judgement& judgement, const Running& running, const std::string& key) {
  if (running.version || judgement.as_of < judgement.table->retired_since()) return false;
  const auto tag = key.empty() ? std::nullopt : facts.text(key);
  const auto major = tag ? major_in_tag(tag->view()) : std::nullopt;
  return major && *major < judgement.table->retired_below();
}

void say_retired(FactSet& facts, const std::string& key) {
  put(facts, "version.number", SafeText(*major_in_tag(facts.text(key)->view())), facts, key);
  put(facts, "version.source", SafeText(is_stated(facts, key) ? Literal("stated") : Literal("tag")), facts, key);
  put(facts, "version.retired", true, facts, key);
}

void judge(FactSet& facts, const Judgement& judgement, std::string_view kind, const Running& running,
           const std::string& tag) {
  WindowAnswer answer;
  std::string base = tag;
  if (kind == "beta") {
    answer = {"unsupported", "VER-BETA"};
  } else if (kind == "preview") {
    answer = {"unsupported", "VER-PREVIEW"};
  } else if (running.version) {
    answer = judge_window(*running.version, judgement.latest, *judgement.table, judgement.as_of);
    base = running.key;
  } else if (follows_retired(facts, judgement, running, tag)) {
    answer = {"unsupported", "VER-WINDOW"};
    say_retired(facts, tag);
  }
  put(facts, "version.support", SafeText(answer.support), facts, base);
  if (!answer.reason.view().empty()) put(facts, "version.reason", SafeText(answer.reason), facts, base);
}

// What the releases after the running one put right, by their notes, the newest first.
void list_missed_fixes(FactSet& facts, const Judgement& judgement, const Running& running) {
  for (const VersionTable::Fix& fix : judgement.table->fixes()) {
    const bool lacks = older(*running.version, fix.fixed_in).value_or(false);
    const bool has_it = !fix.since || !older(*running.version, *fix.since).value_or(true);
    if (!lacks || !has_it || !judgement.table->released_by(fix.fixed_in, judgement.as_of)) continue;
    facts.add("version.fixes_missed", {fix.fixed_in.text() + ": " + fix.what, FactOrigin::derived, {}});
  }
}

void say_what_it_rests_on(FactSet& facts, const Judgement& judgement) {
  const auto age = std::chrono::floor<std::chrono::days>(judgement.as_of - judgement.table->date()).count();
  put(facts, "version.table_age_days", std::int64_t{std::max<std::int64_t>(0, age)}, FactOrigin::derived, Place());
  put(facts, "version.basis", judgement.latest_from, FactOrigin::derived, Place());
  put(facts, "version.stale", judgement.stale, FactOrigin::derived, Place());
}

}  // namespace

void derive_version(FactSet& facts, const Judgement& judgement) {
  for (const std::string_view old : {"tag", "kind", "number", "minor", "known", "source", "support", "reason", "latest",
                                     "behind", "basis", "stale", "retired", "fixes_missed"}) {
    facts.erase("version." + std::string(old));
  }
  const std::string key = tag_key(facts);
  const auto tag = key.empty() ? std::nullopt : facts.text(key);
  const bool digest = facts.first("state.image_digests") != nullptr;
  const Literal kind = tag_kind(tag ? tag->view() : std::string_view(), digest);
  const Running running = running_version(facts, key, kind.view(), *judgement.table);
  if (tag) put(facts, "version.tag", *tag, facts, key);
  const std::string_view base = tag ? std::string_view(key) : std::string_view("state.image_digests");
  if (tag || digest || running.version) put(facts, "version.kind", SafeText(kind), facts, base);
  if (running.version) {
    put(facts, "version.number", running.version->text(), facts, running.key);
    put(facts, "version.minor", running.version->line(), facts, running.key);
    put(facts, "version.known", judgement.table->knows(*running.version), facts, running.key);
    put(facts, "version.source", SafeText(running.source), facts, running.key);
    const bool retired = running.version->major < judgement.table->retired_below() &&
                         judgement.as_of >= judgement.table->retired_since();
    put(facts, "version.retired", retired, facts, running.key);
    list_missed_fixes(facts, judgement, running);
  }
  judge(facts, judgement, kind.view(), running, key);
  if (judgement.latest) {
    put(facts, "version.latest", judgement.latest->text(), FactOrigin::derived, Place());
    if (running.version) {
      const auto behind = older(*running.version, *judgement.latest);
      if (behind) put(facts, "version.behind", *behind, facts, running.key);
    }
  }
  say_what_it_rests_on(facts, judgement);
}

}  // namespace sgw::triage
