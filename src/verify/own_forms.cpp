#include "src/verify/own_forms.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"

#include <algorithm>
#include <array>

namespace sgw::verify {

namespace {

constexpr std::size_t k_least_run = 20;

constexpr bool in_word(char c) { return is_alnum(c) || c == '_' || c == '-'; }
constexpr CharacterSet in_run([](char c) { return in_word(c) || is_base64(c); });

// A run of letters, digits and the signs of base64 in its text.
struct Run {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t length = 0;

  std::string_view own() const { return text.substr(begin, length); }
  std::string_view behind() const { return text.substr(begin + length, 512); }
  std::string_view before(std::size_t count) const {
    return text.substr(begin - std::min(count, begin), std::min(count, begin));
  }
};

template <class Kind>
bool all(std::string_view text, Kind kind) {
  return std::all_of(text.begin(), text.end(), kind);
}
template <class Kind>
bool any(std::string_view text, Kind kind) {
  return std::any_of(text.begin(), text.end(), kind);
}

bool is_mixed(std::string_view text) { return any(text, is_digit) && any(text, is_lower) && any(text, is_upper); }
bool is_lower_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
bool is_base32(char c) { return is_lower(c) || (c >= '2' && c <= '7'); }

// 64 bytes in base64; but a digest of that length says what it is.
bool is_key_of_64_bytes(const Run& run) {
  if (run.length != 86 || !run.behind().starts_with("==") || !all(run.own(), is_base64)) return false;
  return run.before(8).find("512") == std::string_view::npos && is_mixed(run.own());
}

bool is_devops_token(const Run& run) {
  const std::string_view own = run.own();
  if (run.length == 52) return all(own, is_base32) && any(own, is_digit) && !all(own, is_lower_hex);
  return run.length == 84 && own.substr(76, 4) == "AZDO" && all(own, is_alnum);
}

// "pat", fourteen characters, a dot before 64 digits.
bool is_airtable_token(const Run& run) {
  const std::string_view head = run.before(18);
  return run.length == 64 && all(run.own(), is_lower_hex) && head.starts_with("pat") && head.ends_with('.') &&
         head.size() == 18;
}

// The user's number in base64, six characters, a signature.
bool is_bot_token(const Run& run) {
  const std::string_view behind = run.behind();
  if (run.length < 23 || run.length > 28 || !is_mixed(run.own())) return false;
  if (std::string_view("MNO").find(run.own().front()) == std::string_view::npos) return false;
  if (behind.size() < 8 || behind[0] != '.' || behind[7] != '.') return false;
  return all(behind.substr(1, 6), in_word) && span_of(behind, 8, in_word) >= 27;
}

bool follows(const Run& run, std::string_view prefix) {
  const std::string_view before = run.before(prefix.size() + 1);
  return before.ends_with(prefix) && (before.size() == prefix.size() || !is_alnum(before.front()));
}

bool is_dropbox_token(const Run& run) { return run.length >= 100 && follows(run, "sl."); }

bool is_okta_token(const Run& run) {
  return run.length == 42 && run.own().starts_with("00") && is_mixed(run.own()) && all(run.own(), in_word);
}

bool is_old_vault_token(const Run& run) {
  return run.length == 24 && is_mixed(run.own()) && all(run.own(), is_alnum) &&
         (follows(run, "s.") || follows(run, "b.") || follows(run, "r."));
}

// What Entra ID gives to its own services, and refresh tokens and codes of everybody's.
bool is_entra_ticket(const Run& run) {
  const std::string_view own = run.own();
  if (own.starts_with("Ew")) {
    return run.length >= 80 && own.substr(0, 16).find("BAA") != std::string_view::npos && is_mixed(own);
  }
  return own.front() == 'A' && run.length >= 40 && is_mixed(own) && all(own, in_word) &&
         (follows(run, "0.") || follows(run, "1."));
}

// A Telegram bot: its number, a colon, "AA" and the rest.
bool is_telegram_token(const Run& run) {
  if (run.length < 34 || run.length > 36 || !run.own().starts_with("AA") || !all(run.own(), in_word)) return false;
  const std::string_view before = run.before(9);
  return before.size() == 9 && before.back() == ':' && all(before.substr(0, 8), is_digit);
}

bool is_terraform_token(const Run& run) {
  return run.length >= 24 && run.before(9) == ".atlasv1." && all(run.own(), in_word);
}

// 32 digits and a data centre.
bool is_mailchimp_key(const Run& run) {
  const std::string_view own = run.own();
  return run.length >= 36 && run.length <= 38 && all(own.substr(0, 32), is_lower_hex) && own.substr(32, 3) == "-us" &&
         all(own.substr(35), is_digit);
}

bool is_new_relic_key(const Run& run) {
  return run.length == 40 && run.own().ends_with("NRAL") && all(run.own().substr(0, 36), is_lower_hex);
}

bool is_twilio_key(const Run& run) {
  return run.length == 34 && run.own().starts_with("SK") && all(run.own().substr(2), is_lower_hex);
}

// "sdk-" and a random GUID.
bool is_feature_flag_key(const Run& run) {
  const std::string_view own = run.own();
  const bool named = own.starts_with("sdk-") || own.starts_with("mob-") || own.starts_with("api-");
  return run.length == 40 && named && is_guid(own.substr(4)) && own[18] == '4';
}

// 40 characters behind a masked key id.
bool is_aws_secret(const Run& run) {
  const std::string_view before = run.before(2);
  return run.length == 40 && before.starts_with(k_masked) && (before.back() == ':' || before.back() == ',') &&
         is_mixed(run.own());
}

// A container for certificates and their keys; its first bytes are always the same.
bool is_pkcs12(const Run& run) {
  const std::string_view own = run.own();
  return run.length >= 36 && own.starts_with("MI") && own.substr(6, 7) == "IBAzCC";
}

// "H4sI": gzip, which hides whatever it holds.
bool is_packed(const Run& run) {
  return run.length >= 44 && (run.own().starts_with("H4sI") || run.own().starts_with("SDRzSU"));
}

// The part of a webhook's address that lets anybody write to it.
bool is_webhook(const Run& run) {
  static constexpr std::array<std::string_view, 5> k_paths = {"hooks/catch/", "IncomingWebhook/", "com/services/T",
                                                              "com/workflows/T", "/api/webhooks/"};
  for (const auto path : k_paths) {
    const std::size_t at = run.own().find(path);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = run.own().substr(at + path.size());
    return rest.size() >= 12 && std::count_if(rest.begin(), rest.end(), is_letter) >= 3 && any(rest, is_digit);
  }
  return false;
}

constexpr std::array k_forms = {
    is_key_of_64_bytes,  is_devops_token, is_airtable_token, is_bot_token,       is_dropbox_token, is_okta_token,
    is_old_vault_token,  is_entra_ticket, is_telegram_token, is_terraform_token, is_mailchimp_key, is_new_relic_key,
    is_feature_flag_key, is_pkcs12,       is_packed,         is_webhook,         is_aws_secret,    is_twilio_key,
};

}  // namespace

void find_own_forms(std::string_view text, Findings& found) {
  // A run of k_least_run characters covers one of the positions that are looked at.
  std::size_t done = 0;
  for (std::size_t last = k_least_run - 1; last < text.size();) {
    if (!in_run(text[last])) {
      done = last + 1;
      last += k_least_run;
      continue;
    }
    std::size_t first = last;
    while (first > done && in_run(text[first - 1])) --first;
    const std::size_t length = last - first + span_of(text, last, in_run);
    done = first + length;
    last = done + k_least_run;
    if (length < k_least_run) continue;
    const Run run{text, first, length};
    if (std::any_of(k_forms.begin(), k_forms.end(), [&](const auto& form) { return form(run); })) {
      return found.add("token by its form");
    }
  }
}

}  // namespace sgw::verify
