#include "src/report/timeline_words.hpp"

#include "src/report/markdown.hpp"
#include "src/report/wording.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace sgw::report {
namespace {

constexpr std::int64_t k_agree_ms = 1000;         // clocks that differ by less are said to agree
constexpr std::size_t k_max_clock_sentences = 4;  // the rest is in timeline.jsonl

SafeText seconds(std::int64_t ms) { return SafeText::decimal(static_cast<double>(ms) / 1000, 1) + " s"; }

bool agrees(const triage::ClockReading& clock) {
  return std::abs(clock.least_ms) < k_agree_ms && std::abs(clock.most_ms) < k_agree_ms;
}

// What is compared: the gateway's stamp in a line with the runtime's before it, a host's clock with an endpoint's.
SafeText compared(const triage::ClockReading& clock) {
  if (clock.clock == Literal("gateway")) return {"The stamps that the gateway writes into its lines"};
  if (clock.clock == Literal("runtime")) return {"The runtime's clock"};
  return {"This host's clock"};
}

SafeText against(const triage::ClockReading& clock) {
  if (clock.against == Literal("endpoint")) return clock.of;
  if (clock.against == Literal("host")) return {"this host's"};
  return {"the runtime's"};
}

// How many lines were compared; nothing for what is measured once.
SafeText basis(const triage::ClockReading& clock) {
  if (!(clock.clock == Literal("gateway"))) return {};
  SafeText words = " (" + counted(clock.samples, "line", "lines") + " compared";
  if (clock.half_days_open) words += "; their 12-hour clock leaves multiples of 12 h open";
  return words + ")";
}

SafeText sentence(const triage::ClockReading& clock) {
  const bool many = clock.clock == Literal("gateway");
  if (agrees(clock)) {
    const Literal verb = many ? Literal(" agree with ") : Literal(" agrees with ");
    return compared(clock) + verb + against(clock) + basis(clock) + ".";
  }
  const bool behind = clock.most_ms <= 0;
  const auto [nearest, farthest] = std::minmax({std::abs(clock.least_ms), std::abs(clock.most_ms)});
  SafeText amount = seconds(nearest);
  if (clock.at_least) amount = "at least " + amount;
  if (nearest != farthest) amount += " to " + seconds(farthest);
  return compared(clock) + (many ? Literal(" are ") : Literal(" is ")) + amount +
         (behind ? Literal(" behind ") : Literal(" ahead of ")) + against(clock) + basis(clock) + ".";
}

// "die (exit code 139)" is what engines call it.
SafeText engine_words(const SafeText& action) {
  struct Word {
    Literal action;
    Literal said;
  };
  static constexpr std::array words = {Word{"start", "started"},         Word{"die", "ended"},
                                       Word{"stop", "was stopped"},      Word{"kill", "was sent a signal"},
                                       Word{"restart", "was restarted"}, Word{"oom", "ran out of memory"}};
  const std::string_view text = action.view();
  for (const Word& word : words) {
    const std::size_t size = word.action.view().size();
    const bool whole = text.size() == size || (text.size() > size && (text[size] == ' ' || text[size] == ':'));
    if (text.starts_with(word.action.view()) && whole) {
      return SafeText("container ") + word.said + action.part(size, text.size() - size);
    }
  }
  return "container " + action;
}

SafeText instance_words(const ReportInput& input, const std::vector<SafeText>& instances) {
  if (input.evidence.instances.size() < 2 || instances.empty()) return {};
  SafeText words = ", " + instances.front();
  if (instances.size() > 1) words += " and " + SafeText(instances.size() - 1) + " more";
  return words;
}

}  // namespace

MomentWords words_of(const ReportInput& input, const triage::Highlight& moment) {
  MomentWords words;
  if (!moment.first) {
    words.time = SafeText("no time known");
  } else {
    words.time = SafeText(*moment.first);
    if (moment.last != moment.first) words.time += " to " + SafeText(*moment.last);
  }
  words.what = moment.source == Literal("engine") ? engine_words(moment.what) : moment.what;
  if (moment.count > 1) words.what += ", " + SafeText(moment.count) + " times";
  words.instances = instance_words(input, moment.instances);
  words.place = packed_place(input, moment.place).text;
  return words;
}

std::vector<SafeText> clock_sentences(const triage::Timeline& timeline) {
  // Two logs of one gateway say the same; a clock that is off comes first.
  std::vector<SafeText> off;
  std::vector<SafeText> agreeing;
  for (const triage::ClockReading& clock : timeline.clocks) {
    auto& list = agrees(clock) ? agreeing : off;
    SafeText words = sentence(clock);
    if (std::find(list.begin(), list.end(), words) == list.end()) list.push_back(std::move(words));
  }
  off.insert(off.end(), agreeing.begin(), agreeing.end());
  off.resize(std::min(off.size(), k_max_clock_sentences));
  return off;
}

std::vector<SafeText> timeline_lines(const ReportInput& input) {
  const triage::Timeline timeline = triage::make_timeline(input.evidence);
  std::vector<SafeText> lines;
  for (const triage::Highlight& moment : triage::highlights(timeline, input.verdict)) {
    const MomentWords words = words_of(input, moment);
    lines.push_back((words.time + "  " + words.what + words.instances + "  " + words.place).printable());
  }
  if (lines.empty()) return lines;
  for (const SafeText& clock : clock_sentences(timeline)) lines.push_back(clock.printable());
  return lines;
}

void add_timeline(PageFields& fields, const ReportInput& input, const triage::Timeline& timeline) {
  const std::vector<triage::Highlight> moments = triage::highlights(timeline, input.verdict);
  fields.list("moments").list("clocks").show_if("timeline_part", !moments.empty());
  for (const SafeText& words : clock_sentences(timeline)) {
    PageFields row;
    fields.row("clocks", row.set("clock", markdown_words(words)));
  }
  for (const triage::Highlight& moment : moments) {
    const MomentWords words = words_of(input, moment);
    PageFields row;
    row.set("moment_time", words.time).set("moment", markdown_words(words.what));
    row.set("moment_instances", markdown_words(words.instances)).set("moment_source", SafeText(moment.source));
    row.set("moment_place", " — " + markdown_code(words.place));
    fields.row("moments", std::move(row));
  }
}

}  // namespace sgw::report
