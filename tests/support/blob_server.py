#!/usr/bin/env python3
"""Behaves as Azure Blob Storage does towards who hands over a file: Put Blob, Put Block and Put Block List by a shared access
signature, which is checked as the service checks it.

blob_server.py sas CONTAINER RIGHTS MINUTES        a query string that signs for the container
blob_server.py serve FOLDER ADDRESS PORT CERT KEY  over TLS; FOLDER/<container>/ must be there, blobs are files in it, and
                                                   FOLDER/requests has a line a request: method, path, status, headers as JSON
"""
import base64, datetime, hashlib, hmac, http.server, json, os, ssl, sys, urllib.parse
import xml.etree.ElementTree as xml

ACCOUNT, VERSION, KEY = 'account', '2020-12-06', b'the key of a storage account that does not exist'


def signature(query, container):
    lines = [query.get(k, '') for k in ('sp', 'st', 'se')] + [f'/blob/{ACCOUNT}/{container}', '']
    lines += [query.get(k, '') for k in ('sip', 'spr', 'sv', 'sr')] + ['', '', '', '', '', '', '']
    return base64.b64encode(hmac.new(KEY, '\n'.join(lines).encode(), hashlib.sha256).digest()).decode()


def sas(container, rights, minutes):
    end = datetime.datetime.utcnow() + datetime.timedelta(minutes=float(minutes))
    query = {'sv': VERSION, 'sr': 'c', 'sp': rights, 'se': end.strftime('%Y-%m-%dT%H:%M:%SZ'), 'spr': 'https'}
    return urllib.parse.urlencode({**query, 'sig': signature(query, container)})


def md5_of(bytes):
    return base64.b64encode(hashlib.md5(bytes).digest()).decode()


class Refused(Exception):
    pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, code=None):
        with open(os.path.join(self.server.folder, 'requests'), 'a') as log:
            log.write(json.dumps({'method': self.command, 'path': self.path.split('?')[0], 'status': status, 'code': code,
                                  'headers': {k.lower(): v for k, v in self.headers.items()}}) + '\n')
        self.send_response(status)
        if code:
            self.send_header('x-ms-error-code', code)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def check(self, query, container, name):
        expected = signature(query, container)
        if not hmac.compare_digest(query.get('sig', ''), expected):
            raise Refused(403, 'AuthenticationFailed')
        if query['se'] <= datetime.datetime.utcnow().strftime('%Y-%m-%dT%H:%M:%SZ'):
            raise Refused(403, 'AuthenticationFailed')
        if not set(query['sp']) & set('cw'):
            raise Refused(403, 'AuthorizationPermissionMismatch')
        if not os.path.isdir(os.path.join(self.server.folder, container)) or '/' in name or not name:
            raise Refused(404, 'ContainerNotFound')
        if self.headers.get('x-ms-version') != VERSION:
            raise Refused(400, 'InvalidHeaderValue')

    def store(self, file, bytes, kept):
        if self.headers.get('If-None-Match') == '*' and os.path.exists(file):
            raise Refused(409, 'BlobAlreadyExists')
        with open(file, 'wb') as out:
            out.write(bytes)
        with open(file + '.properties', 'w') as out:
            json.dump(kept, out)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        path, _, text = self.path.partition('?')
        query = dict(urllib.parse.parse_qsl(text))
        container, _, name = urllib.parse.unquote(path).lstrip('/').partition('/')
        file = os.path.join(self.server.folder, container, name)
        try:
            self.check(query, container, name)
            if self.headers.get('Content-MD5', md5_of(body)) != md5_of(body):
                raise Refused(400, 'Md5Mismatch')
            kept = {k.lower(): v for k, v in self.headers.items() if k.lower().startswith('x-ms-')}
            if query.get('comp') == 'block':
                self.server.blocks[(file, query['blockid'])] = body
            elif query.get('comp') == 'blocklist':
                ids = [e.text for e in xml.fromstring(body)]
                if any((file, i) not in self.server.blocks for i in ids):
                    raise Refused(400, 'InvalidBlockList')
                self.store(file, b''.join(self.server.blocks[(file, i)] for i in ids), kept)
            elif self.headers.get('x-ms-blob-type') != 'BlockBlob':
                raise Refused(400, 'MissingRequiredHeader')
            else:
                self.store(file, body, kept)
            self.answer(201)
        except Refused as no:
            self.answer(*no.args)


def serve(folder, address, port, certificate, key):
    server = http.server.ThreadingHTTPServer((address, int(port)), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.folder, server.blocks = folder, {}
    server.serve_forever()


if sys.argv[1] == 'sas':
    print(sas(*sys.argv[2:]), end='')
else:
    serve(*sys.argv[2:])
