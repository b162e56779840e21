package io.framewright.image.vips;

import java.util.Arrays;

/**
 * What the numbers of a pixel mean, with libvips's nicknames; numbers of {@code
 * VipsInterpretation}.
 */
public enum Interpretation {
  MULTIBAND("multiband", 0),
  GREY("b-w", 1),
  LAB("lab", 13),
  CMYK("cmyk", 15),
  RGB("rgb", 17),
  SRGB("srgb", 22),
  RGB16("rgb16", 25),
  GREY16("grey16", 26),
  SCRGB("scrgb", 28),
  OTHER("other", -1);

  private final String nickname;
  private final int number;

  Interpretation(String nickname, int number) {
    this.nickname = nickname;
    this.number = number;
  }

  public String nickname() {
    return nickname;
  }

  static Interpretation of(int number) {
    return Arrays.stream(values()).filter(it -> it.number == number).findFirst().orElse(OTHER);
  }
}
