#pragma once

#include "src/triage/fact.hpp"
#include "src/triage/line_matcher.hpp"
#include "src/triage/version_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sgw::triage {

// A test of one fact. All parts that are given must hold, for the same element where the key has several.
struct FactTest {
  std::string key;  // '*' stands for any run of characters
  std::optional<bool> exists;
  std::vector<std::string> in;  // compared as text, ASCII case aside
  std::optional<double> below;
  std::optional<double> above;
  std::optional<TextPattern> matches;
  std::optional<Version> version_below;
  std::optional<Version> version_from;
};

// When a rule fires: a tree of matchers over facts, events and log lines.
struct Condition {
  enum class Kind { all, any, none, fact, event, line };
  Kind kind = Kind::all;
  std::vector<Condition> parts;  // of all, any, none
  FactTest fact;
  std::string event;    // name of the event
  std::string pattern;  // key of the line pattern (of `line`, and of `event` with a text)
  std::uint64_t min_count = 1;
  std::uint64_t min_percent = 0;  // to 100: of the records of `event`, how many match at least
  SafeText words;                 // for people
};

// What an evaluation found.
struct Match {
  bool holds = false;
  bool stated = false;  // rests on what only the operator said
  std::vector<Place> places;
};

Match evaluate(const Condition& condition, const InstanceFacts& facts);

// The condition in words, a line each, indented.
std::vector<SafeText> describe(const Condition& condition);

}  // namespace sgw::triage
