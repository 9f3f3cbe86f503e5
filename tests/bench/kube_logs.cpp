#include "tests/bench/pod_log.hpp"
#include "tests/bench/process_cost.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/kube_replay.hpp"
#include "tests/support/temp_dir.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>

// A fleet of pods whose API server hands out each log at 10 MB/s: what `sgw-diag collect` takes of time and memory,
// beside 8 curls that read the same bytes. Prints the table of tests/bench/RESULTS.md.

namespace {

namespace fs = std::filesystem;
using sgw::test::KubeReplay;
using Clock = std::chrono::steady_clock;

constexpr std::size_t k_readers = 8;
constexpr std::size_t k_per_second = 10'000'000;
constexpr std::size_t k_in_page = 100;
constexpr const char* k_namespace = "sgw-healthy";  // its other objects are recorded

struct Fleet {
  std::string program;
  std::size_t pods = 500;
  std::size_t mib = 10;

  std::size_t log_bytes() const { return mib << 20; }
};

// The server in a process of its own: neither its memory nor its time is counted as a reader's.
class Server {
 public:
  explicit Server(const Fleet& fleet) {
    int told[2];
    int end[2];
    if (::pipe(told) != 0 || ::pipe(end) != 0) throw std::runtime_error("cannot make a pipe");
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error("cannot start a process");
    if (child_ == 0) {
      ::close(told[0]);
      ::close(end[1]);
      ::_exit(serve(fleet, told[1], end[0]));
    }
    ::close(told[1]);
    ::close(end[0]);
    end_ = end[1];
    std::string words;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(told[0], buffer, sizeof(buffer))) > 0;) {
      words.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(told[0]);
    std::istringstream(words) >> url_ >> kubeconfig_;
    if (kubeconfig_.empty()) throw std::runtime_error("the server did not start");
  }
  ~Server() {
    ::close(end_);
    ::waitpid(child_, nullptr, 0);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::string& url() const { return url_; }
  const std::string& kubeconfig() const { return kubeconfig_; }

 private:
  static int serve(const Fleet& fleet, int tell, int wait) {
    const std::string text = sgw::bench::pod_log(2 * fleet.log_bytes());
    KubeReplay server;
    server.many_pods(k_namespace, fleet.pods, k_in_page);
    server.log_text(text, fleet.log_bytes(), k_per_second);
    const std::string words = server.url() + "\n" + server.kubeconfig().string() + "\n";
    if (::write(tell, words.data(), words.size()) != static_cast<ssize_t>(words.size())) return 1;
    ::close(tell);
    char nothing = 0;
    while (::read(wait, &nothing, 1) > 0) {
    }
    return 0;
  }

  pid_t child_ = -1;
  int end_ = -1;
  std::string url_;
  std::string kubeconfig_;
};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

struct Read {
  double seconds = 0;
  std::uint64_t bytes = 0;
};

// Each of the curls reads its share of the logs one after another, over one connection.
Read read_by_curl(const Fleet& fleet, const Server& server, const fs::path& folder) {
  const std::string token = KubeReplay::token(sgw::test::KubeIdentity::admin);
  std::vector<fs::path> places;
  for (std::size_t reader = 0; reader < k_readers; ++reader) {
    places.push_back(folder / std::to_string(reader));
    fs::create_directory(places.back());
    std::ofstream config(places.back() / "config");
    config << "silent\nfail\nheader = \"Authorization: Bearer " << token << "\"\nwrite-out = \"%{size_download}\\n\"\n";
    for (std::size_t pod = reader; pod < fleet.pods; pod += k_readers) {
      config << "url = \"" << server.url() << "/api/v1/namespaces/" << k_namespace << "/pods/pod-" << pod
             << "/log?container=azure-api-management-gateway&timestamps=true\"\noutput = \"/dev/null\"\n";
    }
  }
  const auto begin = Clock::now();
  std::vector<std::unique_ptr<sgw::test::ChildProcess>> readers;
  for (const fs::path& place : places) {
    readers.push_back(std::make_unique<sgw::test::ChildProcess>(
        sgw::test::Argv{"curl", "--disable", "-K", (place / "config").string()}, place));
  }
  Read read;
  for (const auto& reader : readers) {
    const auto result = reader->wait(std::chrono::minutes(60));
    if (!result || result->exit_code != 0) throw std::runtime_error("a curl failed");
  }
  read.seconds = seconds_since(begin);
  for (const auto& reader : readers) {
    std::istringstream sizes(reader->out());
    for (std::uint64_t size = 0; sizes >> size;) read.bytes += size;
  }
  return read;
}

std::string number(double value, int digits, std::string_view unit) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(digits) << value << ' ' << unit;
  return text.str();
}

void row(std::string_view measure, const std::string& value, std::string_view must = "") {
  std::cout << "| " << measure << " | " << value << " | " << must << " |\n" << std::flush;
}

int measure(const Fleet& fleet) {
  const sgw::test::TempDir scratch;
  const Server server(fleet);
  const Read curls = read_by_curl(fleet, server, scratch.path());
  const fs::path bundle = scratch.path() / "fleet.tar.zst";
  const auto begin = Clock::now();
  const sgw::bench::Cost cost = sgw::bench::cost_of(
      {fleet.program, "collect", "--from", "kubernetes", "--kubeconfig", server.kubeconfig(), "--no-probes",
       "--timeout", "30m", "--max-size", "8G", "--format", "tar.zst", "-o", bundle.string()},
      "/dev/null");
  const double seconds = seconds_since(begin);
  if (cost.exit_code != 0 || !fs::exists(bundle)) {
    std::cerr << "sgw-diag ended with " << cost.exit_code << "\n";
    return 1;
  }
  std::cout << "| measure | today | must |\n|---|---|---|\n";
  row("logs", std::to_string(fleet.pods) + " of " + number(static_cast<double>(fleet.mib), 0, "MiB"));
  row("bytes read by the curls", number(static_cast<double>(curls.bytes) / 1e6, 0, "MB"));
  row("8 curls", number(curls.seconds, 1, "s"));
  row("sgw-diag collect", number(seconds, 1, "s"));
  row("against the curls", number(seconds / curls.seconds, 2, "x"), "<= 1.5 x");
  row("processor time", number(cost.cpu.count(), 1, "s"));
  row("peak memory", number(static_cast<double>(cost.peak_kib) / 1024, 0, "MiB"), "<= 192 MiB");
  row("bundle", number(static_cast<double>(fs::file_size(bundle)) / 1e6, 0, "MB"));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: kube_logs PROGRAM [PODS] [MIB]\n";
    return 2;
  }
  Fleet fleet{.program = argv[1]};
  if (argc > 2) fleet.pods = std::stoul(argv[2]);
  if (argc > 3) fleet.mib = std::stoul(argv[3]);
  try {
    return measure(fleet);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
