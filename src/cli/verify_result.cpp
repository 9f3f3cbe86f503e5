#include "src/cli/verify_result.hpp"

namespace sgw::cli {

app::ExitCode code_of_check(const verify::BundleCheck& check) {
  if (check.stopped) return app::ExitCode::interrupted;
  if (!check.leaks.empty()) return app::ExitCode::unsafe;
  return check.problems.empty() ? app::ExitCode::done : app::ExitCode::gaps;
}

void show_check(Console& console, const app::Session& session, const verify::BundleCheck& check) {
  using Emphasis = report::ScreenLine::Emphasis;
  std::vector<report::ScreenLine> lines;
  for (const verify::Leak& leak : check.leaks) {
    lines.push_back({Emphasis::bad, SafeText("secret: ") + SafeText(leak.what) + " in " + session.shown(leak.file) +
                                        ", line " + SafeText(leak.line)});
  }
  for (const verify::Problem& problem : check.problems) {
    SafeText line = SafeText("problem: ") + SafeText(problem.what);
    if (!problem.file.empty()) line += ": " + session.shown(problem.file);
    lines.push_back({Emphasis::bad, line});
  }
  if (check.sound()) {
    lines.push_back({Emphasis::good, SafeText("sound: ") + SafeText(check.files) + " files, " +
                                         SafeText::bytes(check.bytes) + ", all as the manifest says; no secret found"});
  }
  if (check.files > 0)
    lines.push_back(
        {Emphasis::dim,
         SafeText("Checked by shape, structure and entropy; the values that this run's operator knows are not "
                  "known here.")});
  console.screen(lines);
}

}  // namespace sgw::cli
