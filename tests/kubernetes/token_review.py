#!/usr/bin/env python3
"""token_review.py FOLDER: tells the API server which tokens are good (a webhook at 127.0.0.1:9440). A token is good for
as many requests as the number in the file FOLDER/<token> says, then it has expired."""
import http.server
import json
import os
import re
import sys


class Review(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        review = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        token = review["spec"]["token"]
        left = 0
        path = os.path.join(sys.argv[1], token)
        if re.fullmatch(r"[a-z0-9-]+", token) and os.path.exists(path):
            with open(path) as file:
                left = int(file.read())
            with open(path, "w") as file:
                file.write(str(left - 1))
        review["status"] = {"authenticated": left > 0}
        if left > 0:
            review["status"]["user"] = {"username": "operator-by-plugin", "groups": ["system:masters"]}
        answer = json.dumps(review).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


http.server.HTTPServer(("127.0.0.1", 9440), Review).serve_forever()
