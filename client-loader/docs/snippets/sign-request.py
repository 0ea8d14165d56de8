import hashlib
import hmac
import time
import uuid


def signed_headers(key_id, secret, method, path, body, timestamp_ms=None, nonce=None):
    """The four headers of a signed request. path is as sent, with its query; body is the exact text that is sent."""
    timestamp_ms = timestamp_ms or int(time.time() * 1000)
    nonce = nonce or str(uuid.uuid4())
    body_hash = hashlib.sha256(body.encode()).hexdigest()
    text = "\n".join(["RG1", method.upper(), path, str(timestamp_ms), nonce, body_hash])
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return {
        "x-key-id": key_id,
        "x-timestamp": str(timestamp_ms),
        "x-nonce": nonce,
        "x-signature": signature,
    }
