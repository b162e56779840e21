package io.framewright.platform.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes HTTP clients for one destination each, which connect to the addresses that the guard has
 * judged and to no other, while TLS still proves the host's name. They keep no cookies, follow no
 * redirect, know no proxy and decompress nothing.
 */
final class PinnedClients {

  private static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createDefault();
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 100;

  private PinnedClients() {}

  static CloseableHttpClient to(
      Destination destination, EgressGuard guard, EgressSettings settings) {
    Http1Config bounds =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(judged(destination, guard))
                .setTlsSocketStrategy(TLS)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
                .setDefaultTlsConfig(
                    TlsConfig.custom().setHandshakeTimeout(time(settings.connectTimeout())).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(time(settings.connectTimeout()))
                        .setSocketTimeout(time(settings.patience()))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(time(settings.patience())).build())
        .setUserAgent("framewright")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  private static Timeout time(Duration duration) {
    return Timeout.ofMilliseconds(duration.toMillis());
  }

  private static DnsResolver judged(Destination destination, EgressGuard guard) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return guard.addresses(destination).toArray(InetAddress[]::new);
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return destination.host();
      }
    };
  }
}
