#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

int run(const std::string& bytes) {
  return LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::vector<std::string> corpus() {
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(SGW_FUZZ_CORPUS)) paths.push_back(file.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

}  // namespace

// An entry aborts when what it checks does not hold, and the sanitizer builds watch the memory.
TEST(FuzzReplay, TakesEverySeedOfTheCorpus) {
  const auto seeds = corpus();
  ASSERT_FALSE(seeds.empty()) << SGW_FUZZ_CORPUS;
  for (const auto& seed : seeds) EXPECT_EQ(run(seed), 0);
}

TEST(FuzzReplay, TakesSeedsThatAreCutOrDamaged) {
  constexpr std::size_t k_cuts = 24;
  for (const auto& seed : corpus()) {
    for (std::size_t i = 0; i < k_cuts; ++i) {
      const std::size_t at = seed.size() * i / k_cuts;
      EXPECT_EQ(run(seed.substr(0, at)), 0);
      std::string damaged = seed;
      if (at < damaged.size()) damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
      EXPECT_EQ(run(damaged), 0);
    }
  }
}
