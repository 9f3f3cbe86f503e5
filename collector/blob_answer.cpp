#include "collector/blob_answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sgw::collector {

namespace {

struct Code {
  std::string_view name;  // of the header x-ms-error-code
  ErrorKind kind;
  Literal what;
};

constexpr std::array k_codes = {
    Code{"AuthenticationFailed", ErrorKind::denied,
         "the signature is not accepted: it has expired, is altered, or its key was renewed"},
    Code{"AuthorizationFailure", ErrorKind::denied,
         "the storage account refuses: its firewall lets nobody in from here, or the signature is not accepted"},
    Code{"AuthorizationPermissionMismatch", ErrorKind::denied,
         "the signature does not permit this: a new blob needs c or w, one in blocks w, and what is there stays"},
    Code{"AuthorizationResourceTypeMismatch", ErrorKind::denied,
         "the signature is not for blobs: an account's needs o in srt"},
    Code{"AuthorizationServiceMismatch", ErrorKind::denied, "the signature is not for Blob Storage"},
    Code{"AuthorizationSourceIPMismatch", ErrorKind::denied, "the signature does not hold for this address (sip)"},
    Code{"AuthorizationProtocolMismatch", ErrorKind::denied, "the signature does not hold for this protocol (spr)"},
    Code{"KeyBasedAuthenticationNotPermitted", ErrorKind::denied,
         "the storage account takes no signatures of its keys: one by a user's delegation is needed"},
    Code{"PublicAccessNotPermitted", ErrorKind::denied, "the storage account lets nobody in without a signature"},
    Code{"NoAuthenticationInformation", ErrorKind::denied, "the URL has no signature that the server knows"},
    Code{"AccountIsDisabled", ErrorKind::denied, "the storage account is disabled"},
    Code{"InsufficientAccountPermissions", ErrorKind::denied, "the storage account does not permit it"},
    Code{"UnauthorizedBlobOverwrite", ErrorKind::denied,
         "a blob of that name is there already, and nothing is overwritten"},
    Code{"BlobAlreadyExists", ErrorKind::denied, "a blob of that name is there already, and nothing is overwritten"},
    Code{"BlobImmutableDueToPolicy", ErrorKind::denied, "a blob of that name is there already, and may not be changed"},
    Code{"ConditionNotMet", ErrorKind::denied, "a blob of that name is there already, and nothing is overwritten"},
    Code{"TargetConditionNotMet", ErrorKind::denied,
         "a blob of that name is there already, and nothing is overwritten"},
    Code{"ContainerNotFound", ErrorKind::not_found, "there is no such container"},
    Code{"ContainerBeingDeleted", ErrorKind::not_found, "the container is being deleted"},
    Code{"ResourceNotFound", ErrorKind::not_found, "there is no such container or account"},
    Code{"Md5Mismatch", ErrorKind::protocol, "what arrived is not what was sent"},
    Code{"RequestBodyTooLarge", ErrorKind::too_large, "the server takes no file as large as this"},
};

RawError by_status(const HttpResponse& answer) {
  switch (answer.status) {
    case 401:
    case 403:
      return {ErrorKind::denied, "the server refuses", {}};
    case 407:
      return {ErrorKind::denied, "the proxy wants credentials", {}};
    case 404:
    case 410:
      return {ErrorKind::not_found, "there is no such place", {}};
    case 405:
    case 501:
      return {ErrorKind::denied, "the server takes no files there (PUT)", {}};
    case 409:
    case 412:
      return {ErrorKind::denied, "something of that name is there already, and nothing is overwritten", {}};
    case 413:
      return {ErrorKind::too_large, "the server takes no file as large as this", {}};
    case 507:
      return {ErrorKind::io, "the server has no room for it", {}};
    default:
      break;
  }
  if (answer.status >= 300 && answer.status < 400) {
    return {ErrorKind::protocol, "the server leads elsewhere, and redirects are not followed", {}};
  }
  if (may_try_again(answer)) return {ErrorKind::protocol, "the server failed, each time that it was tried", {}};
  return {ErrorKind::protocol, "the server did not take it", {}};
}

}  // namespace

RawError upload_refusal(UploadPlace::Kind kind, const HttpResponse& answer, const std::string& shown) {
  if (kind == UploadPlace::Kind::azure_blob) {
    const std::string name = answer.header("x-ms-error-code").value_or("");
    const auto* code = std::find_if(k_codes.begin(), k_codes.end(), [&](const Code& row) { return row.name == name; });
    if (code != k_codes.end()) return {code->kind, code->what, RawText(shown)};
  }
  RawError error = by_status(answer);
  error.subject = RawText(shown + " (HTTP " + std::to_string(answer.status) + ")");
  return error;
}

bool may_try_again(const HttpResponse& answer) {
  constexpr std::array k_passing = {408, 429, 500, 502, 503, 504};
  return std::find(k_passing.begin(), k_passing.end(), answer.status) != k_passing.end();
}

std::optional<std::chrono::seconds> asked_wait(const HttpResponse& answer) {
  const std::string text = answer.header("retry-after").value_or("");
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return std::chrono::seconds(seconds);
}

}  // namespace sgw::collector
