#include "src/report/support_request.hpp"

#include "src/report/guidance.hpp"
#include "src/report/instance_words.hpp"
#include "src/report/markdown.hpp"
#include "src/report/page_parts.hpp"
#include "src/report/public_text.hpp"
#include "src/report/ruled_out.hpp"
#include "src/report/wording.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace sgw::report {

using triage::Finding;
using triage::Owner;

namespace {

constexpr std::size_t k_max_errors = 8;
constexpr std::string_view k_endpoint_suffixes[] = {".configuration.azure-api.net", ".configuration.azure-api.us",
                                                    ".configuration.azure-api.cn"};

bool leads_to_request(Owner owner) { return owner != Owner::customer && owner != Owner::none; }

bool cites_any(const triage::Verdict& verdict, std::initializer_list<std::string_view> ids) {
  return std::any_of(verdict.clauses.begin(), verdict.clauses.end(), [&](const SafeText& clause) {
    return std::find(ids.begin(), ids.end(), clause.view()) != ids.end();
  });
}

void add_where_instead(PageFields& fields, const ReportInput& input) {
  const triage::Verdict& verdict = input.verdict;
  const bool network = cites_any(verdict, {"RESP-CU-NETWORK", "NOSUP-NETWORK"});
  const bool hosting = cites_any(verdict, {"RESP-CU-HOSTING", "NOSUP-K8S"});
  const bool capacity = cites_any(verdict, {"RESP-CU-SLA"});
  const bool third_party = cites_any(verdict, {"RESP-CU-OSS", "NOSUP-OSS", "NOSUP-CLOSED"});
  const bool tier = cites_any(verdict, {"TIER-1"});
  fields.show_if("network", network).show_if("hosting", hosting).show_if("capacity", capacity);
  fields.show_if("third_party", third_party).show_if("tier", tier);
  fields.show_if("other_area", !network && !hosting && !capacity && !third_party && !tier);
  fields.set("headline_words", markdown_words(verdict.summary));
}

// A customer's cause can stand beside a defect of the image: the request is then for the latter alone.
void add_microsoft_part(PageFields& fields, const triage::Verdict& verdict) {
  const Finding* microsoft = nullptr;
  for (const Finding* finding : other_findings(verdict)) {
    if (microsoft == nullptr && finding->owner == Owner::microsoft) microsoft = finding;
  }
  fields.show_if("microsoft_part", microsoft != nullptr && !leads_to_request(verdict.owner));
  fields.set("microsoft_title", microsoft == nullptr ? SafeText() : markdown_words(microsoft->title));
}

// "contoso" of "contoso.configuration.azure-api.net"; empty for a custom host name, which does not tell.
SafeText service_of(const triage::FactSet& facts) {
  const std::optional<SafeText> host = facts.text("settings.endpoint.host");
  if (!host) return {};
  for (const std::string_view suffix : k_endpoint_suffixes) {
    if (host->view().ends_with(suffix)) return host->part(0, host->view().size() - suffix.size());
  }
  return {};
}

void add_service(PageFields& fields, const ReportInput& input) {
  std::vector<SafeText> services;
  for (const triage::InstanceFacts& instance : input.evidence.facts) {
    SafeText service = service_of(instance.facts);
    const bool is_new = std::find(services.begin(), services.end(), service) == services.end();
    if (!service.empty() && is_new) services.push_back(std::move(service));
  }
  fields.show_if("service", !services.empty()).show_if("no_service", services.empty());
  fields.set("service_name", markdown_words(joined(services, ", ")));
}

std::vector<const triage::EventCount*> errors_of(const triage::Evidence& evidence) {
  std::vector<const triage::EventCount*> errors;
  for (const triage::InstanceFacts& instance : evidence.facts) {
    for (const triage::EventCount& event : instance.events) {
      const bool is_error = event.level.view() == "error" || event.level.view() == "fatal";
      if (is_error && !event.benign) errors.push_back(&event);
    }
  }
  return errors;
}

std::optional<UtcTime> first_error_seen(const triage::Evidence& evidence) {
  std::optional<UtcTime> first;
  for (const triage::EventCount* event : errors_of(evidence)) {
    if (event->first_seen) first = first ? std::min(*first, *event->first_seen) : *event->first_seen;
  }
  return first;
}

void add_typed(PageFields& fields, const ReportInput& input) {
  const RequestFields& typed = input.request;
  const std::optional<UtcTime> seen = first_error_seen(input.evidence);
  const bool is_typed = !typed.started.empty();
  fields.show_if("started_typed", is_typed).show_if("started_seen", !is_typed && seen);
  fields.show_if("started_unknown", !is_typed && !seen);
  fields.set("problem_started", is_typed ? markdown_words(typed.started) : seen ? SafeText(*seen) : SafeText());

  const std::string_view severity = typed.severity.view();
  fields.show_if("severity_a", severity == "critical").show_if("severity_b", severity == "moderate");
  fields.show_if("severity_c", severity == "minimal");
  fields.show_if("severity_open", severity != "critical" && severity != "moderate" && severity != "minimal");

  fields.show_if("severity_typed", !severity.empty()).set("severity_words", markdown_words(typed.severity));

  fields.show_if("described", !typed.description.empty()).show_if("not_described", typed.description.empty());
  fields.set("description", markdown_words(typed.description));
  // Of a request these are fields of their own; what was typed must not be lost where there is no request.
  const bool any = is_typed || !severity.empty() || !typed.description.empty();
  fields.show_if("wrote_part", any && !leads_to_request(input.verdict.owner));
}

void add_row(PageFields& gateway, Literal label, const SafeText& held) {
  if (held.empty()) return;
  PageFields row;
  row.set("label", label).set("held", markdown_words(held));
  gateway.row("rows", std::move(row));
}

PageFields gateway_row(const ReplicaGroup& group) {
  struct FactRow {
    Literal label;
    std::string_view key;
  };
  constexpr std::array k_facts = {
      FactRow{"Image digest", "state.image_digests"},
      FactRow{"Start banner", "version.banner"},
      FactRow{"Latest known version", "version.latest"},
      FactRow{"Gateway id", "settings.token.gateway_id"},
      FactRow{"Token expires", "settings.token.expires"},
      FactRow{"Configuration endpoint", "settings.endpoint.host"},
      FactRow{"Authentication", "settings.auth_mode"},
      FactRow{"Authentication (as stated)", "auth"},
      FactRow{"Runs on", "state.source"},
      FactRow{"Deployment", "deploy"},
      FactRow{"Platform", "state.platform"},
      FactRow{"Kubernetes", "cluster.version"},
      FactRow{"Namespace", "kubernetes.namespace"},
      FactRow{"Workload", "kubernetes.workload.name"},
      FactRow{"Node", "kubernetes.node"},
      FactRow{"Node's system", "kubernetes.node_state.os"},
      FactRow{"Helm chart", "kubernetes.helm.chart"},
      FactRow{"Mesh", "kubernetes.mesh"},
      FactRow{"Engine", "engine.engine"},
      FactRow{"Engine version", "engine.version"},
      FactRow{"Host", "host.os"},
      FactRow{"Kernel", "host.kernel"},
      FactRow{"Container network", "state.network_mode"},
      FactRow{"Network", "network"},
      FactRow{"Tier", "tier"},
      FactRow{"Proxy", "settings.proxy.host"},
  };
  const triage::InstanceFacts& instance = *group.first;
  const InstanceWords words = words_of(instance);
  PageFields gateway;
  gateway.set("gateway", markdown_words(group_name(group))).list("rows");
  add_row(gateway, "Image", words.image);
  add_row(gateway, "Version", words.version);
  add_row(gateway, "Support window", words.support);
  for (const FactRow& fact : k_facts) add_row(gateway, fact.label, fact_words(instance.facts, fact.key));
  add_row(gateway, "State", words.status);
  add_row(gateway, "Restarts", words.restarts);
  return gateway;
}

// " from 2026-11-20T08:00:00Z to 2026-11-23T16:00:00Z", or empty without the runtime's times.
SafeText span_of(const triage::EventCount& event) {
  if (!event.first_seen || !event.last_seen) return {};
  if (*event.first_seen == *event.last_seen) return " at " + SafeText(*event.first_seen);
  return " from " + SafeText(*event.first_seen) + " to " + SafeText(*event.last_seen);
}

void add_errors(PageFields& fields, const ReportInput& input) {
  std::vector<const triage::EventCount*> errors = errors_of(input.evidence);
  std::stable_sort(errors.begin(), errors.end(),
                   [](const auto* left, const auto* right) { return left->count > right->count; });
  if (errors.size() > k_max_errors) errors.resize(k_max_errors);
  fields.list("errors").show_if("errors_part", !errors.empty());
  for (const triage::EventCount* event : errors) {
    PageFields row;
    row.set("error_name", markdown_words(event->name)).set("error_count", counted(event->count, "time", "times"));
    row.set("error_span", span_of(*event)).set("error_quote", markdown_code(event->first_place.quote));
    fields.row("errors", std::move(row));
  }
}

void add_details(PageFields& fields, const ReportInput& input) {
  const triage::Verdict& verdict = input.verdict;
  fields.set("tool_version", markdown_words(input.tool.version));
  fields.set("request_summary", markdown_words(verdict.summary));
  const SafeText clauses = markdown_words(joined(verdict.clauses, ", "));
  fields.set("clause_list", clauses.empty() ? clauses : ", policy " + clauses);
  const std::vector<ReplicaGroup> gateways = replica_groups(input);
  fields.list("gateways").show_if("gateways_part", !gateways.empty());
  const std::size_t shown = std::min(gateways.size(), k_max_gateways);
  for (std::size_t i = 0; i < shown; ++i) fields.row("gateways", gateway_row(gateways[i]));
  add_gateways_more(fields, gateways);
}

constexpr std::size_t k_max_symptoms = 6;
constexpr std::size_t k_max_ruled_out = 12;
constexpr std::size_t k_max_files = 24;

// What happens, in the words of the findings: the cause, and what follows from it.
void add_symptom(PageFields& fields, const ReportInput& input) {
  const Finding* primary = primary_finding(input.verdict);
  std::vector<SafeText> symptoms;
  if (primary != nullptr) {
    symptoms.push_back(primary->title);
    for (const Finding* effect : effects_of(input.verdict, *primary)) symptoms.push_back(effect->title);
  }
  add_texts(fields, "symptoms", "symptom", symptoms, k_max_symptoms);
  fields.show_if("no_symptoms", symptoms.empty());
  const SafeText title = primary == nullptr ? SafeText("cause not known yet") : primary->title;
  fields.set("request_title", markdown_words("Self-hosted gateway: " + title.printable().clipped(180)));

  const std::size_t all = input.evidence.facts.size();
  const std::size_t hit = primary == nullptr || primary->instances.empty() ? all : primary->instances.size();
  fields.set("hit_gateways", SafeText(hit) + " of " + counted(all, "gateway", "gateways"));
  const auto rule = primary == nullptr ? std::nullopt : input.rules.rule(primary->rule);
  fields.show_if("impact_known", rule.has_value());
  fields.set("impact_words", rule ? SafeText(impact_words(*rule)) : SafeText());
}

void add_ruled_out(PageFields& fields, const ReportInput& input) {
  const std::vector<SafeText> checks = ruled_out(input.evidence);
  add_texts(fields, "ruled_out", "check", checks, k_max_ruled_out);
  fields.show_if("ruled_out_part", !checks.empty());
}

// What the bundle holds, so that whoever reads the request knows what to ask for.
void add_files(PageFields& fields, const ReportInput& input) {
  fields.list("files");
  std::size_t count = 0;
  for (const triage::ArtifactRecord& artifact : input.evidence.artifacts) {
    const bool there = artifact.outcome.completeness != Completeness::missing &&
                       artifact.outcome.completeness != Completeness::withheld;
    if (!there || count++ >= k_max_files) continue;
    PageFields row;
    fields.row("files", row.set("file", markdown_code(artifact.header.path.text())));
  }
  fields.show_if("files_part", count > 0).show_if("files_more", count > k_max_files);
  fields.set("files_more_count", SafeText(count > k_max_files ? count - k_max_files : 0));
}

void add_public(PageFields& fields, const ReportInput& input, bool shown) {
  const PublicText text = public_text(input);
  fields.show_if("public_text", shown).set("public_title", markdown_words(text.title));
  add_texts(fields, "public_lines", "public_line", text.lines, text.lines.size());
}

Literal title_of(bool request, bool plan) {
  if (!request) return "Where to take it";
  if (!plan) return "A post for the community";
  return "Support request";
}

}  // namespace

NamedDocument write_support_request(const ResourceStore& store, const ReportInput& input) {
  const bool request = leads_to_request(input.verdict.owner);
  const bool plan = has_support_plan(input.evidence);
  PageFields fields;
  fields.set("title", title_of(request, plan));
  fields.show_if("request", request && plan)
      .show_if("public_post", request && !plan)
      .show_if("details", request && plan);
  add_owner(fields, input);
  add_where_instead(fields, input);
  add_microsoft_part(fields, input.verdict);
  add_service(fields, input);
  add_typed(fields, input);
  add_details(fields, input);
  add_ladders(fields, input);
  add_errors(fields, input);
  add_evidence(fields, input);
  add_symptom(fields, input);
  add_ruled_out(fields, input);
  add_files(fields, input);
  const bool asks_public = !request || !plan || input.verdict.owner == Owner::undetermined;
  add_public(fields, input, asks_public);
  return write_page(store, input, "support-request.md", "templates/report/support-request.md", fields);
}

}  // namespace sgw::report
