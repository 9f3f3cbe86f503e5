#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Row {
  const char* in;
  const char* gone;  // must not be in what comes out; empty: nothing may change
  const char* kept;  // must be
};

class NamesInTables : public testing::TestWithParam<Row> {};

TEST_P(NamesInTables, TakeTheirValuesAndNothingElse) {
  const std::string out = masked(GetParam().in);
  if (*GetParam().gone == '\0') {
    EXPECT_EQ(out, GetParam().in);
    return;
  }
  EXPECT_THAT(out, Not(HasSubstr(GetParam().gone)));
  EXPECT_THAT(out, HasSubstr(GetParam().kept));
}

INSTANTIATE_TEST_SUITE_P(
    Heads, NamesInTables,
    testing::Values(Row{"id,password,status\n7,hunter2x,ok\n8,none,bad\n", "hunter2x", ",ok\n8,none,bad"},
                    Row{"\"id\";\"adminPassword\"\n\"a\";\"hunter;2x\"\n", "hunter;2x", "\"a\";\""},
                    Row{"id\tAPI_TOKEN\n7\thunter2x\n", "hunter2x", "7\t"},
                    Row{"name,value,source\nregion,west,env\nDB_PASSWORD,\"hunter,2x\",env\n", "hunter,2x",
                        "region,west,env"},
                    Row{"NAME            VALUE\nREGION          west\nDB_PASSWORD     hunter2x\n", "hunter2x",
                        "REGION          west"},
                    Row{"| setting | value |\n| - | - |\n| region | west |\n| password | `hunter2x` |\n", "hunter2x",
                        "| region | west |"},
                    Row{"+----+----+\n| Variable_name | Value |\n+----+----+\n| password | hunter2x |\n", "hunter2x",
                        "| Variable_name | Value |"},
                    Row{"INSERT INTO t (id, \"password\") VALUES (7, 'hunter''2x');", "hunter", "VALUES (7, '"},
                    Row{"name,value\nregion,westeurope\n", "", ""}, Row{"id,tokenType\n7,Bearer\n", "", ""},
                    Row{"the token, the password\nare words, of this text\n", "", ""},
                    Row{"| password | status |\n| --- | --- |\n| old | kept |\n", "old", "| password | status |"}));

TEST(NamesInTables, AreTheSameWhereverABlockEnds) {
  const std::string text =
      "name,value,source\nregion,west,env\nDB_PASSWORD,hunter2x,env\nAPI_KEY,hunter3x,env\n\nname,value\n";
  const std::string whole = through_gate(shared_redactor(), {text});
  EXPECT_THAT(whole, Not(HasSubstr("hunter")));
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    EXPECT_EQ(
        through_gate(shared_redactor(), {std::string_view(text).substr(0, cut), std::string_view(text).substr(cut)}),
        whole)
        << "cut at " << cut;
  }
}

}  // namespace
}  // namespace sgw::test
