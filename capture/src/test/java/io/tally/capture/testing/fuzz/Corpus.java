// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// Does a target of fuzzing take the inputs that are kept for it, and what lies near them?
///
/// They lie as resources in a folder of the target's name beside it. A target fails by throwing, or
/// by taking far more memory than a few kilobytes of input are worth.
public final class Corpus {
  private static final int MUTATIONS = 400;
  // Far above what the limits of the decoders allow a few kilobytes to take.
  private static final long MOST_BYTES = 64L << 20;

  private final String name;
  private final MethodHandle takes;
  private final List<byte[]> inputs;

  private Corpus(String name, MethodHandle takes, List<byte[]> inputs) {
    this.name = name;
    this.takes = takes;
    this.inputs = inputs;
  }

  /// Of a target, whose method for an input is the one that Jazzer calls.
  public static Corpus of(Class<?> target)
      throws IOException, URISyntaxException, ReflectiveOperationException {
    var takes =
        MethodHandles.publicLookup()
            .findStatic(
                target, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
    var folder = Objects.requireNonNull(target.getResource(target.getSimpleName()));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      var all = new ArrayList<byte[]>();
      for (var file : files.sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
      return new Corpus(target.getSimpleName(), takes, all);
    }
  }

  /// Feeds every input as it is.
  public void replay() {
    assertThat(inputs).isNotEmpty();
    inputs.forEach(this::feed);
  }

  /// Feeds inputs with something wrong in them; the same ones every time.
  public void mutate() {
    var random = new Random(name.hashCode());
    for (var i = 0; i < MUTATIONS; i++) {
      feed(mutated(random));
    }
  }

  private void feed(byte[] input) {
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = memory.getCurrentThreadAllocatedBytes();
    assertThatCode(
            () -> {
              takes.invokeExact(input); // a statement, so that nothing is its result
            })
        .as(() -> name + " " + HexFormat.of().formatHex(input))
        .doesNotThrowAnyException();
    assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
  }

  /// Bytes changed, left out, doubled, cut off, or the end of another input.
  private byte[] mutated(Random random) {
    var bytes = inputs.get(random.nextInt(inputs.size())).clone();
    for (var hits = 1 + random.nextInt(6); hits > 0 && bytes.length > 1; hits--) {
      var at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)));
            case 2 -> joined(bytes, at, bytes, Math.max(0, at - random.nextInt(32)));
            case 3 -> {
              var other = inputs.get(random.nextInt(inputs.size()));
              yield joined(bytes, at, other, random.nextInt(other.length + 1));
            }
            default -> {
              bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
              yield bytes;
            }
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, int until, byte[] second, int from) {
    var all = Arrays.copyOf(first, until + second.length - from);
    System.arraycopy(second, from, all, until, second.length - from);
    return all;
  }
}
