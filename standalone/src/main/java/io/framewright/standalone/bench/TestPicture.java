package io.framewright.standalone.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A small picture, the same each time. */
public final class TestPicture {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private TestPicture() {}

  /** Writes it as JPEG to a temporary file, for the caller to delete. */
  public static Path write() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, WIDTH, HEIGHT, Color.BLUE));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 24; i++) {
      graphics.setColor(Color.getHSBColor(i / 24f, 0.8f, 0.9f));
      graphics.fillOval(i * 53 % WIDTH, i * 31 % HEIGHT, 40, 40);
    }
    graphics.dispose();
    try {
      Path file = Files.createTempFile("framewright-bench-", ".jpg");
      ImageIO.write(image, "jpg", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the test picture", e);
    }
  }
}
