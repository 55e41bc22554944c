// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// How does a container become a file that survives a crash and a full disk?
///
/// Life: [#create], then it is a muxer's sink, with [#secure] after each fragment, then [#close],
/// or [#closeAtLastFragment] after a failure. Threads: one at a time.
public final class RecordingFile implements ByteSink, AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private long position;
  private long end;
  private long secured;

  private RecordingFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Makes the file.
  ///
  /// @param overwrite whether a file that is there already may be replaced
  /// @throws IOException a sentence: it exists, its folder does not, no permission, …
  public static RecordingFile create(Path path, boolean overwrite) throws IOException {
    Path file = path.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + " is a folder. Give the name of a file to record into.");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "The folder %s does not exist. Make it, or record into another one.".formatted(folder));
    }
    Set<OpenOption> options =
        overwrite
            ? Set.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)
            : Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      return new RecordingFile(file, FileChannel.open(file, options));
    } catch (IOException e) {
      throw new IOException(RecordingTrouble.atStart(file, e), e);
    }
  }

  /// Where it lies.
  public Path path() {
    return path;
  }

  /// How many bytes it has.
  public long length() {
    return end;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
      end = Math.max(end, position);
    }
  }

  @Override
  public boolean seekable() {
    return true;
  }

  @Override
  public void seek(long to) {
    position = to;
  }

  /// Makes sure that all written so far is on the disk, and remembers that the file is whole here.
  ///
  /// @throws IOException when the disk fails
  public void secure() throws IOException {
    channel.force(/* metaData= */ false);
    secured = end;
  }

  /// Cuts off what was written after the last [#secure], so that the file ends with a whole
  /// fragment, and closes it.
  ///
  /// @throws IOException when the disk fails again; the file is closed all the same
  public void closeAtLastFragment() throws IOException {
    try (channel) {
      channel.truncate(secured);
      channel.force(/* metaData= */ true);
    }
  }

  /// Idempotent.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
