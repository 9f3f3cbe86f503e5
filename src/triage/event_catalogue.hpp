#pragma once

#include "src/triage/verdict.hpp"

#include <sgw_diag/resource.hpp>

#include <map>
#include <string>
#include <vector>

namespace sgw::triage {

// What is known of one kind of log event (templates/triage/events.json).
struct CatalogueEntry {
  SafeText name;       // "ConfigInitialSyncFailed"; in parentheses when the line has no event name
  std::string line;    // expression on a line; empty: the name of the record decides
  std::string within;  // the event that the line belongs to; empty: any record but a request's
  SafeText level;
  SafeText meaning;
  bool benign = false;
  SafeText owner;  // "microsoft", "shared", "customer", "depends"
  SafeText category;
  SafeText remedy;
};

class EventCatalogue {
 public:
  static Result<EventCatalogue> read(const Resource& resource);

  const std::vector<CatalogueEntry>& entries() const { return entries_; }
  const CatalogueEntry* find(std::string_view name) const;

 private:
  std::vector<CatalogueEntry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace sgw::triage
