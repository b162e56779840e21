package io.framewright.platform.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address of the web whose spelling leaves no doubt about where it leads: http or https, a host
 * name in ASCII or a plain literal, no user and no password.
 *
 * @param uri without fragment
 * @param host lower-case; IPv6 literals without brackets
 * @param port given, or the scheme's
 */
public record Destination(URI uri, String host, int port) {

  /** The longest address that is read, in characters. */
  public static final int LONGEST = 4096;

  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
  private static final Pattern QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  /** Names that no public name server answers for (RFC 6761, 6762, 7686, 8375, and ICANN's). */
  private static final Set<String> LOCAL_SUFFIXES =
      Set.of(
          "arpa",
          "corp",
          "home",
          "internal",
          "intranet",
          "invalid",
          "lan",
          "local",
          "localdomain",
          "localhost",
          "onion",
          "private",
          "test");

  /** What a text turned out to be. */
  sealed interface Parsed {
    record Good(Destination destination) implements Parsed {}

    /**
     * @param problem ends a sentence that begins with "The address"
     */
    record Bad(String problem) implements Parsed {}
  }

  static Parsed parse(String text) {
    if (text.length() > LONGEST) {
      return new Parsed.Bad("is longer than %d characters".formatted(LONGEST));
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return new Parsed.Bad(
          "is not well-formed: %s at character %d"
              .formatted(e.getReason().toLowerCase(Locale.ROOT), e.getIndex() + 1));
    }
    return problem(uri)
        .<Parsed>map(Parsed.Bad::new)
        .orElseGet(() -> new Parsed.Good(new Destination(whole(uri), plainHost(uri), port(uri))));
  }

  private static Optional<String> problem(URI uri) {
    if (!isWeb(uri)) {
      return Optional.of("does not begin with http:// or https://");
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    if (authority.contains("@")) {
      return Optional.of("holds a user name, which is not taken");
    }
    if (authority.chars().anyMatch(c -> c > 0x7e)) {
      return Optional.of("has a host in other letters than ASCII; write it with xn--");
    }
    if (uri.getHost() == null) {
      return Optional.of("names no host, or spells it in an unusual way");
    }
    return hostProblem(plainHost(uri));
  }

  private static boolean isWeb(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static Optional<String> hostProblem(String host) {
    if (host.contains("%")) {
      return Optional.of("names a network interface");
    }
    if (host.endsWith(".")) {
      return Optional.of("has a host that ends in a dot");
    }
    if (!host.contains(":")
        && ENDS_IN_NUMBER.matcher(host).matches()
        && !QUAD.matcher(host).matches()) {
      return Optional.of(
          "spells an IP address in an unusual way; write it as four decimal numbers");
    }
    return Optional.empty();
  }

  private static String plainHost(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static URI whole(URI uri) {
    String text = uri.toASCIIString();
    int fragment = text.indexOf('#');
    return URI.create(fragment < 0 ? text : text.substring(0, fragment));
  }

  boolean secure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  /** Its address, if the host is a literal. */
  Optional<InetAddress> literal() {
    return host.contains(":") || QUAD.matcher(host).matches()
        ? Optional.of(InetAddress.ofLiteral(host))
        : Optional.empty();
  }

  /** True for names that only a local network knows. */
  boolean localName() {
    return literal().isEmpty()
        && (!host.contains(".")
            || LOCAL_SUFFIXES.contains(host.substring(host.lastIndexOf('.') + 1)));
  }

  /** {@code host:port}, as the list of exceptions has it. */
  String key() {
    return host + ":" + port;
  }

  /** Scheme and host; path and query may hold secrets, and are never shown. */
  public String shown() {
    return "%s://%s/…".formatted(uri.getScheme().toLowerCase(Locale.ROOT), uri.getRawAuthority());
  }

  /** The last part of the path, or nothing. */
  public Optional<String> fileName() {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isBlank() ? Optional.empty() : Optional.of(last);
  }

  @Override
  public String toString() {
    return shown();
  }
}
