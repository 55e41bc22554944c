// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EINVAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_ERROR_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.io.Serial;

/// What did FFmpeg refuse to do, and with which error?
public final class FfmpegException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private static final int LIBRARY_MISSING = Integer.MIN_VALUE; // no error of FFmpeg's

  private final int code;

  private FfmpegException(String message, int code) {
    super(message);
    this.code = code;
  }

  /// Passes a result of an FFmpeg call through, or throws when it is an error.
  ///
  /// @param result what the call returned; negative is an error
  /// @param doing what was tried, such as "opening the screen :0.0"; starts the message
  /// @throws FfmpegException with the text of FFmpeg's error
  public static int check(int result, String doing) throws FfmpegException {
    if (result < 0) {
      throw new FfmpegException(doing + " failed: " + describe(result), result);
    }
    return result;
  }

  /// For a call that answers null instead of a code.
  ///
  /// @param doing what was tried; starts the message
  public static FfmpegException refused(String doing) {
    return new FfmpegException(
        doing + " failed: FFmpeg does not support it or is out of memory", AVERROR_EINVAL());
  }

  /// For a library that this machine does not have.
  ///
  /// @param what what cannot be used without it; starts the message
  /// @param trouble the linker's words
  static FfmpegException missing(String what, String trouble) {
    return new FfmpegException(
        what
            + " cannot be loaded ("
            + trouble
            + "). Install the library that is missing, then start Tally again.",
        LIBRARY_MISSING);
  }

  /// Whether a library that FFmpeg needs is not there, so that it will fail whenever it is tried.
  public boolean isLibraryMissing() {
    return code == LIBRARY_MISSING;
  }

  /// FFmpeg's error code (`AVERROR`), negative.
  public int code() {
    return code;
  }

  private static String describe(int code) {
    byte[] text = new byte[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, UTF_8);
  }
}
