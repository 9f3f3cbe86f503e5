#include "src/report/page_template.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

std::string rendered(Literal text, const PageFields& fields) {
  const auto page = PageTemplate::parse(SafeText(text));
  if (!page) return "parse: " + std::string(page.error().text().view());
  const auto out = page->render(fields);
  return out ? std::string(out->view()) : "render: " + std::string(out.error().text().view());
}

PageFields row(Literal name, Literal value) { return std::move(PageFields().set(name, SafeText(value))); }

TEST(PageTemplate, PutsValuesInAsTheyAre) {
  PageFields fields;
  fields.set("name", SafeText("*{other}*"));
  EXPECT_EQ(rendered("hello {name}!", fields), "hello *{other}*!");
}

TEST(PageTemplate, RepeatsAListForEachRow) {
  PageFields fields;
  fields.set("unit", SafeText("ms")).row("rows", row("value", "1")).row("rows", row("value", "2"));
  EXPECT_EQ(rendered("{#rows}{value} {unit};{/rows}", fields), "1 ms;2 ms;");
}

TEST(PageTemplate, ShowsNothingOfAnEmptyList) {
  PageFields fields;
  fields.list("rows").show_if("yes", true).show_if("no", false);
  EXPECT_EQ(rendered("a{#rows}{unknown}{/rows}b{#yes}c{/yes}{#no}d{/no}", fields), "abc");
}

TEST(PageTemplate, TakesTheLineOfAListTagThatStandsAlone) {
  PageFields fields;
  fields.row("rows", row("value", "1")).row("rows", row("value", "2"));
  EXPECT_EQ(rendered("head\n{#rows}\n- {value}\n{/rows}\nend\n", fields), "head\n- 1\n- 2\nend\n");
}

TEST(PageTemplate, PrefersTheInnermostValue) {
  PageFields inner = row("value", "inner");
  inner.row("deeper", PageFields());
  PageFields fields;
  fields.set("value", SafeText("outer")).row("rows", std::move(inner));
  EXPECT_EQ(rendered("{#rows}{#deeper}{value}{/deeper}{/rows} {value}", fields), "inner outer");
}

TEST(PageTemplate, LeavesBracesThatAreNoTags) {
  EXPECT_EQ(rendered("a { b } {} {1} {A} { name} {unclosed", PageFields()), "a { b } {} {1} {A} { name} {unclosed");
}

TEST(PageTemplate, NamesWhatIsMissing) {
  EXPECT_EQ(rendered("{nobody}", PageFields()), "render: a report template names a value that there is not: nobody");
  EXPECT_EQ(rendered("{#none}{/none}", PageFields()), "render: a report template names a list that there is not: none");
}

TEST(PageTemplate, RefusesListsThatDoNotCloseAsTheyOpen) {
  EXPECT_EQ(rendered("{#rows} and on", PageFields()), "parse: a list is not closed: rows");
  EXPECT_EQ(rendered("on {/rows}", PageFields()), "parse: a list is closed that is not open: rows");
  EXPECT_EQ(rendered("{#a}{#b}{/a}{/b}", PageFields()), "parse: a list is closed that is not open: a");
}

}  // namespace
}  // namespace sgw::report
