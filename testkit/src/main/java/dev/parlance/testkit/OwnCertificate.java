package dev.parlance.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost and 127.0.0.1 that nobody else trusts, made by the JDK's keytool. */
public final class OwnCertificate {
    /** Of the store and of the key in it. */
    public static final String PASSWORD = "loopback";

    private static final String ALIAS = "own";

    private final Path store;
    private final KeyStore identity;

    /** @throws IOException with the words of keytool when it could make none */
    public OwnCertificate(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        store = folder.resolve("identity.p12");
        Path told = folder.resolve("keytool.txt");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(told));
        }
        identity = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            identity.load(stream, PASSWORD.toCharArray());
        }
    }

    /** The file with the key, of the kind PKCS12, for processes that are to trust it. */
    public Path store() {
        return store;
    }

    public X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) identity.getCertificate(ALIAS);
    }

    public PrivateKey key() throws GeneralSecurityException {
        return (PrivateKey) identity.getKey(ALIAS, PASSWORD.toCharArray());
    }

    /** For a server that shows the certificate. */
    public SSLContext ofServer() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** For a client that trusts the certificate and no other. */
    public SSLContext ofClient() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
