#include "tests/support/blob_server.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/raw_peek.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/upload.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace sgw::collector {
namespace {

using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::FakeRequest;
using test::FakeTls;
using test::HttpAnswer;
using testing::HasSubstr;
using testing::Not;

constexpr const char* k_sas = "?sv=2022-11-02&sr=c&sp=cw&sig=c2lnbmF0dXJlIHRoYXQgaXMgbm9uZQ%3D%3D";

// The environment as it was when this ends.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

class Upload : public testing::Test {
 protected:
  Upload() {
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}) {
      unsetenv(name);
    }
    limits_.first_wait = 1ms;
    limits_.longest_wait = 20ms;
    write(std::string(200'000, 'b'));
  }

  void write(const std::string& bytes) {
    path_ = folder_.write("bundle.tar.gz", bytes);
    file_.emplace(*UploadFile::open(path_, {}));
  }

  RawResult<void> send(const std::string& url, std::chrono::milliseconds limit = 20s) {
    const UploadContext context{.deadline = Deadline::after(limit),
                                .stop = stop_.get_token(),
                                .on_sent = [this](std::uint64_t bytes) { sent_ = bytes; }};
    return upload(*UploadPlace::parse(url), *file_, context, limits_);
  }

  void expect_error(const RawResult<void>& result, ErrorKind kind, std::string_view what) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, kind);
    EXPECT_EQ(result.error().what.view(), what);
    EXPECT_THAT(std::string(RawPeek::at(result.error().subject)), Not(HasSubstr("c2lnbm")));
  }

  test::TempDir folder_;
  std::filesystem::path path_;
  std::optional<UploadFile> file_;
  UploadLimits limits_;
  std::stop_source stop_;
  std::uint64_t sent_ = 0;
};

