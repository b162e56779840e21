package io.framewright.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.platform.egress.EgressGuard.Verdict;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be reached. Where these addresses lead is never tried: names are looked up in a map. */
class EgressGuardTest {

  private static final Map<String, List<InetAddress>> NAMES =
      Map.of(
          "public.example", List.of(address("93.184.216.34")),
          "public6.example", List.of(address("2606:2800:220:1::1")),
          "two-faced.example", List.of(address("93.184.216.34"), address("10.0.0.7")),
          "private.example", List.of(address("192.168.1.1")),
          "tunnel.example", List.of(address("2002:7f00:1::")));

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static List<InetAddress> lookUp(String host) throws UnknownHostException {
    List<InetAddress> found = NAMES.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  static EgressSettings settings(String allow) {
    return new EgressSettings(
        allow,
        "80,443,8080",
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        1,
        Duration.ofMinutes(1));
  }

  private static EgressGuard guard(String allow) {
    return new EgressGuard(settings(allow), false, EgressGuardTest::lookUp);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          B10 | http://127.0.0.1/a.png
          B10 | http://[::1]/
          B10 | http://[::]/
          B10 | http://0.0.0.0/
          B10 | http://127.1/
          B10 | http://2130706433/
          B10 | http://0x7f000001/
          B10 | http://0177.0.0.1/
          B10 | http://127.0.0.01/
          B10 | http://localhost/
          B10 | http://anything.localhost/
          B10 | http://intranet/
          B10 | http://10.1.2.3/
          B10 | http://100.64.0.1/
          B10 | http://255.255.255.255/
          B10 | http://[fe80::1%25eth0]/
          B10 | http://private.example/
          B11 | http://169.254.169.254/latest/meta-data/
          B11 | http://[fd00:ec2::254]/
          B11 | http://metadata.google.internal/
          B11 | http://168.63.129.16/
          B11 | http://100.100.100.200/
          B12 | http://[::ffff:10.0.0.1]/
          B12 | http://[::7f00:1]/
          B12 | http://[2002:7f00:1::]/
          B12 | http://[64:ff9b::7f00:1]/
          B12 | http://[64:ff9b:1::7f00:1]/
          B12 | http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
          B12 | http://[2606:2800:220:1:0:5efe:7f00:1]/
          B12 | http://tunnel.example/
          B13 | http://two-faced.example/
          B16 | file:///etc/passwd
          B16 | ftp://public.example/a
          B16 | gopher://public.example/
          B16 | data:image/png;base64,AAAA
          B16 | jar:http://public.example/a.jar!/b
          B16 | http://a@public.example/
          B16 | http://a:b@public.example/
          B16 | http://a\\@public.example/
          B16 | http://рublic.example/
          B16 | http://127。0。0。1/
          B16 | http://public.example./
          B16 | http:///nothing
          B16 | //public.example/
          B17 | http://public.example:22/
          B17 | http://public.example:6379/
          B17 | https://public.example:9092/
          B17 | https://public.example:0/
          """)
  void refusesAtTheDoor(String id, String url) {
    Verdict verdict = guard("").check(url);

    assertThat(verdict).as(id).isInstanceOf(Verdict.Refused.class);
    assertThat(verdict.toString()).doesNotContain("example").doesNotContain("passwd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://public.example/a.png",
        "HTTPS://Public.Example:8080/a.png?token=x#part",
        "http://public6.example/",
        "http://93.184.216.34/",
        "http://[2606:2800:220:1::1]:443/",
        "http://[::ffff:93.184.216.34]/",
        "http://[64:ff9b::5db8:d822]/",
        "http://xn--bcher-kva.example/", // not known: looked up again when it is asked for
      })
  void letsTheOpenInternetPass(String url) {
    assertThat(guard("").check(url)).isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void aNameIsJudgedAgainByWhatItMeansWhenAConnectionIsMade() throws Exception { // B14
    Deque<InetAddress> answers =
        new ArrayDeque<>(List.of(address("93.184.216.34"), address("127.0.0.1")));
    EgressGuard guard = new EgressGuard(settings(""), false, _ -> List.of(answers.removeFirst()));

    Verdict door = guard.check("http://rebinding.example/");

    assertThat(door)
        .isInstanceOfSatisfying(
            Verdict.Passed.class,
            passed ->
                assertThatThrownBy(() -> guard.addresses(passed.destination()))
                    .isInstanceOf(EgressRefusedException.class));
    assertThat(answers).isEmpty();
  }

  @Test
  void anExceptionIsForOneHostAndPortAsItIsSpelt() {
    EgressGuard guard = guard("127.0.0.1:9999, Files.Local:22");

    assertThat(guard.check("http://127.0.0.1:9999/a")).isInstanceOf(Verdict.Passed.class);
    assertThat(guard.check("http://files.local:22/a")).isInstanceOf(Verdict.Passed.class);
    assertThat(guard.check("http://127.0.0.1:9998/a")).isInstanceOf(Verdict.Refused.class);
    assertThat(guard.check("http://127.0.0.1/a")).isInstanceOf(Verdict.Refused.class);
    assertThat(guard.check("http://u@127.0.0.1:9999/a")).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void productionTakesNoExceptions() {
    assertThatThrownBy(() -> new EgressGuard(settings("127.0.0.1:9999"), true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("framewright.egress.allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "a:b", "http://a:1/", "a:1 b:2"})
  void anExceptionThatIsNoHostAndPortStopsTheStart(String allow) {
    assertThatThrownBy(() -> settings(allow)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsShownOfAnAddressHoldsNeitherPathNorQuery() {
    assertThat(guard("").check("https://public.example/secret/a.png?signature=x"))
        .isInstanceOfSatisfying(
            Verdict.Passed.class,
            passed ->
                assertThat(passed.toString())
                    .contains("https://public.example/…")
                    .doesNotContain("secret")
                    .doesNotContain("signature"));
  }
}
