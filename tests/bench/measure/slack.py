"""Slack's side: signed events, and a Web API that says yes to what a start needs."""
import hashlib
import hmac
import http.server
import json
import socket
import threading
import time

SECRET = "bench-signing-secret"
TOKEN = "xoxb-EXAMPLE"


def signed_event(serial, secret=SECRET):
    """A whole request: somebody in no programme says something."""
    now = int(time.time())
    ts = f"{now}.{serial % 1000000:06d}"
    body = json.dumps({
        "token": "deprecated-verification-token", "team_id": "T0ACME0001", "api_app_id": "A0MENTOR01",
        "event": {"user": "U09999999", "type": "message", "ts": ts, "text": "Hello there", "team": "T0ACME0001",
                  "channel": "D09999999", "event_ts": ts, "channel_type": "im"},
        "type": "event_callback", "event_id": f"EvX{serial:012d}", "event_time": now,
        "authorizations": [{"team_id": "T0ACME0001", "user_id": "U0BOTUSER1", "is_bot": True}],
    }, separators=(",", ":")).encode()
    digest = hmac.new(secret.encode(), b"v0:%d:" % now + body, hashlib.sha256).hexdigest()
    return (f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: v0={digest}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


class Caller:
    """One keep-alive connection."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request):
        """The status of the answer."""
        self.socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            got = self.socket.recv(4096)
            if not got:
                raise RuntimeError("the server closed the connection")
            answer += got
        return int(answer.split(b" ", 2)[1])

    def close(self):
        self.socket.close()


class WebApi:
    """Answers auth.test, on a thread of its own; nothing else is asked where no reply is sent."""

    def __init__(self):
        class handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = json.dumps({"ok": True, "team_id": "T0ACME0001", "user_id": "U0BOTUSER1",
                                   "bot_id": "B0BOTID001"}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
