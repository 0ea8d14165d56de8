<?php

/** The four headers of a signed request. $path is as sent, with its query; $body is the exact text that is sent. */
function signed_headers(string $keyId, string $secret, string $method, string $path, string $body,
                        ?int $timestampMs = null, ?string $nonce = null): array
{
    $timestampMs ??= (int) floor(microtime(true) * 1000);
    $nonce ??= bin2hex(random_bytes(16));
    $text = implode("\n", ['RG1', strtoupper($method), $path, $timestampMs, $nonce, hash('sha256', $body)]);
    return [
        'x-key-id' => $keyId,
        'x-timestamp' => (string) $timestampMs,
        'x-nonce' => $nonce,
        'x-signature' => hash_hmac('sha256', $text, $secret),
    ];
}
