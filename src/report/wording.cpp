#include "src/report/wording.hpp"

#include <algorithm>

namespace sgw::report {

using triage::Finding;
using triage::Owner;
using triage::Verdict;

namespace {

SafeText file_name(const SafeText& path) {
  const std::size_t slash = path.view().rfind('/');
  return slash == std::string_view::npos ? path : path.part(slash + 1, path.view().size());
}

// A cause explains what happens to its own gateways. A finding that names none is about all.
bool share_an_instance(const Finding& left, const Finding& right) {
  if (left.instances.empty() || right.instances.empty()) return true;
  return std::any_of(left.instances.begin(), left.instances.end(), [&](const SafeText& instance) {
    return std::find(right.instances.begin(), right.instances.end(), instance) != right.instances.end();
  });
}

}  // namespace

Literal headline_word(Owner owner) {
  switch (owner) {
    case Owner::microsoft:
      return "MICROSOFT";
    case Owner::shared:
      return "SHARED";
    case Owner::customer:
      return "CUSTOMER";
    case Owner::unsupported_version:
      return "UNSUPPORTED VERSION";
    case Owner::none:
      return "NO INCIDENT";
    case Owner::undetermined:
      return "UNDETERMINED";
  }
  return "UNDETERMINED";
}

Literal aside_word(Owner owner) { return owner == Owner::none ? Literal("note") : to_literal(owner); }

SafeText headline(const Verdict& verdict) {
  const Finding* primary = primary_finding(verdict);
  const SafeText& title = primary != nullptr && !primary->title.empty() ? primary->title : verdict.summary;
  const SafeText word(headline_word(verdict.owner));
  return title.empty() ? word : word + " — " + title.printable();
}

const Finding* primary_finding(const Verdict& verdict) {
  if (!verdict.primary) return nullptr;
  const auto found = std::find_if(verdict.findings.begin(), verdict.findings.end(),
                                  [&](const Finding& finding) { return finding.rule == *verdict.primary; });
  return found == verdict.findings.end() ? nullptr : &*found;
}

std::vector<const Finding*> other_findings(const Verdict& verdict) {
  std::vector<const Finding*> others;
  for (const Finding& finding : verdict.findings) {
    if (!finding.caused_by && &finding != primary_finding(verdict)) others.push_back(&finding);
  }
  return others;
}

std::vector<const Finding*> effects_of(const Verdict& verdict, const Finding& cause) {
  std::vector<const Finding*> effects = {&cause};
  for (std::size_t next = 0; next < effects.size(); ++next) {
    for (const Finding& finding : verdict.findings) {
      const bool follows = finding.caused_by == effects[next]->rule && share_an_instance(finding, *effects[next]);
      if (follows && std::find(effects.begin(), effects.end(), &finding) == effects.end()) effects.push_back(&finding);
    }
  }
  effects.erase(effects.begin());
  return effects;
}

bool is_conflict(const Verdict& verdict, const Finding& finding) {
  return !finding.caused_by &&
         std::find(verdict.conflicts.begin(), verdict.conflicts.end(), finding.rule) != verdict.conflicts.end();
}

const Finding* standing_finding(const Verdict& verdict, const SafeText& instance) {
  for (const Finding& finding : verdict.findings) {
    const auto& held = finding.instances;
    if (!finding.caused_by && std::find(held.begin(), held.end(), instance) != held.end()) return &finding;
  }
  return nullptr;
}

PackedPlace packed_place(const ReportInput& input, const triage::Place& place) {
  PackedPlace packed;
  packed.text = place.file.text();
  if (place.line) packed.line = input.packed_line ? input.packed_line(place.file, *place.line) : place.line;
  if (packed.line) {
    packed.text += ":" + SafeText(*packed.line);
  } else if (!place.pointer.empty()) {
    packed.text += " " + place.pointer;
  }
  return packed;
}

std::vector<const Remark*> in_order(const std::vector<Remark>& remarks) {
  std::vector<const Remark*> ordered;
  ordered.reserve(remarks.size());
  for (const Remark& remark : remarks) ordered.push_back(&remark);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Remark* left, const Remark* right) { return left->source < right->source; });
  return ordered;
}

SafeText subject_line(const Remark& remark) {
  const SafeText text(remark.text);
  if (text.empty() || remark.subject.empty()) return text + remark.subject.printable();
  return text + ": " + remark.subject.printable();
}

SafeText counted(std::uint64_t count, const SafeName& one) {
  SafeText words = SafeText(count) + " " + one;
  const std::string_view name = one.view();
  if (count == 1) return words;
  const auto ends = [name](std::string_view tail) { return name.ends_with(tail); };
  if (ends("ss") || ends("x") || ends("ch") || ends("sh")) return words + "es";
  if (ends("s")) return words;  // "url-credentials" are many already
  const bool vowel_before = ends("ay") || ends("ey") || ends("oy") || ends("uy");
  if (ends("y") && !vowel_before) return words.part(0, words.view().size() - 1) + "ies";
  return words + "s";
}

SafeText additional_rules(const ReportInput& input) {
  SafeText text;
  for (const triage::GivenRules& given : input.rules.given()) {
    if (!text.empty()) text += ", ";
    text += file_name(given.file);
    for (std::size_t i = 0; i < given.replaced.size(); ++i) {
      text += SafeText(i == 0 ? Literal(" (replaces ") : Literal(", ")) + given.replaced[i];
    }
    if (!given.replaced.empty()) text += ")";
  }
  return text.printable();
}

SafeText counted(std::uint64_t count, Literal one, Literal many) {
  return SafeText(count) + " " + SafeText(count == 1 ? one : many);
}

}  // namespace sgw::report
