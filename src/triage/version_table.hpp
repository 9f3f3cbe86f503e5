#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/resource.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::triage {

// A release number of the gateway image: "2.10.1", or "2.10" when only the line is known (a start banner's third group
// is a build number, not a patch).
struct Version {
  int major = 0;
  int minor = 0;
  std::optional<int> patch;

  // "2.10.1", "2.10", "v2.10.1"; of four groups, or with a build number in the third (over 99), the line only. Nothing
  // for anything else, "latest" and "v2" among it.
  static std::optional<Version> parse(std::string_view text);
  SafeText text() const;
  SafeText line() const;  // "2.10"
  friend bool operator==(const Version&, const Version&) = default;
};

// Whether `left` is older than `right`; nothing when the patch that would decide is not known.
std::optional<bool> older(const Version& left, const Version& right);

// Releases with their dates: what the support window is computed from (templates/triage/versions.json).
class VersionTable {
 public:
  struct Release {
    Version version;
    std::optional<UtcTime> date;  // first seen in public; unknown counts as the table's date
  };

  // Something wrong that a release put right, by its notes.
  struct Fix {
    Version fixed_in;
    std::optional<Version> since;    // the first release that had it; nothing: all before
    SafeText what;                   // in a few words
    std::vector<std::string> rules;  // those that recognise it
  };

  static Result<VersionTable> read(const Resource& resource);

  UtcTime date() const { return date_; }
  const Version& latest() const { return latest_; }
  bool knows(const Version& version) const;
  // The newest release that was out at `time`. Nothing before the first one.
  std::optional<Version> latest_at(UtcTime time) const;
  bool released_by(const Version& version, UtcTime time) const;
  int window_minors() const { return window_minors_; }
  // Image lines below this major are retired from retired_since() on.
  int retired_below() const { return retired_below_; }
  UtcTime retired_since() const { return retired_since_; }
  // The release that carries the fix of a CVE, where that is known.
  std::optional<Version> fixed_in(std::string_view cve) const;
  const std::vector<Fix>& fixes() const { return fixes_; }  // as in the file: the newest first
  const Fix* fix_for(std::string_view rule) const;          // nullptr without one

 private:
  UtcTime date_{};
  Version latest_;
  int window_minors_ = 3;
  int retired_below_ = 0;
  UtcTime retired_since_{};
  std::vector<Release> releases_;
  std::vector<Fix> fixes_;
  std::map<std::string, Version, std::less<>> cves_;
};

// What a tag says by its form, in any case of letters: fixed, rolling, beta, preview, digest, none, other.
Literal tag_kind(std::string_view tag, bool has_digest);
// The version that a tag begins with, whatever a builder put behind it: of "2.7.1-alpine" and "2.7.1_fix", 2.7.1.
std::optional<Version> version_in_tag(std::string_view tag);
// Of a tag that follows a whole generation: of "v1" and "1", 1.
std::optional<int> major_in_tag(std::string_view tag);

struct WindowAnswer {
  Literal support = "unknown";  // supported, unsupported, unknown
  Literal reason = "";          // a VER-* clause
};

// The support window (VER-WINDOW) for a running version when `latest` is the newest release.
WindowAnswer judge_window(const Version& running, const std::optional<Version>& latest, const VersionTable& table,
                          UtcTime as_of);

}  // namespace sgw::triage
