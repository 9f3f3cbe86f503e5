#!/bin/bash
# token.sh DIR REPOSITORY: a signing certificate (DIR/issuer.pem) and a token that lets anybody pull from REPOSITORY
set -euo pipefail
url64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
cd "$1"
openssl req -x509 -newkey rsa:2048 -nodes -keyout issuer.key -out issuer.pem -days 2 -subj '/CN=token issuer' 2>openssl.err
x5c=$(openssl x509 -in issuer.pem -outform DER | openssl base64 -A)
now=$(date +%s)
head=$(printf '{"typ":"JWT","alg":"RS256","x5c":["%s"]}' "$x5c" | url64)
body=$(printf '{"iss":"issuer","sub":"","aud":"registry","exp":%d,"nbf":%d,"iat":%d,"jti":"1","access":[{"type":"repository","name":"%s","actions":["pull"]}]}' \
  $((now + 900)) $((now - 60)) $((now - 60)) "$2" | url64)
signature=$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign issuer.key -binary | url64)
printf '%s.%s.%s' "$head" "$body" "$signature"
