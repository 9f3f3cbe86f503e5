#include "tests/bench/corpus_lines.hpp"
#include "tests/bench/gate_run.hpp"
#include "tests/bench/hostile_lines.hpp"
#include "tests/bench/process_cost.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>

// The gate as a whole process: `sgw-diag redact` on standard input, processor time, runs in turn (A B A B), the best of
// each. Prints the table of tests/bench/RESULTS.md.

namespace {

namespace fs = std::filesystem;
using sgw::bench::Cost;
using sgw::bench::HostileLine;
using sgw::bench::LogMaker;

struct Options {
  std::string program;
  std::size_t mib = 64;
  int rounds = 3;
};

struct Job {
  std::vector<std::string> argv;
  fs::path input;
};

// The cheapest run of each job.
std::vector<Cost> best_of(const std::vector<Job>& jobs, int rounds) {
  std::vector<Cost> best(jobs.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      const Cost cost = sgw::bench::cost_of(jobs[i].argv, jobs[i].input);
      const bool first = round == 0;
      best[i].exit_code = cost.exit_code;
      best[i].cpu = first ? cost.cpu : std::min(best[i].cpu, cost.cpu);
      best[i].peak_kib = std::max(best[i].peak_kib, cost.peak_kib);
    }
  }
  return best;
}

void row(std::string_view measure, const std::string& value, std::string_view must) {
  std::cout << "| " << measure << " | " << value << " | " << must << " |\n" << std::flush;
}

std::string number(double value, std::string_view unit = "") {
  std::ostringstream text;
  text << std::fixed << std::setprecision(value < 10 ? 2 : 0) << value << unit;
  return text.str();
}

class Table {
 public:
  explicit Table(Options options)
      : options_(std::move(options)), folder_(fs::temp_directory_path() / "sgw-gate-table") {
    fs::create_directories(folder_);
  }
  ~Table() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  void print() {
    std::cout << "| measure | today | must |\n|---|---|---|\n";
    const fs::path low = file("low.log", LogMaker().log(bytes(), 2000, sgw::bench::Lines::mixed));
    const double start = speed_and_start(low);
    against_ripgrep(low, start);
    rules(low, start);
    density(start);
    known_values();
    identifiers(start);
    hostile(start);
    memory(low);
  }

 private:
  std::size_t bytes() const { return options_.mib << 20; }
  Job redact(const fs::path& input, std::vector<std::string> more = {}) const {
    std::vector<std::string> argv{options_.program, "redact"};
    argv.insert(argv.end(), more.begin(), more.end());
    return {argv, input};
  }
  fs::path file(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }
  static double rate(std::size_t size, const Cost& cost, double start) {
    return static_cast<double>(size) / 1e6 / std::max(cost.cpu.count() - start, 1e-3);
  }

  // Seconds that a run without input takes; the rows below are of the time behind it.
  double speed_and_start(const fs::path& low) {
    const auto costs = best_of({redact("/dev/null"), redact(low)}, options_.rounds);
    const double start = costs[0].cpu.count();
    row("all packs, all decoders, identifiers on, one core", number(rate(bytes(), costs[1], start), " MB/s"),
        ">= 200 MB/s");
    row("start-up with all packs", number(start * 1e3, " ms"), "<= 50 ms");
    return start;
  }

  void against_ripgrep(const fs::path& low, double start) {
    std::string patterns;
    for (const auto& rule : sgw::bench::make_redactor().rules()) {
      // Ripgrep makes one expression of all, in which no group's name may stand twice.
      std::string pattern(rule.pattern.view());
      for (std::size_t at = 0; (at = pattern.find("(?P<secret>")) != std::string::npos;) pattern.replace(at, 11, "(?:");
      for (std::size_t at = 0; (at = pattern.find("\\\"")) != std::string::npos;) pattern.erase(at, 1);
      if (!pattern.starts_with("(code)")) patterns.append(pattern).append("\n");
    }
    const fs::path list = file("patterns", patterns);
    try {
      const auto costs = best_of({redact(low), {{"rg", "-c", "-f", list.string()}, low}}, options_.rounds);
      if (costs[1].exit_code != 0) throw std::runtime_error("rg does not take the patterns");
      row("against rg -c with the same patterns", number((costs[0].cpu.count() - start) / costs[1].cpu.count(), " x"),
          "<= 2.5 x");
    } catch (const std::runtime_error& error) {
      row("against rg -c with the same patterns", std::string("not measured: ") + error.what(), "<= 2.5 x");
    }
  }

