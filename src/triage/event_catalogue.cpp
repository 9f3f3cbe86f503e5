#include "src/triage/event_catalogue.hpp"

#include "src/triage/line_matcher.hpp"

#include <sgw_diag/json_reader.hpp>

namespace sgw::triage {

namespace {

CatalogueEntry read_entry(const SafeJson& item, DataProblems& problems) {
  problems.only_keys(item, {"name", "line", "within", "level", "meaning", "benign", "owner", "category", "remedy"});
  CatalogueEntry entry;
  entry.name = problems.text(item, "name");
  entry.line = item["line"].text_or("");
  entry.within = item["within"].text_or("");
  entry.level = problems.text(item, "level");
  entry.meaning = problems.text(item, "meaning");
  entry.benign = item["benign"].boolean_or(false);
  entry.owner = problems.text(item, "owner");
  entry.category = problems.text(item, "category");
  entry.remedy = problems.text(item, "remedy");
  if (!entry.line.empty() && !TextPattern::compile(entry.line)) problems.add(item["line"], "does not compile");
  return entry;
}

}  // namespace

Result<EventCatalogue> EventCatalogue::read(const Resource& resource) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"events"});
  EventCatalogue catalogue;
  for (const SafeJson& item : root["events"].items()) {
    CatalogueEntry entry = read_entry(item, problems);
    const auto [place, fresh] = catalogue.by_name_.emplace(entry.name.view(), catalogue.entries_.size());
    if (!fresh) problems.add(item, "repeats an event", entry.name);
    catalogue.entries_.push_back(std::move(entry));
  }
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return catalogue;
}

const CatalogueEntry* EventCatalogue::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

}  // namespace sgw::triage
