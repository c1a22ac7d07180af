package dev.parlance.gateway;

import dev.parlance.testkit.OwnCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** A certificate made for 127.0.0.1, as files for a gateway, and a context for clients that trust it. */
record PemFiles(Listening.Certificate files, SSLContext trusting) {
    static PemFiles in(Path folder) throws Exception {
        OwnCertificate own = new OwnCertificate(folder);
        Path chain = written(
                folder.resolve("chain.pem"), "CERTIFICATE", own.certificate().getEncoded());
        Path key = written(folder.resolve("key.pem"), "PRIVATE KEY", own.key().getEncoded());
        return new PemFiles(new Listening.Certificate(chain, key), own.ofClient());
    }

    private static Path written(Path file, String what, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
