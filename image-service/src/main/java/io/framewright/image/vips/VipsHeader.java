package io.framewright.image.vips;

/**
 * The header of an image.
 *
 * @param width pixels
 * @param height pixels, of all loaded pages together: pages lie one below the other
 * @param bands channels, the alpha channel included
 * @param orientation EXIF 1 to 8; 1 if the file says nothing
 * @param pages how many the file has, loaded or not
 * @param pageHeight pixels of one page
 * @param hasProfile whether an ICC colour profile is embedded
 */
public record VipsHeader(
    int width,
    int height,
    int bands,
    Interpretation interpretation,
    boolean hasAlpha,
    int orientation,
    int pages,
    int pageHeight,
    boolean hasProfile) {}
