#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_password = Group::password;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;
constexpr auto k_phrase = Form::phrase;

// Only the name says what these are. The characters are those that cut a value short in one syntax or another.
constexpr std::array k_kinds{
    Kind{"password-plain", k_password, k_named, k_word, "password|DB_PASSWORD|adminPassword|PGPASSWORD", "<an:14>"},
    Kind{"password-short", k_password, k_named, k_word, "password|passwd|pwd", "<an:9>"},
    Kind{"password-dictionary", k_password, k_named, k_word, "password|DB_PASS|rootPassword", "<word><d:3>"},
    Kind{"password-letters", k_password, k_named, k_word, "password|userPassword", "<a:15>"},
    Kind{"password-digits", k_password, k_named, k_word, "pin_code_password|password|keyPassword", "<d:12>"},
    Kind{"password-symbols", k_password, k_named, k_word, "password|smtpPassword|MYSQL_ROOT_PASSWORD",
         "<an:6>!<an:4>#<an:4>*<an:3>"},
    Kind{"password-semicolon", k_password, k_named, k_phrase, "password|SQL_PASSWORD|dbPassword",
         "<an:5>;<an:6>;<an:5>"},
    Kind{"password-ampersand", k_password, k_named, k_phrase, "password|API_SECRET|clientPassword",
         "<an:6>&<an:6>&<an:4>"},
    Kind{"password-single-quote", k_password, k_named, k_phrase, "password|secret|DB_PASSWORD", "<an:6>'<an:7>"},
    Kind{"password-double-quote", k_password, k_named, k_phrase, "password|secret|DB_PASSWORD", "<an:6>\"<an:7>"},
    Kind{"password-both-quotes", k_password, k_named, k_phrase, "password|secret", "<an:5>\"<an:5>'<an:5>"},
    Kind{"password-backslash", k_password, k_named, k_phrase, "password|ldapPassword", "<an:6>\\<an:6>\\<an:3>"},
    Kind{"password-percent", k_password, k_named, k_word, "password|sharedSecret", "<an:5>%<an:5>%25<an:4>"},
    Kind{"password-dollar", k_password, k_named, k_phrase, "password|REDIS_PASSWORD", "<an:5>$<an:5>$<an:4>"},
    Kind{"password-comma", k_password, k_named, k_phrase, "password|cachePassword", "<an:6>,<an:6>,<an:4>"},
    Kind{"password-at-colon-slash", k_password, k_named, k_word, "password|ftpPassword", "<an:5>@<an:5>:<an:4>/<an:4>"},
    Kind{"password-hash-sign", k_password, k_named, k_phrase, "password|secret", "<an:6> #<an:8>"},
    Kind{"password-braces", k_password, k_named, k_phrase, "password|secret", "{<an:7>}[<an:6>]"},
    Kind{"password-angle", k_password, k_named, k_phrase, "password|secret", "<an:7>&lt;<an:7>"},
    Kind{"password-equals", k_password, k_named, k_word, "password|secret|appSecret", "<an:8>=<an:6>=="},
    Kind{"password-non-ascii", k_password, k_named, k_phrase, "password|kennwort_password|secret",
         "P\u00e4<an:6>\u00df<an:5>\u20ac<an:3>"},
    Kind{"password-non-latin", k_password, k_named, k_phrase, "password|secret",
         "\u043f\u0430\u0440\u043e\u043b\u044c<an:8>\u4f60\u597d<an:4>"},
    Kind{"password-emoji", k_password, k_named, k_phrase, "password|secret", "<an:7>\U0001F511<an:8>"},
    Kind{"password-guid", k_password, k_named, k_word, "password|apiSecret|secret", "<guid>"},
    Kind{"password-hex-32", k_password, k_named, k_word, "password|encryptionKey|apiKey", "<hex:32>"},
    Kind{"password-base64", k_password, k_named, k_word, "password|signingKey|machineKey_secret", "<b64:24>"},
    Kind{"password-long", k_password, k_named, k_word, "password|masterSecret", "<an:72>"},
    Kind{"password-like-placeholder", k_password, k_named, k_phrase, "password|secret", "<lt><an:12><gt>"},
    Kind{"password-like-variable", k_password, k_named, k_phrase, "password|secret", "%<an:12>%"},
    Kind{"pass-phrase", k_password, k_named, k_phrase, "passphrase|password|key_passphrase|passPhrase",
         "<word> <word> <word> <word>"},
    Kind{"pass-phrase-dashes", k_password, k_named, k_word, "passphrase|password", "<word>-<word>-<word>-<word>"},
    Kind{"totp-seed", k_password, k_named, k_word, "totp_secret|otpSecret", "<B32:32>"},
    Kind{"machine-key", k_password, k_named, k_word, "validationKey|decryptionKey|machineKey", "<HEX:64>"},
    Kind{"private-token", k_password, k_named, k_word, "private_token|apiToken|accessToken|API_TOKEN", "<url:32>"},
    Kind{"secret-access-key", k_password, k_named, k_word, "secretKey|SECRET_KEY|secret_access_key", "<an:40>"},
    Kind{"redis-requirepass", k_password, k_named, k_word, "requirepass|masterauth", "<an:22>"},
    Kind{"otp-url", k_password, Shape::own, k_word, "enrol|qr",
         "otpauth://totp/<word>?secret=[[<B32:32>]]&issuer=<word>"},
    Kind{"password-leading-dash", k_password, k_named, k_word, "password|secret", "-<an:6>-<an:8>"},
    Kind{"password-question-marks", k_password, k_named, k_word, "password|secret", "<an:6>?<an:4>?!<an:3>"},
    Kind{"password-pipe", k_password, k_named, k_phrase, "password|secret", "<an:6>|<an:4>^<an:3>~<an:2>"},
};

}  // namespace

std::span<const Kind> password_kinds() { return k_kinds; }

}  // namespace sgw::corpus
