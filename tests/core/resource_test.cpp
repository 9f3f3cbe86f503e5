#include <sgw_diag/resource.hpp>

#include <gtest/gtest.h>

#include <array>

namespace sgw {
namespace {

constexpr std::array k_files = {EmbeddedFile{"packs/b.json", "B"}, EmbeddedFile{"packs/a.json", "A"},
                                EmbeddedFile{"packs-old/c.json", "C"}};

TEST(ResourceStore, ListsAFolderByPathAndNotItsNeighbour) {
  ResourceStore store;
  store.add(k_files);
  std::string found;
  for (const Resource& resource : store.in_folder("packs")) found += resource.bytes;
  EXPECT_EQ(found, "AB");
}

TEST(ResourceStore, PutsGivenFilesAfterShippedOnesInTheOrderOfTheirFlags) {
  ResourceStore store;
  store.add_given("packs", SafeText("z.json"), "Z", true);
  store.add_given("packs", SafeText("y.json"), "Y", true);
  store.add(k_files);
  std::string found;
  for (const Resource& resource : store.in_folder("packs")) found += resource.bytes;
  EXPECT_EQ(found, "ABZY");
}

TEST(ResourceStore, KeepsTheBytesOfGivenFilesInPlaceWhenItGrows) {
  ResourceStore store;
  store.add_given("packs", SafeText("first.json"), "short", true);
  const std::string_view bytes = store.in_folder("packs").at(0).bytes;
  for (int i = 0; i < 100; ++i) store.add_given("packs", SafeText("more.json"), "more", true);
  EXPECT_EQ(bytes, "short");
}

TEST(ResourceStore, SaysWhenAFileIsNotThere) {
  EXPECT_EQ(ResourceStore().find("packs/none.json").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace sgw
