package io.framewright.standalone.engines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An empty shared library with a given name and version nodes, so that the dynamic linker starts a
 * program that is linked with a library it never calls. Functions are bound when first called, so
 * none need to be there. Layout after the System V gABI (ELF-64, little endian) and the LSB's
 * symbol versioning.
 *
 * @param soname for instance {@code libpulse.so.0}
 * @param versions version nodes that programs ask for
 */
record StubLibrary(String soname, List<String> versions) {

  private static final List<StubLibrary> KNOWN =
      List.of(
          new StubLibrary("libpulse.so.0", List.of("PULSE_0")),
          new StubLibrary("libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4")),
          new StubLibrary("libxcb.so.1", List.of()),
          new StubLibrary("libxcb-shm.so.0", List.of()));

  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int PROGRAM_HEADERS = 3;
  private static final int SYMBOL = 24;
  private static final int DEFINITION = 28;

  StubLibrary {
    versions = List.copyOf(versions);
  }

  /** The stub for a library of sound or display, which media work never calls. */
  static Optional<StubLibrary> known(String soname) {
    return KNOWN.stream().filter(stub -> stub.soname.equals(soname)).findFirst();
  }

  void writeInto(Path folder) {
    Path file = folder.resolve(soname);
    try {
      Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s".formatted(file), e);
    }
  }

  /** The whole file. Everything is in one writable segment that is loaded at address 0. */
  byte[] bytes() {
    List<String> names = new ArrayList<>(List.of(soname));
    names.addAll(versions);
    Map<String, Integer> offsets = new LinkedHashMap<>();
    byte[] strings = strings(names, offsets);

    int symbols = HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;
    int hash = symbols + SYMBOL;
    int symbolVersions = hash + 16;
    int definitions = symbolVersions + 8;
    int dynamic = definitions + names.size() * DEFINITION;
    dynamic += (8 - dynamic % 8) % 8;
    long[][] entries = {
      {14, offsets.getOrDefault(soname, 0)}, // DT_SONAME
      {4, hash},
      {5, dynamic + 10L * 16}, // DT_STRTAB, after the ten entries
      {6, symbols},
      {10, strings.length}, // DT_STRSZ
      {11, SYMBOL}, // DT_SYMENT
      {0x6ffffff0L, symbolVersions}, // DT_VERSYM
      {0x6ffffffcL, definitions}, // DT_VERDEF
      {0x6ffffffdL, names.size()}, // DT_VERDEFNUM
      {0, 0}
    };
    int size = dynamic + entries.length * 16 + strings.length;

    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    header(file);
    segment(file, 1, 6, 0, size, 4096); // PT_LOAD, read and write: the linker adjusts addresses
    segment(file, 2, 6, dynamic, entries.length * 16L, 8); // PT_DYNAMIC
    segment(file, 0x6474e551, 6, 0, 0, 16); // PT_GNU_STACK: not executable
    file.position(hash).putInt(1).putInt(1); // one bucket, one symbol, both empty
    file.position(definitions);
    define(file, names, offsets);
    file.position(dynamic);
    for (long[] entry : entries) {
      file.putLong(entry[0]).putLong(entry[1]);
    }
    file.put(strings);
    return file.array();
  }

  private static byte[] strings(List<String> names, Map<String, Integer> offsets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    for (String name : names) {
      offsets.put(name, bytes.size());
      bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }

  private static void header(ByteBuffer file) {
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    file.putShort((short) 3).putShort((short) 62).putInt(1); // shared object, x86-64
    file.putLong(0).putLong(HEADER).putLong(0).putInt(0);
    file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER);
    file.putShort((short) PROGRAM_HEADERS).putShort((short) 64).putShort((short) 0);
    file.putShort((short) 0);
  }

  private static void segment(
      ByteBuffer file, int type, int flags, long offset, long length, long alignment) {
    file.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset);
    file.putLong(length).putLong(length).putLong(alignment);
  }

  /** The first definition is the library itself, the others are its version nodes. */
  private static void define(ByteBuffer file, List<String> names, Map<String, Integer> offsets) {
    for (int i = 0; i < names.size(); i++) {
      boolean last = i == names.size() - 1;
      file.putShort((short) 1).putShort((short) (i == 0 ? 1 : 0));
      file.putShort((short) (i + 1)).putShort((short) 1);
      file.putInt(elfHash(names.get(i))).putInt(20).putInt(last ? 0 : DEFINITION);
      file.putInt(offsets.getOrDefault(names.get(i), 0)).putInt(0);
    }
  }

  private static int elfHash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash << 4) + name.charAt(i);
      int top = hash & 0xf0000000;
      hash = (hash ^ (top >>> 24)) & ~top;
    }
    return hash;
  }
}