TEST_F(Upload, PutsABlobThatTheServiceAccepts) {
  if (!test::BlobServer::available()) GTEST_SKIP() << "python3 is not installed";
  const test::BlobServer server;
  const Variable trust("SSL_CERT_FILE", server.root().string());
  const auto sent = send(server.url());
  ASSERT_TRUE(sent) << sent.error().what.view();
  EXPECT_TRUE(test::read_file(server.container() / "bundle.tar.gz") == std::string(200'000, 'b'));
  const auto kept = JsonReader::parse(test::read_file(server.container() / "bundle.tar.gz.properties"));
  EXPECT_EQ((*kept)["x-ms-meta-sha256"].text_or(""), Sha256::of(std::string(200'000, 'b')));
  EXPECT_EQ(sent_, 200'000U);
  // And never a second time under that name.
  expect_error(send(server.url()), ErrorKind::denied,
               "a blob of that name is there already, and nothing is overwritten");
}

TEST_F(Upload, PutsALargeBlobInBlocks) {
  if (!test::BlobServer::available()) GTEST_SKIP() << "python3 is not installed";
  const test::BlobServer server;
  const Variable trust("SSL_CERT_FILE", server.root().string());
  std::string bytes;
  for (int i = 0; i < 50'000; ++i) bytes += std::to_string(i) + "\n";
  write(bytes);
  limits_.single = 100'000;
  limits_.block = 65'536;
  const auto sent = send(server.url());
  ASSERT_TRUE(sent) << sent.error().what.view();
  EXPECT_TRUE(test::read_file(server.container() / "bundle.tar.gz") == bytes);
  EXPECT_EQ(sent_, bytes.size());
  const auto kept = JsonReader::parse(test::read_file(server.container() / "bundle.tar.gz.properties"));
  EXPECT_EQ((*kept)["x-ms-blob-content-type"].text_or(""), "application/gzip");
  EXPECT_EQ((*kept)["x-ms-blob-content-md5"].text_or(""), file_->md5());
  const auto requests = server.requests();
  EXPECT_EQ(std::count(requests.begin(), requests.end(), '\n'), 1 + (bytes.size() + 65'535) / 65'536);
  expect_error(send(server.url()), ErrorKind::denied,
               "a blob of that name is there already, and nothing is overwritten");
}

TEST_F(Upload, SaysWhyTheServiceRefuses) {
  if (!test::BlobServer::available()) GTEST_SKIP() << "python3 is not installed";
  const test::BlobServer server;
  const Variable trust("SSL_CERT_FILE", server.root().string());
  constexpr auto k_not_accepted = "the signature is not accepted: it has expired, is altered, or its key was renewed";
  expect_error(send(server.url("cw", -5)), ErrorKind::denied, k_not_accepted);
  expect_error(send(server.url("cw", 60) + "x"), ErrorKind::denied, k_not_accepted);
  expect_error(send(server.url("rl")), ErrorKind::denied,
               "the signature does not permit this: a new blob needs c or w, one in blocks w, and what is there stays");
  expect_error(send(server.url("cw", 60, "none")), ErrorKind::not_found, "there is no such container");
  EXPECT_FALSE(std::filesystem::exists(server.container() / "bundle.tar.gz"));
}

TEST_F(Upload, PutsToAnyServerThatTakesAPut) {
  if (!test::find_program("nginx")) GTEST_SKIP() << "nginx is not installed";
  test::TlsMaterial tls;
  const test::TempDir store;
  const test::NginxServer server(
      {{tls.leaf_for_address("127.0.0.1"), "client_max_body_size 10m; location /in/ { root " + store.path().string() +
                                               "; dav_methods PUT; create_full_put_path on; }\n"
                                               "location /there { return 307 /in/x; }"}});
  const std::string base = "https://127.0.0.1:" + std::to_string(server.port());
  expect_error(send(base + "/in/"), ErrorKind::protocol, "TLS: the server's certificate is not trusted");
  const Variable trust("SSL_CERT_FILE", tls.root().string());
  const auto sent = send(base + "/in/");
  ASSERT_TRUE(sent) << sent.error().what.view();
  EXPECT_TRUE(test::read_file(store / "in" / "bundle.tar.gz") == std::string(200'000, 'b'));
  expect_error(send(base + "/there"), ErrorKind::protocol,
               "the server leads elsewhere, and redirects are not followed");
  expect_error(send(base + "/else"), ErrorKind::denied, "the server takes no files there (PUT)");
}

class UploadFaults : public Upload {
 protected:
  UploadFaults()
      : server_(FakeTls{tls_.leaf_for_address("127.0.0.1")}), trust_("SSL_CERT_FILE", tls_.root().string()) {}

  std::string url() const { return server_.url() + "/c" + k_sas; }
  // The answers in turn; the last one again and again.
  void answer(std::vector<HttpAnswer> answers) {
    server_.on_request([this, answers = std::move(answers)](const FakeRequest&) {
      return answers.at(std::min<std::size_t>(count_++, answers.size() - 1));
    });
  }
  static HttpAnswer yes() { return HttpAnswer::text("").with_status(201); }
  static HttpAnswer no(int status, const std::string& code) {
    return HttpAnswer::text("").with_status(status).header("x-ms-error-code", code);
  }

  test::TlsMaterial tls_;
  FakeHttpServer server_;
  Variable trust_;
  std::atomic<std::size_t> count_ = 0;
};

TEST_F(UploadFaults, SendsWhatTheServiceWantsToKnow) {
  answer({yes()});
  ASSERT_TRUE(send(url()));
  const FakeRequest request = server_.seen().at(0);
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.target, std::string("/c/bundle.tar.gz") + k_sas);
  EXPECT_EQ(request.header("x-ms-blob-type"), "BlockBlob");
  EXPECT_EQ(request.header("x-ms-version"), "2020-12-06");
  EXPECT_EQ(request.header("If-None-Match"), "*");
  EXPECT_EQ(request.header("Content-Type"), "application/gzip");
  EXPECT_EQ(request.header("Content-MD5"), file_->md5());
  EXPECT_EQ(request.header("Content-Length"), "200000");
  EXPECT_EQ(request.header("Authorization"), "");
}

TEST_F(UploadFaults, TriesAgainWhenTheServerFails) {
  answer({no(503, "ServerBusy").header("Retry-After", "1"), no(500, "OperationTimedOut"), HttpAnswer::raw_bytes(""),
          yes()});
  const auto sent = send(url());
  ASSERT_TRUE(sent) << sent.error().what.view();
  ASSERT_EQ(server_.seen().size(), 4U);
  EXPECT_TRUE(server_.seen().at(3).body == std::string(200'000, 'b'));
}

TEST_F(UploadFaults, WaitsAsLongAsTheServerAsksButNoLongerThanItsBound) {
  answer({no(503, "ServerBusy").header("Retry-After", "3600"), yes()});
  limits_.longest_wait = 300ms;
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(send(url()));
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(took, 300ms);
  EXPECT_LT(took, 10s);
}

TEST_F(UploadFaults, GivesUpAfterItsAttemptsAndAtItsDeadline) {
  answer({no(500, "InternalError")});
  expect_error(send(url()), ErrorKind::protocol, "the server failed, each time that it was tried");
  EXPECT_EQ(server_.seen().size(), 5U);
  limits_.first_wait = limits_.longest_wait = 60s;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(send(url(), 3s));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
  EXPECT_EQ(server_.seen().size(), 6U);
}

TEST_F(UploadFaults, DoNotRepeatWhatIsRefused) {
  answer({no(413, "RequestBodyTooLarge")});
  expect_error(send(url()), ErrorKind::too_large, "the server takes no file as large as this");
  answer({no(403, "SomethingNew")});
  const auto unknown = send(url());
  expect_error(unknown, ErrorKind::denied, "the server refuses");
  EXPECT_EQ(RawPeek::at(unknown.error().subject), server_.url() + "/c/bundle.tar.gz (HTTP 403)");
  answer({no(412, "ConditionNotMet")});
  expect_error(send(url()), ErrorKind::denied, "a blob of that name is there already, and nothing is overwritten");
  EXPECT_EQ(server_.seen().size(), 3U);
}

TEST_F(UploadFaults, AreSeenInAnAnswerThatIsNotTheServices) {
  answer({HttpAnswer::text("Welcome to the guests' network").with_status(200)});
  expect_error(send(url()), ErrorKind::protocol, "the server did not take it");
  EXPECT_EQ(server_.seen().size(), 1U);
}

TEST_F(UploadFaults, AreNotSureWhoseBlobIsThereAfterAConnectionThatBroke) {
  answer({HttpAnswer::raw_bytes(""), no(409, "BlobAlreadyExists")});
  expect_error(send(url()), ErrorKind::denied,
               "it is there already: an attempt that broke off may have put it there, or somebody else");
}

TEST_F(UploadFaults, TellThatNobodyIsThere) {
  const std::string nobody = "https://127.0.0.1:" + std::to_string(test::free_port()) + "/c" + k_sas;
  expect_error(send(nobody), ErrorKind::unreachable, "nobody listens there");
}

TEST_F(UploadFaults, StopWhenAskedToInTheMiddleOfAWait) {
  answer({no(503, "ServerBusy")});
  limits_.first_wait = limits_.longest_wait = 30s;
  const std::jthread stopper([&](const std::stop_token& end) {
    while (server_.seen().empty() && !end.stop_requested()) std::this_thread::yield();
    stop_.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  expect_error(send(url(), 60s), ErrorKind::cancelled, "stopped on request");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST_F(UploadFaults, NeverGiveAwayTheWholeOfAFileThatHasChanged) {
  answer({yes()});
  std::fstream(path_, std::ios::in | std::ios::out | std::ios::binary).seekp(150'000) << "changed";
  expect_error(send(url()), ErrorKind::io, "what is to be sent cannot be read, or has changed");
  EXPECT_TRUE(server_.seen().empty());  // the request did not become whole
  limits_.single = 1000;
  limits_.block = 50'000;
  expect_error(send(url()), ErrorKind::io, "the file has changed while it was sent");
  for (const std::string& target : server_.targets()) EXPECT_THAT(target, Not(HasSubstr("comp=blocklist")));
}

TEST(UploadFile, IsDigestedAndHeldOpen) {
  const test::TempDir folder;
  const auto path = folder.write("a.zip", "abc");
  const auto file = UploadFile::open(path, {});
  ASSERT_TRUE(file);
  EXPECT_EQ(file->name(), "a.zip");
  EXPECT_EQ(file->bytes(), 3U);
  EXPECT_EQ(file->md5(), "kAFQmDzST7DWlj99KOF/cg==");
  EXPECT_EQ(file->sha256().view(), Sha256::of("abc"));
  std::filesystem::remove(path);
  EXPECT_EQ(test::read_file(file->held()), "abc");
  EXPECT_EQ(UploadFile::open(path, {}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(UploadFile::open(folder.path(), {}).error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace sgw::collector