  fs::path pack_of(std::size_t count) const {
    std::ostringstream pack;
    pack << R"({"pack":"bench)" << count << R"(","says":"rules of a benchmark","rules":[)";
    for (std::size_t i = 0; i < count; ++i) {
      pack << (i == 0 ? "" : ",") << R"({"id":"vendor-)" << i << R"(","class":"vendor","says":"a token","find":")";
      if (i % 2 == 0) {
        pack << "vnd" << i << "_(?P<secret>[A-Za-z0-9]{32})";
      } else {
        pack << "(?i)vendor" << i << R"([a-z_ .-]{0,20}[=:]\\s*(?P<secret>[a-z0-9]{24,}))";
      }
      const std::string value(32, 'a');
      const std::string example =
          i % 2 == 0 ? "vnd" + std::to_string(i) + "_" + value : "vendor" + std::to_string(i) + " key: " + value;
      pack << R"(","examples":{"masks":[")" << example << R"("],"keeps":["vendor"]}})";
    }
    return file("pack" + std::to_string(count) + ".json", pack.str() + "]}");
  }

  void rules(const fs::path& low, double start) {
    const fs::path few = pack_of(240);
    const fs::path many = pack_of(940);
    const auto costs =
        best_of({redact(low), redact(low, {"--redact", few.string()}), redact("/dev/null", {"--redact", few.string()}),
                 redact(low, {"--redact", many.string()}), redact("/dev/null", {"--redact", many.string()})},
                options_.rounds);
    const double base = costs[0].cpu.count() - start;
    row("240 more rules (steady state)", number((costs[1].cpu - costs[2].cpu).count() / base, " x"), "<= 1.3 x");
    row("940 more rules (steady state)", number((costs[3].cpu - costs[4].cpu).count() / base, " x"), "<= 1.5 x");
  }

  void density(double start) {
    const fs::path none = file("none.log", LogMaker().log(bytes(), 0, sgw::bench::Lines::mixed));
    const fs::path high = file("high.log", LogMaker().log(bytes(), 20, sgw::bench::Lines::mixed));
    const fs::path corpus = file("corpus.log", sgw::bench::log_of_corpus(bytes()));
    const auto costs = best_of({redact(none), redact(high), redact(corpus)}, options_.rounds);
    row("hits from none to one in 20 lines",
        number((costs[1].cpu.count() - start) / (costs[0].cpu.count() - start), " x"), "<= 2 x");
    row("corpus's logs, a secret in every 20th line", number(rate(bytes(), costs[2], start), " MB/s"), ">= 200 MB/s");
  }

  // In this process: `redact` alone knows no values, its sources do.
  void known_values() {
    const std::string log = LogMaker().log(bytes() / 2, 2000, sgw::bench::Lines::mixed);
    const auto seconds = [&](std::size_t values) {
      const auto redactor = sgw::bench::knowing(values);
      sgw::bench::NullSink sink;
      const auto gate = redactor.gate(sink);
      double best = 1e9;
      for (int round = 0; round < options_.rounds; ++round) {
        const std::clock_t begin = std::clock();
        sgw::bench::pass(*gate, log, sgw::Format::text);
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
      }
      return best;
    };
    const double none = seconds(0);
    row("1,000 known values in all encodings", number(seconds(1000) / none, " x"), "<= 1.35 x");
    row("10,000 known values in all encodings", number(seconds(10000) / none, " x"), "<= 2 x");
  }

  void identifiers(double start) {
    const fs::path few = file("few.log", LogMaker(1000).log(bytes(), 0, sgw::bench::Lines::json));
    const fs::path many = file("many.log", LogMaker(100000).log(bytes(), 0, sgw::bench::Lines::json));
    const auto costs = best_of({redact(few), redact(many)}, options_.rounds);
    row("1 k -> 100 k distinct identifiers",
        number((costs[1].cpu.count() - start) / (costs[0].cpu.count() - start), " x"), "<= 1.1 x");
  }

  void hostile(double start) {
    hostile(start, HostileLine::Kind::made_to_take_long, "hostile lines", ">= 40 MB/s");
    hostile(start, HostileLine::Kind::full_of_secrets, "lines of nothing but secrets and names", "");
  }

  void hostile(double start, HostileLine::Kind kind, const std::string& what, std::string_view must) {
    double slowest = 1e9;
    double growth = 0;
    std::string slow_kind;
    std::string growing_kind;
    std::ostringstream all;
    for (const HostileLine& hostile : sgw::bench::hostile_lines()) {
      if (hostile.kind != kind) continue;
      const std::size_t size = std::size_t{4} << 20;
      const auto costs =
          best_of({redact(file("one.log", hostile.of(size))), redact(file("two.log", hostile.of(2 * size)))},
                  2 * options_.rounds);
      const double speed = rate(2 * size, costs[1], start);
      const double ratio = (costs[1].cpu.count() - start) / std::max(costs[0].cpu.count() - start, 2e-3);
      if (speed < slowest) slow_kind = hostile.name;
      if (ratio > growth) growing_kind = hostile.name;
      slowest = std::min(slowest, speed);
      growth = std::max(growth, ratio);
      all << "  " << hostile.name << ": " << number(speed) << '\n';
    }
    row(what + ", the slowest", number(slowest, " MB/s (") + slow_kind + ")", must);
    row(what + ", doubling the line", number(growth, " x (") + growing_kind + ")", "<= 2.2 x");
    std::cerr << what << ", MB/s:\n" << all.str();
  }

  void memory(const fs::path& low) {
    constexpr int k_times = 16;  // 256 MiB and 4 GiB
    const fs::path long_log = folder_ / "long.log";
    for (int i = 0; i < k_times; ++i) {
      std::ofstream(long_log, std::ios::binary | std::ios::app) << std::ifstream(low, std::ios::binary).rdbuf();
    }
    const auto mib = [&](const fs::path& input) {
      return static_cast<double>(sgw::bench::cost_of(redact(input).argv, input).peak_kib) / 1024;
    };
    const double once = mib(low);
    row("peak memory of redact", number(once, " MiB"), "<= 48 MiB");
    row("the same for 16 times the input", number(mib(long_log) - once, " MiB more"), "<= 2 MiB more");
  }

  Options options_;
  fs::path folder_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "gate_table SGW-DIAG [MIB [ROUNDS]]\n";
    return 2;
  }
  Options options{.program = argv[1]};
  if (argc > 2) options.mib = static_cast<std::size_t>(std::strtoul(argv[2], nullptr, 10));
  if (argc > 3) options.rounds = static_cast<int>(std::strtol(argv[3], nullptr, 10));
  Table(options).print();
  return 0;
}
