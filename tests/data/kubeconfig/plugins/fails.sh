#!/bin/sh
echo 'a first line' >&2
echo "AADSTS700016: wrong secret $AAD_SERVICE_PRINCIPAL_CLIENT_SECRET for $3" >&2
exit 7
