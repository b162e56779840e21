package io.framewright.image.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.image.convert.Picture;
import io.framewright.image.describe.Palette.Swatch;
import java.util.List;
import java.util.Optional;

/**
 * All that is said about a picture.
 *
 * @param profile name of the embedded colour profile
 * @param appearance nothing if the pixels were not looked at
 */
record Description(
    Picture picture, Exif exif, Optional<String> profile, Optional<Appearance> appearance) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How it looks.
   *
   * @param colours the largest first
   */
  record Appearance(List<Swatch> colours, String blurHash, String perceptualHash) {

    Appearance {
      colours = List.copyOf(colours);
    }

    private void into(ObjectNode json) {
      var list = json.putArray("colors");
      colours.forEach(
          swatch -> list.addObject().put("color", swatch.color()).put("share", swatch.share()));
      json.put("blurhash", blurHash);
      json.put("phash", perceptualHash);
    }
  }

  /** As a JSON object: the facts of the header, exif, icc_profile; colors, blurhash, phash. */
  String json() {
    ObjectNode json = header();
    ObjectNode taken = json.putObject("exif");
    exif.fields().forEach(taken::put);
    json.put("has_position", exif.hasPosition());
    profile.ifPresent(name -> json.put("icc_profile", name));
    appearance.ifPresent(seen -> seen.into(json));
    return json.toString();
  }

  private ObjectNode header() {
    try {
      return (ObjectNode) JSON.readTree(picture.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a header that is no JSON: " + picture.json(), e);
    }
  }
}
