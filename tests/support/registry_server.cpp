#include "tests/support/registry_server.hpp"

#include "tests/support/free_port.hpp"

#include <sgw_diag/digest.hpp>

#include <stdexcept>

namespace sgw::test {

namespace {

std::string curl(Argv arguments) {
  Argv argv{"curl", "-sSf", "--noproxy", "*"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  const ProcessResult result = run(argv);
  if (result.exit_code != 0) throw std::runtime_error("the registry takes no image: " + result.err);
  return result.out;
}

}  // namespace

bool RegistryServer::available() { return find_program("docker-registry") && find_program("curl"); }

RegistryServer::RegistryServer() { start(""); }

void RegistryServer::start(const std::string& more) {
  const std::string storage =
      "version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: " + (folder_ / "data").string() +
      "}\n";
  for (int attempt = 0; attempt < 3; ++attempt) {
    process_.reset();
    port_ = free_port();
    std::string listen = "http: {addr: 127.0.0.1:";
    listen.append(std::to_string(port_)).append("}\n");
    const auto file = folder_.write("registry.yml", storage + listen.append(more));
    process_ = std::make_unique<ChildProcess>(Argv{"docker-registry", "serve", file.string()}, folder_.path());
    if (wait_until([this] { return !process_->running() || port_answers(port_); }) && process_->running()) return;
  }
  throw std::runtime_error("docker-registry does not start: " + process_->err());
}

void RegistryServer::push(const std::string& repository, const std::vector<std::string>& tags) const {
  const std::string config = "{}";
  const std::string digest = "sha256:" + Sha256::of(config);
  const std::string base = url() + "/v2/" + repository;
  const std::string place =
      curl({"-X", "POST", "-o", "/dev/null", "-w", "%header{location}", base + "/blobs/uploads/"});
  curl({"-X", "PUT", "-H", "Content-Type: application/octet-stream", "-d", config, place + "&digest=" + digest});
  const std::string type = "application/vnd.docker.distribution.manifest.v2+json";
  const std::string manifest = R"({"schemaVersion":2,"mediaType":")" + type +
                               R"(","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":2,)" +
                               R"("digest":")" + digest + R"("},"layers":[]})";
  for (const std::string& tag : tags) {
    std::string place_of_tag = base;
    place_of_tag.append("/manifests/").append(tag);
    curl({"-X", "PUT", "-H", "Content-Type: " + type, "-d", manifest, place_of_tag});
  }
}

void RegistryServer::demand_token(const std::string& realm, const std::filesystem::path& issuer) {
  start("auth:\n  token: {realm: \"" + realm +
        "\", service: registry, issuer: issuer, rootcertbundle: " + issuer.string() + "}\n");
}

}  // namespace sgw::test
