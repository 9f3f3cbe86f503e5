#include "src/triage/event_catalogue.hpp"

#include "src/triage/log_reader.hpp"
#include "src/triage/rule_book.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <string>

namespace sgw::triage {
namespace {

// Lines that gateways of many releases wrote, and what the catalogue calls them.
TEST(EventCatalogue, KnowsWhatGatewaysSay) {
  const auto lines = JsonReader::parse(sgw::test::read_file(SGW_TEST_DATA "/triage/event_lines.json"));
  ASSERT_TRUE(lines);
  std::size_t count = 0;
  for (const JsonReader& line : lines->items()) {
    LogReader reader(test::shipped_rules().log_patterns(), BundlePath() / "current.log");
    reader.add(test::safe(line["log"].text_or("") + "\n"));
    const LogSummary summary = reader.take();
    const auto is_known = [&](const std::string& name) {
      return std::any_of(summary.events.begin(), summary.events.end(),
                         [&](const EventCount& event) { return event.known && event.name.view() == name; });
    };
    for (const JsonReader& name : line["events"].items()) {
      EXPECT_TRUE(is_known(name.text_or(""))) << name.text_or("") << "\n  in " << line["log"].text_or("");
      ++count;
    }
    for (const JsonReader& name : line["not"].items()) {
      EXPECT_FALSE(is_known(name.text_or(""))) << name.text_or("") << "\n  in " << line["log"].text_or("");
    }
  }
  EXPECT_GT(count, 110U);
}

TEST(EventCatalogue, SaysWhatEachEventMeansAndWhatToDo) {
  for (const CatalogueEntry& entry : test::shipped_rules().log_patterns().catalogue().entries()) {
    EXPECT_FALSE(entry.meaning.empty()) << entry.name.view();
    EXPECT_FALSE(entry.remedy.empty()) << entry.name.view();
    EXPECT_FALSE(entry.category.empty()) << entry.name.view();
  }
}

}  // namespace
}  // namespace sgw::triage
