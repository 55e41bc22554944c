// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EINVAL;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.tally.capture.ffmpeg.FfmpegException;
import java.io.IOException;
import java.util.function.IntSupplier;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/// How do the bytes that libavformat writes reach a [ByteSink]?
///
/// Owns the native I/O context. Threads: one at a time, any.
final class SinkOutput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SEEK_SET = 0;

  // JavaCPP has room for ten callback objects of a type in a process, and an eleventh is silently
  // never called. So all outputs share one, and it finds its output through the running call.
  private static final ScopedValue<SinkOutput> RUNNING = ScopedValue.newInstance();
  private static final Write_packet_Pointer_BytePointer_int WRITE =
      new Write_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int size) {
          return RUNNING.get().write(bytes, size);
        }
      };
  private static final Seek_Pointer_long_int SEEK =
      new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
          return RUNNING.get().seek(offset, whence);
        }
      };

  private final ByteSink sink;
  private final AVIOContext context;
  private @Nullable Throwable failure;
  private boolean closed;

  SinkOutput(ByteSink sink) throws FfmpegException {
    this.sink = sink;
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES)).capacity(BUFFER_BYTES);
    AVIOContext made =
        avio_alloc_context(
            buffer,
            BUFFER_BYTES,
            /* write_flag= */ 1,
            null,
            null,
            WRITE,
            sink.seekable() ? SEEK : null);
    if (made == null) {
      av_free(buffer);
      throw FfmpegException.refused("Preparing the output of a container");
    }
    context = made;
  }

  AVIOContext context() {
    return context;
  }

  /// Makes a call of libavformat that may write, and brings what it wrote to the sink.
  ///
  /// @param call gives FFmpeg's code; negative is an error
  /// @param doing starts the message of a failure
  /// @throws IOException the sink's own, else FFmpeg's
  void run(IntSupplier call, String doing) throws IOException {
    int[] result = new int[1];
    ScopedValue.where(RUNNING, this)
        .run(() -> {
          result[0] = call.getAsInt();
          if (result[0] >= 0) {
            avio_flush(context);
          }
        });
    switch (failure) {
      case null -> FfmpegException.check(Math.min(result[0], context.error()), doing);
      case IOException refused -> throw refused;
      case Throwable broken -> throw new IOException(doing + " failed in the receiver", broken);
    }
  }

  // Nothing may be thrown through FFmpeg's frames: the sink's failure waits here for [#run].
  private int write(BytePointer bytes, int size) {
    if (failure != null) {
      return AVERROR_EIO();
    }
    try {
      sink.write(bytes.capacity(size).asByteBuffer());
      return size;
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      return AVERROR_EIO();
    }
  }

  private long seek(long offset, int whence) {
    if (whence == AVSEEK_SIZE || whence != SEEK_SET || failure != null) {
      return AVERROR_EINVAL();
    }
    try {
      sink.seek(offset);
      return offset;
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      return AVERROR_EIO();
    }
  }

  /// Frees the context; writes nothing more. Idempotent.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    av_free(context.buffer());
    context.buffer(null);
    avio_context_free(context);
  }
}
