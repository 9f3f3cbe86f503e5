#include "src/triage/derived_facts.hpp"

namespace sgw::triage {

namespace {

constexpr std::chrono::days k_stale{180};
constexpr std::chrono::days k_clocks{1};  // the registry was asked by a clock that may differ from the judge's

SafeText date_of(UtcTime time) {
  constexpr std::size_t date_size = 10;  // of "2026-11-20"
  return SafeText(time).part(0, date_size);
}

SafeText table_words(const VersionTable& table, UtcTime as_of) {
  const auto age = std::chrono::floor<std::chrono::days>(as_of - table.date());
  SafeText words = SafeText("the table of releases of ") + date_of(table.date());
  if (age.count() < 0) return words;
  return words + " (" + SafeText(age.count()) +
         SafeText(age.count() == 1 ? Literal(" day old)") : Literal(" days old)"));
}

// Takes `version` for the newest release unless what is known is newer. A word about an older one takes nothing away.
void confirm(Judgement& judgement, const Version& version, const SafeText& from) {
  const bool newer = !judgement.latest || older(*judgement.latest, version).value_or(false);
  if (!newer && judgement.latest != version) return;
  judgement.latest = version;
  judgement.latest_from = from;
  judgement.stale = false;
}

}  // namespace

Judgement make_judgement(UtcTime as_of, bool as_of_given, const JudgeOptions& options, const VersionTable& table,
                         const std::optional<RegistryAnswer>& registry) {
  Judgement judgement{as_of, as_of_given, table.latest(), table_words(table, as_of), as_of - table.date() > k_stale,
                      &table};
  if (as_of_given && as_of < table.date()) judgement.latest = table.latest_at(as_of);
  // What a registry has today was not out at an earlier time of judgment.
  if (registry && (!as_of_given || as_of > registry->asked - k_clocks)) {
    const bool stale = judgement.stale;
    confirm(judgement, registry->newest,
            SafeText("the registry ") + registry->registry + ", asked on " + date_of(registry->asked));
    // What is in half a list is out, and yet something newer may be in the other half.
    if (!registry->whole) judgement.stale = stale;
  }
  if (options.latest_version) confirm(judgement, *options.latest_version, SafeText("--latest-version"));
  return judgement;
}

}  // namespace sgw::triage
