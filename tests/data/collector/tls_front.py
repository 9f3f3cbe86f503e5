"""tls_front.py PORT BACKEND_PORT CHAIN KEY: takes TLS on 127.0.0.1:PORT and passes what is inside on to BACKEND_PORT."""
import socket
import ssl
import sys
import threading


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(client, context, backend):
    try:
        inside = context.wrap_socket(client, server_side=True)
        onward = socket.create_connection(("127.0.0.1", backend))
    except OSError:
        client.close()
        return
    threading.Thread(target=pump, args=(onward, inside), daemon=True).start()
    pump(inside, onward)


def main():
    port, backend, chain, key = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    listener = socket.create_server(("127.0.0.1", port))
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, context, backend), daemon=True).start()


main()
