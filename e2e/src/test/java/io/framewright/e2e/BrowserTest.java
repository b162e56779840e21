package io.framewright.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page at {@code /} in Chromium, where it is installed. */
class BrowserTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension private static final SharedPlatform SHARED = new SharedPlatform();

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static ChromeDriver browser;

  @BeforeAll
  static void open() {
    Optional<Path> chromium = program("chromium");
    Optional<Path> driver = program("chromedriver");
    assumeTrue(chromium.isPresent() && driver.isPresent(), "chromium or chromedriver is missing");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build(),
            options);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void aPhotoIsDroppedWatchedAndSeenBeforeAndAfter() {
    Api api = SHARED.get().api();
    browser.get(api.address() + "/#key=" + api.key());
    submit(Samples.photo());

    Awaitility.await("the result is shown")
        .atMost(PATIENCE)
        .until(() -> all("#current figure").size() == 2);
    assertThat(text("#current")).contains("photo.jpg", "Completed in", "output.webp", "Download");
    Awaitility.await("both pictures are drawn")
        .atMost(PATIENCE)
        .until(() -> all("#current img").stream().allMatch(BrowserTest::isDrawn));
    assertThat(text("#current ol.times")).contains("accepted", "a worker started", "completed");
    Awaitility.await("the list shows the job")
        .atMost(PATIENCE)
        .until(() -> text("#jobs").startsWith("completed"));
    assertThat(browser.getCurrentUrl()).as("the key is not left there").doesNotContain("key");
    assertThat(complaints()).as("nothing is against the page's own policy").isEmpty();
  }

  @Test
  void aBrokenPhotoIsExplained() throws Exception {
    Api api = SHARED.get().api();
    Path broken = directory.resolve("broken.jpg");
    byte[] photo = Files.readAllBytes(Samples.photo());
    Files.write(broken, Arrays.copyOf(photo, photo.length / 3));
    browser.get(api.address() + "/#key=" + api.key());
    submit(broken);

    Awaitility.await("the failure is shown")
        .atMost(PATIENCE)
        .until(() -> !all("#current .problem").isEmpty());
    assertThat(text("#current .problem")).contains("INPUT_");
  }

  @Test
  void aWrongKeyIsRefusedAndAskedForAgain() {
    browser.get(SHARED.get().api().address() + "/#key=fw_wrong");
    Awaitility.await("the key is asked for")
        .atMost(PATIENCE)
        .until(() -> text("#key-problem").contains("AUTH_ERROR"));
    assertThat(one("#work").isDisplayed()).isFalse();
    complaints(); // the refusal itself
  }

  private static void submit(Path file) {
    Awaitility.await("the page takes files")
        .atMost(PATIENCE)
        .until(() -> one("#drop").isDisplayed());
    one("#file").sendKeys(file.toString());
    Awaitility.await("it offers something").atMost(PATIENCE).until(() -> one("#go").isDisplayed());
    one("#go").click();
  }

  private static boolean isDrawn(WebElement picture) {
    return Boolean.TRUE.equals(
        browser.executeScript(
            "return arguments[0].complete && arguments[0].naturalWidth > 0", picture));
  }

  private static List<String> complaints() {
    return StreamSupport.stream(browser.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .map(LogEntry::getMessage)
        .toList();
  }

  private static String text(String selector) {
    return all(selector).stream().findFirst().map(WebElement::getText).orElse("");
  }

  private static WebElement one(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  private static List<WebElement> all(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
