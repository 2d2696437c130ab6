package dev.actrunner.console.cluster.kubeconfig;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.internal.tls.OkHostnameVerifier;

/**
 * Looks for a kubeconfig's {@code tls-server-name} in the API server's certificate. fabric8 sends it in the handshake, and the
 * JDK's client then looks for the address's own name.
 */
public final class TlsServerName extends X509ExtendedTrustManager {

    private final X509TrustManager trusted;
    private final String name;

    private TlsServerName(X509TrustManager trusted, String name) {
        this.trusted = trusted;
        this.name = name;
    }

    /** Sets a client up for a configuration, where that names another server than its address. */
    public static Consumer<HttpClient.Builder> of(Config config) {
        String name = config.getTlsServerName();
        return builder -> {
            if (name == null || name.isBlank() || config.isTrustCerts()) {
                return;
            }
            try {
                TrustManager[] named = Arrays.stream(SSLUtils.trustManagers(config))
                    .map(each -> each instanceof X509TrustManager x509 ? new TlsServerName(x509, name) : each)
                    .toArray(TrustManager[]::new);
                builder.sslContext(SSLUtils.keyManagers(config), named);
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("The kubeconfig's certificates cannot be read", e);
            }
        };
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        trusted.checkServerTrusted(chain, authType);
        if (!OkHostnameVerifier.INSTANCE.verify(name, chain[0])) {
            throw new CertificateException("The certificate is not for " + name + ", the kubeconfig's tls-server-name");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
        throw new CertificateException("This is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
        throw new CertificateException("This is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
    }
}
