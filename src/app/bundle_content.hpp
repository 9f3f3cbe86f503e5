#pragma once

#include "src/app/diagnose.hpp"
#include "src/app/log_cuts.hpp"
#include "src/package/bundle.hpp"
#include "src/report/reports.hpp"
#include "src/verify/leak_check.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sgw::app {

// What goes into a run's bundle: documents, then artifacts by path, the manifest last. Refers to its arguments.
class BundleContent {
 public:
  BundleContent(const Session& session, Diagnosis& diagnosis, const OutputOptions& options);

  // The root folder, and the file's name without its extension: "sgw-diag-<gateway>-<UTC>", ASCII, under 110
  // characters, no colon.
  const SafeText& name() const { return name_; }
  LogCuts& cuts() { return cuts_; }
  // Of the artifacts as they are now, what the early check has found clean.
  std::uint64_t searched_bytes() const;
  // As things are now; the spools stay where they are.
  std::vector<package::BundleItem> items() const;

  // Takes the files that hold a leak out of the bundle, with everything that was quoted from them. A document loses all
  // quotes at first, and is left out if that did not help; the manifest stays. How many files.
  std::size_t withhold(const std::vector<verify::Leak>& leaks);

 private:
  std::size_t withhold_documents(const std::set<std::string, std::less<>>& files);
  // Those of one file, or all.
  void forget_quotes(const std::optional<BundlePath>& file);

  const Session& session_;
  Diagnosis& diagnosis_;
  const OutputOptions& options_;
  SafeText name_;
  LogCuts cuts_;
  bool quotes_ = true;
  std::set<std::string, std::less<>> left_out_;  // documents
};

}  // namespace sgw::app
