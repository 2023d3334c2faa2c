"""Says in one line when the port is taken, before anything is started. Usage: port.py PORT."""

import socket
import sys

text = sys.argv[1]
if not (text.isdecimal() and 0 < int(text) < 65536):
    sys.exit(f"PORT is a number from 1 to 65535, not {text!r}. Try: make run PORT=8001")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(text)))
    except PermissionError:
        sys.exit(f"Port {text} is not for this user. Try: make run PORT=8001")
    except OSError:
        other = int(text) + 1 if int(text) < 65535 else 8000
        sys.exit(f"Port {text} is in use by another program. Try: make run PORT={other}")
