// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_INFO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does FFmpeg say while it works?
///
/// FFmpeg calls on whatever thread it is, a codec's worker or one of ours, in the middle of its
/// work. So the call only puts the text into a bounded queue; the thread `ffmpeg-log` writes it
/// out, with everything of a URL after its host masked, because a stream key may be in it. Loss: a
/// full queue drops messages and says how many. What FFmpeg calls an error may be no trouble for
/// whoever called it, so it is a warning at most here.
final class FfmpegLog extends LogCallback {
  private static final Logger log = LoggerFactory.getLogger("ffmpeg");
  private static final int WAITING = 500;
  private static final Pattern URL =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(?:[^/?@\\s]*@)?([^/?\\s'\"]*)[/?][^\\s'\"]*");

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong lost = new AtomicLong();

  private record Message(int level, String text) {}

  // FFmpeg keeps the address; without this field the collector would free what it points to.
  @SuppressWarnings("unused")
  private static final FfmpegLog connected = connectNew();

  /// Sends what FFmpeg logs from now on to slf4j, once in a process.
  static void connect() {}

  private static FfmpegLog connectNew() {
    FfmpegLog made = new FfmpegLog();
    Thread writer = new Thread(made::write, "ffmpeg-log");
    writer.setDaemon(true);
    writer.start();
    av_log_set_level(AV_LOG_INFO);
    setLogCallback(made);
    return made;
  }

  @Override
  public void call(int level, BytePointer text) {
    if (!queue.offer(new Message(level, text.getString()))) {
      lost.incrementAndGet();
    }
  }

  private void write() {
    // FFmpeg builds some lines from several calls; a line is whole at its end.
    StringBuilder line = new StringBuilder();
    try {
      while (true) {
        Message message = queue.take();
        line.append(message.text());
        if (message.text().endsWith("\n") || line.length() > 2_000) {
          write(message.level(), mask(line.toString().strip()));
          line.setLength(0);
        }
        long dropped = lost.getAndSet(0);
        if (dropped > 0) {
          log.info("{} messages of FFmpeg were dropped, because too many came at once", dropped);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(int level, String line) {
    if (line.isEmpty()) {
      return;
    }
    if (level <= AV_LOG_ERROR) {
      log.warn(line);
    } else if (level <= AV_LOG_WARNING) {
      log.info(line);
    } else {
      log.debug(line);
    }
  }

  /// The text with what follows a URL's host, and what stands before it, left out.
  static String mask(String text) {
    return URL.matcher(text).replaceAll("$1$2/…");
  }
}
