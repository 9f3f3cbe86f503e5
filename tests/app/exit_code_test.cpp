#include "src/app/exit_code.hpp"

#include <gtest/gtest.h>

namespace sgw::app {
namespace {

TEST(ExitCode, FollowsTheOwnerOfTheVerdict) {
  using triage::Owner;
  EXPECT_EQ(static_cast<int>(exit_code_for(Owner::none)), 0);
  EXPECT_EQ(static_cast<int>(exit_code_for(Owner::microsoft)), 10);
  EXPECT_EQ(static_cast<int>(exit_code_for(Owner::shared)), 11);
  EXPECT_EQ(static_cast<int>(exit_code_for(Owner::customer)), 12);
  EXPECT_EQ(static_cast<int>(exit_code_for(Owner::unsupported_version)), 13);
  EXPECT_EQ(static_cast<int>(exit_code_for(Owner::undetermined)), 14);
}

TEST(ExitCode, FollowsTheKindOfAnError) {
  EXPECT_EQ(exit_code_for(Error{ErrorKind::bad_usage, "", {}}), ExitCode::usage);
  EXPECT_EQ(exit_code_for(Error{ErrorKind::bad_data_file, "", {}}), ExitCode::usage);
  EXPECT_EQ(exit_code_for(Error{ErrorKind::unsafe, "", {}}), ExitCode::unsafe);
  EXPECT_EQ(exit_code_for(Error{ErrorKind::io, "", {}}), ExitCode::output);
  EXPECT_EQ(exit_code_for(Error{ErrorKind::cancelled, "", {}}), ExitCode::interrupted);
}

}  // namespace
}  // namespace sgw::app
