#include "collector/tls_signer.hpp"

#include "collector/known_signers.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

SignerName name(const std::string& organisation, const std::string& common_name) {
  return {"CN=" + common_name + ",O=" + organisation + ",C=US", organisation};
}

const SignerName k_azure = name("Microsoft Corporation", "Microsoft Azure RSA TLS Issuing CA 03");
const SignerName k_digicert = name("DigiCert Inc", "DigiCert Global Root G2");
const SignerName k_corp = name("Contoso", "Contoso Issuing CA");

std::string who(const SignerEvidence& evidence) {
  const Signer signer = signer_of(evidence);
  return std::string(to_literal(signer.by).view()) + (signer.interceptor.empty() ? "" : " " + signer.interceptor);
}

TEST(TlsSigner, KnowsThePublicCasByTheRoot) {
  EXPECT_EQ(who({.issuers = {k_azure, k_digicert}, .trusted = true}), "public");
  EXPECT_EQ(who({.issuers = {k_corp}, .trusted = true}), "private");  // its root was added to this host
  EXPECT_EQ(who({.issuers = {k_azure, k_corp}, .trusted = true}), "private");
}

TEST(TlsSigner, TakesANameThatNothingBacksForNothing) {
  // The intermediate was not sent: nothing could be verified, and the name is all there is.
  EXPECT_EQ(who({.issuers = {k_azure}, .missing_intermediate = true}), "public");
  EXPECT_EQ(who({.issuers = {k_digicert, k_digicert}, .root_sent = true}), "unknown");
  EXPECT_EQ(who({.issuers = {k_corp}, .missing_intermediate = true}), "unknown");
  EXPECT_EQ(who({.issuers = {k_corp}, .has_trust_store = false}), "unknown");
  EXPECT_EQ(who({}), "unknown");
}

TEST(TlsSigner, CallsWhatNobodyTrustsPrivate) {
  EXPECT_EQ(who({.issuers = {k_corp}}), "private");
  EXPECT_EQ(who({.issuers = {k_corp}, .self_signed = true}), "private");
}

TEST(TlsSigner, TakesAnyOtherThanAPublicCaForAnInterceptorWhereTheHostHasNone) {
  EXPECT_EQ(who({.issuers = {k_corp}, .public_host = true}), "interceptor");
  EXPECT_EQ(who({.issuers = {k_azure, k_corp}, .trusted = true, .public_host = true}), "interceptor");
  EXPECT_EQ(who({.issuers = {k_azure, k_digicert}, .trusted = true, .public_host = true}), "public");
  EXPECT_EQ(who({.issuers = {k_corp}, .has_trust_store = false, .public_host = true}), "unknown");
  EXPECT_EQ(who({.issuers = {k_corp}, .self_signed = true, .public_host = true}), "private");
}

TEST(KnownSigners, KnowTheHostsThatHaveCertificatesOfPublicCasAlone) {
  const KnownSigners& known = KnownSigners::shipped();
  for (const char* host : {"contoso.configuration.azure-api.net", "Contoso.Configuration.AZURE-API.us.",
                           "login.microsoftonline.com", "management.azure.com", "store.blob.core.windows.net"})
    EXPECT_TRUE(known.is_public_host(host)) << host;
  for (const char* host : {"gateway.contoso.example", "azure-api.net.example", "notazure-api.net", "10.0.0.1", ""})
    EXPECT_FALSE(known.is_public_host(host)) << host;
}

TEST(TlsSigner, NamesTheProductsThatOpenTls) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"CN=Zscaler Intermediate Root CA (zscaler.net),O=Zscaler Inc.,C=US", "Zscaler"},
      {"CN=ca.contoso.goskope.com,O=Contoso", "Netskope"},
      {"CN=Fortinet_CA_SSL,O=Fortinet,C=US", "Fortinet"},
      {"CN=mitmproxy,O=mitmproxy", "mitmproxy"},
      {"CN=Cisco Umbrella Secondary SubCA,O=Cisco", "Cisco Umbrella"},
      {"CN=Kaspersky Anti-Virus Personal Root Certificate,O=AO Kaspersky Lab", "Kaspersky"},
      {"CN=DO_NOT_TRUST_FiddlerRoot,O=DO_NOT_TRUST", "Fiddler"},
  };
  for (const auto& [text, product] : cases) {
    EXPECT_EQ(who({.issuers = {{text, ""}, k_corp}}), "interceptor " + product);
    EXPECT_EQ(who({.issuers = {{text, ""}}, .trusted = true}), "interceptor " + product);
  }
}

TEST(KnownSigners, ComparesOrganisationsAsAWhole) {
  const KnownSigners& known = KnownSigners::shipped();
  EXPECT_TRUE(known.is_public("digicert inc"));
  EXPECT_FALSE(known.is_public("DigiCert Inc (Contoso proxy)"));
  EXPECT_FALSE(known.is_public(""));
  EXPECT_EQ(known.in_http_header("squid/5.7"), "Squid");
  EXPECT_EQ(known.in_http_header("nginx"), "");
  EXPECT_EQ(known.in_certificate_name(""), "");
}

}  // namespace
}  // namespace sgw::collector
